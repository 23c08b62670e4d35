"""`prove`, `trace` and `authorize`: one question each to a world that was read from anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sealane.proof.prove import prove as judged
from sealane.records import dataclass, replace
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.subject import Seen, Subject, world_of
from sealane.verdicts.acceptance import Acceptance, Weighed, vouching, weigh
from sealane.verdicts.proof import Finding
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.verbs.mending.counterpart import Counterpart
    from sealane.verbs.mending.mender import Mended, Mender
    from sealane.verbs.request import Request
    from sealane.verdicts.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """A proof with what is accepted of it, and the world that it is about, for making proposals.

    `mender` writes changes into the user's own Terraform, where its directory is known.
    """

    weighed: Weighed
    world: World
    mender: Mender | Counterpart | None = None

    def proposal(self, finding: Finding) -> Proposal | None:
        """Return the change that removes a finding, proved; `None` when nothing small surely does."""
        # Where nothing is found, which is the most common, nothing needs to be repaired either.
        from sealane.fixes.offer import proposal_for

        services = self.weighed.proof.services
        # Services may share a finding that is equal, and what mends one of them need not mend another.
        own = next((one for one in services if any(each is finding for each in one.findings)), None)
        alike = own or next((one for one in services if finding in one.findings), None)
        return None if alike is None else proposal_for(finding, alike, self.world)

    def evidence(self) -> tuple[tuple[Evidence, ...], ...]:
        """Return what every step of every service rests on, also where it holds."""
        from sealane.proof.evidence import evidence_of

        return evidence_of(self.weighed.proof, self.world)

    def mended(self, finding: Finding) -> Mended | None:
        """Return the change of the user's own files that removes a finding; `None` where no directory is known."""
        return None if self.mender is None else self.mender.mended(finding)


def prove(
    subject: Subject,
    request: Request,
    observer: Observer,
    acceptances: tuple[Acceptance, ...] = (),
    seen: Seen | None = None,
) -> Proved:
    """Read a subject and prove every service in it; nothing is written but the capture that it asks for.

    `seen` is told what the source is, for whoever wants to say what was proved.

    Raises:
        InputError: when the source is wrong.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    world = world_of(subject, request, observer, seen)
    observer.stage(Stage.PROVE)
    return mendable(proved(world, acceptances), subject, request)


def mendable(found: Proved, subject: Subject, request: Request) -> Proved:
    """Let changes of a proof be written into the Terraform directory of its subject, where one is known."""
    if not subject.config and not (subject.source and (request.folder / subject.source).is_dir()):
        return found
    from sealane.verbs.mending.opening import opened

    return replace(found, mender=opened(subject, request, found.world, found.weighed.proof, found.proposal))


def proved(world: World, acceptances: tuple[Acceptance, ...] = ()) -> Proved:
    """Prove a world, and hold the proof against what is accepted today."""
    today = date.today()  # noqa: DTZ011 - the user's day
    vouched = tuple(vouching(acceptances, today))
    trusted = replace(world, source=replace(world.source, vouched=vouched)) if vouched else world
    return Proved(weighed=weigh(judged(trusted), acceptances, today), world=trusted)
