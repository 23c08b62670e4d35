"""Whether a proof of the changed files is better than that of the files as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from sealane.verdicts.proof import Finding, Proof, ServiceProof

_RANK = {Verdict.HOLDS: 0, Verdict.UNKNOWN: 1, Verdict.FAILS: 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a finding is known by when lines have moved: its service, its cause, and where it is found."""

    service: str
    cause: str
    origin: str


def marked(service: ServiceProof, finding: Finding) -> Mark:
    """Return the mark of a finding."""
    return Mark(service.service.id, str(finding.cause), finding.origin.name)


def helps(before: Proof, after: Proof, wanted: Iterable[Mark]) -> bool:
    """Tell whether every finding that is to go is gone, nothing new is found, and no answer is worse."""
    old, new = Counter(_marks(before)), Counter(_marks(after))
    if not new <= old - Counter(wanted):
        return False
    answers = dict(_answers(after))
    return all(key in answers and _RANK[answers[key]] <= _RANK[value] for key, value in _answers(before))


def _marks(proof: Proof) -> Iterator[Mark]:
    for service in proof.services:
        yield from (marked(service, finding) for finding in service.findings)


def _answers(proof: Proof) -> Iterator[tuple[object, Verdict]]:
    for service in proof.services:
        key = service.service.id
        yield (key, "starts"), service.starts
        yield (key, "sealed"), service.sealed
        seen: Counter[tuple[str, str]] = Counter()
        for one in service.steps:
            name = (str(one.step.name), one.step.subject)
            seen[name] += 1
            yield (key, *name, seen[name]), one.verdict
