"""Which services share a box: those that share their places and what was found of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from sealane.drawing.ground import each, places_of, text
from sealane.drawing.services import ServiceGroup
from sealane.verdicts.acceptance import Weighed
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.values import Known

# So many services of a VPC are drawn each on its own, whatever they share.
SINGLE: Final = 4
# So many boxes are still looked at one by one; with more of them, services with security groups of their own share one
# too, and then those that fail by the same causes in facts of their own.
FEW: Final = 8
# So many services that fail in the very same way stay single.
_ALIKE: Final = 3
_RANK: Final = {Verdict.FAILS: 0, Verdict.UNKNOWN: 1, Verdict.HOLDS: 2}


def groups_of(numbers: Sequence[int], weighed: Weighed) -> tuple[ServiceGroup, ...]:
    """Return the boxes of some services of one VPC, those that fail in front."""
    proofs = weighed.proof.services
    if len(numbers) <= SINGLE:
        parts = [[number] for number in numbers]
    else:
        found = (_parted(numbers, key, proofs) for key in _KEYS)
        parts = next((one for one in found if len(one) <= FEW), _parted(numbers, _KEYS[-1], proofs))
    made = [_group(part, weighed) for part in parts]
    return tuple(sorted(made, key=lambda group: (_RANK[group.verdict], group.services)))


def _parted(
    numbers: Sequence[int], key: Callable[[ServiceProof], Hashable], proofs: Sequence[ServiceProof]
) -> list[list[int]]:
    found: dict[Hashable, list[int]] = {}
    for number in numbers:
        found.setdefault(key(proofs[number]), []).append(number)
    parts: list[list[int]] = []
    for part in found.values():
        single = proofs[part[0]].verdict is Verdict.FAILS and len(part) <= _ALIKE
        parts += [[number] for number in part] if single else [part]
    return parts


def _places(proof: ServiceProof) -> frozenset[str]:
    return frozenset(places_of(proof.service))


def _outcome(proof: ServiceProof) -> Hashable:
    """Return what makes two services the same to look at; of those that hold that is all."""
    facts = frozenset((finding.cause, finding.origin.name) for finding in proof.findings)
    return _kind(proof) if proof.verdict is Verdict.HOLDS else (_kind(proof), facts)


def _kind(proof: ServiceProof) -> Hashable:
    """Return the same without the facts that are at fault."""
    if proof.verdict is Verdict.HOLDS:
        return Verdict.HOLDS
    causes = frozenset(finding.cause for finding in proof.findings)
    steps = frozenset((one.step.name, one.verdict) for one in proof.steps if one.verdict is not Verdict.HOLDS)
    return proof.starts, proof.sealed, causes, steps


# What two services must share to share a box, from the finest to the coarsest.
_KEYS: Final[tuple[Callable[[ServiceProof], Hashable], ...]] = (
    lambda one: (_places(one), each(one.service.security_groups), _outcome(one)),
    lambda one: (_places(one), _outcome(one)),
    lambda one: (_places(one), _kind(one)),
)


def _group(part: Sequence[int], weighed: Weighed) -> ServiceGroup:
    proofs = [weighed.proof.services[number] for number in part]
    services = [proof.service for proof in proofs]
    counts = [service.tasks.value for service in services if isinstance(service.tasks, Known)]
    return ServiceGroup(
        services=tuple(part),
        names=tuple(text(service.name) or service.origin.name for service in services),
        subnets=tuple(dict.fromkeys(key for service in services for key in places_of(service))),
        security_groups=tuple(dict.fromkeys(key for service in services for key in each(service.security_groups))),
        starts=worst(proof.starts for proof in proofs),
        sealed=worst(proof.sealed for proof in proofs),
        verdict=worst(proof.verdict for proof in proofs),
        weighed=worst(map(weighed.verdict_of, proofs)),
        tasks=sum(counts) if len(counts) == len(services) else None,
    )
