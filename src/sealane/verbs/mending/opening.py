"""Which directory the changes for a proof are written into: the source itself, or the one that the user names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.readers.recognise import SourceKind, recognise
from sealane.terraform.linking.variables import Variables
from sealane.verbs.mending.counterpart import Counterpart
from sealane.verbs.mending.home import Home
from sealane.verbs.mending.mender import Mender
from sealane.verbs.subject import STDIN

if TYPE_CHECKING:
    from sealane.verbs.mending.mender import ProposalOf
    from sealane.verbs.request import Request
    from sealane.verbs.subject import Subject
    from sealane.verdicts.proof import Proof
    from sealane.world.world import World


def opened(
    subject: Subject, request: Request, world: World, proof: Proof, proposal_of: ProposalOf
) -> Mender | Counterpart | None:
    """Return what writes changes for a proof of a subject; `None` where no directory is known."""
    if subject.config:
        return Counterpart(_home(subject.config, subject, request, plan=_plan(subject, request)), proof)
    path = request.folder / subject.source
    if not subject.source or subject.source == STDIN or not path.is_dir():
        return None
    if recognise(path, subject.source).kind is not SourceKind.DIRECTORY:
        return None
    return Mender(_home(subject.source, subject, request), world, proof, proposal_of)


def _home(name: str, subject: Subject, request: Request, plan: bytes = b"") -> Home:
    return Home(
        # With `..` taken out, as the linking does, so that both name its files alike.
        folder=Path(os.path.abspath(request.folder / name)),  # noqa: PTH100 - links are not followed
        shown=name,
        base=request.folder.absolute(),
        environ={**request.environ, **({"AWS_REGION": request.region} if request.region else {})},
        variables=Variables(
            assigned=() if plan else subject.variables,
            files=() if plan else tuple(request.folder / one for one in subject.variable_files),
            account=subject.account,
        ),
        plan=plan,
    )


def _plan(subject: Subject, request: Request) -> bytes:
    """Return the plan whose variables and data sources count for the directory; none where the source is no plan."""
    path = request.folder / subject.source
    if not subject.source or subject.source == STDIN or not path.is_file():
        return b""
    found = recognise(path, subject.source)
    return found.content if found.kind is SourceKind.PLAN else b""
