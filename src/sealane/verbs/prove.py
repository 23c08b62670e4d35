"""`prove`, `trace` and `authorize`: one question each to a world that was read from anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sealane.proof.prove import prove as judged
from sealane.records import dataclass, replace
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.subject import Subject, world_of
from sealane.verdicts.acceptance import Acceptance, Weighed, vouching, weigh
from sealane.verdicts.proof import Finding
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.verbs.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A proof with what is accepted of it, and the world that it is about, for making proposals."""

    weighed: Weighed
    world: World

    def proposal(self, finding: Finding) -> Proposal | None:
        """Return the change that removes a finding, proved; `None` when nothing small surely does."""
        # Where nothing is found, which is the most common, nothing needs to be repaired either.
        from sealane.fixes.offer import proposal_for

        services = self.weighed.proof.services
        # Services may share a finding that is equal, and what mends one of them need not mend another.
        own = next((one for one in services if any(each is finding for each in one.findings)), None)
        alike = own or next((one for one in services if finding in one.findings), None)
        return None if alike is None else proposal_for(finding, alike, self.world)


def prove(subject: Subject, request: Request, observer: Observer, acceptances: tuple[Acceptance, ...] = ()) -> Proved:
    """Read a subject and prove every service in it; nothing is written but the capture that it asks for.

    Raises:
        InputError: when the source is wrong.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    world = world_of(subject, request, observer)
    observer.stage(Stage.PROVE)
    return proved(world, acceptances)


def proved(world: World, acceptances: tuple[Acceptance, ...] = ()) -> Proved:
    """Prove a world, and hold the proof against what is accepted today."""
    today = date.today()  # noqa: DTZ011 - the user's day
    vouched = tuple(vouching(acceptances, today))
    trusted = replace(world, source=replace(world.source, vouched=vouched)) if vouched else world
    return Proved(weighed=weigh(judged(trusted), acceptances, today), world=trusted)
