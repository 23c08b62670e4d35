"""Findings of a plan or of the account, and the directory that is to be changed for them.

The directory is proved by itself, because only that can be proved again with the change in it. A finding belongs to the
directory's finding of the same service with the same cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.errors import EnvironmentFailure, InputError
from sealane.proof.prove import prove
from sealane.verbs.mending.mender import Mended, Mender
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.verbs.mending.home import Home
    from sealane.verdicts.proof import Finding, Proof, ServiceProof
    from sealane.world.world import World


class Counterpart:
    """The diffs of a directory for findings of another source."""

    def __init__(self, home: Home, proof: Proof) -> None:
        """Take the directory and the other source's proof; nothing is linked yet."""
        self._home = home
        self._proof = proof
        self._own: tuple[Proof, Mender] | None = None
        self._refusal = ""

    def prepare(self) -> None:
        """Prove the directory and the changes now."""
        found = self._opened()
        if found is not None:
            found[1].prepare()

    def mended(self, finding: Finding) -> Mended:
        """Return the change of the directory that removes the same fault there."""
        found = self._opened()
        service = _service_of(self._proof, finding)
        if found is None or service is None:
            return Mended(reason=self._refusal)
        proof, mender = found
        alike = [one for one in proof.services if _same(service, one)] or list(proof.services)
        findings = [one for each in alike for one in each.findings]
        best = [one for one in findings if one.cause is finding.cause and one.origin.name == finding.origin.name]
        also = [one for one in findings if one.cause is finding.cause and set(one.steps) & set(finding.steps)]
        chosen = next(iter((*best, *also)), None)
        if chosen is not None:
            return mender.mended(chosen)
        return Mended(reason=_why(alike, finding, self._home.shown))

    def together(self) -> Mended:
        """Return one change for everything that is found in the directory."""
        found = self._opened()
        return Mended(reason=self._refusal) if found is None else found[1].together()

    def _opened(self) -> tuple[Proof, Mender] | None:
        if self._own is None and not self._refusal:
            try:
                world = self._home.world({})
            except (InputError, EnvironmentFailure) as refusal:
                self._refusal = f"{self._home.shown} could not be linked: {refusal.problems[0].what}"
                return None
            proof = prove(world)
            self._own = proof, Mender(self._home, world, proof, lambda one: _proposal(one, proof, world))
        return self._own


def _proposal(finding: Finding, proof: Proof, world: World) -> Proposal | None:
    from sealane.fixes.offer import proposal_for

    service = _service_of(proof, finding)
    return None if service is None else proposal_for(finding, service, world)


def _service_of(proof: Proof, finding: Finding) -> ServiceProof | None:
    services = proof.services
    own = next((one for one in services if any(each is finding for each in one.findings)), None)
    return own or next((one for one in services if finding in one.findings), None)


def _same(one: ServiceProof, other: ServiceProof) -> bool:
    if one.service.id == other.service.id:
        return True
    return isinstance(one.service.name, Known) and one.service.name == other.service.name


def _why(alike: list[ServiceProof], finding: Finding, shown: str) -> str:
    """Say why a directory has no change for a finding of what runs."""
    verdicts = {one.verdict for each in alike for one in each.steps if one.step.name in finding.steps}
    if finding.steps and verdicts == {Verdict.HOLDS}:
        return f"{shown} does not have this fault: what runs is not what it says, and `terraform plan` tells where"
    return f"{shown} has no finding of this cause for the service"
