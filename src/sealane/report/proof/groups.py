"""Findings of many services put together by what has to be changed, so that one line to change is one thing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.grammar.patterns import pattern
from sealane.records import dataclass, field
from sealane.report.blocks import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sealane.startup.step import StepName
    from sealane.verdicts.acceptance import Acceptance, Weighed
    from sealane.verdicts.cause import Cause
    from sealane.verdicts.proof import Finding, ServiceProof
    from sealane.world.values import Origin

_INDEX = pattern(r"\[(?:\"[^\"]*\"|\d+)\]")


@dataclass(slots=True, kw_only=True)
class Group:
    """One thing to change: the first finding that asks for it, and every service that it stands in the way of."""

    finding: Finding
    words: Words
    accepted: Acceptance | None
    services: list[ServiceProof] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    @property
    def cause(self) -> Cause:
        """The code."""
        return self.finding.cause

    @property
    def steps(self) -> tuple[StepName, ...]:
        """The steps that it stops."""
        return self.finding.steps

    @property
    def place(self) -> str:
        """File and line to change, empty when they are not known."""
        origin = self.finding.origin
        if not origin.file:
            return ""
        return f"{origin.file}:{origin.line}" if origin.line else origin.file

    @property
    def name(self) -> str:
        """What to change; instances of one block share the block's name."""
        name = self.finding.origin.name
        return block_name(name) if len(self.origins) > 1 else name

    @property
    def sentence(self) -> str:
        """What is wrong; of several instances it speaks of their block."""
        return block_name(self.words.sentence) if len(self.origins) > 1 else self.words.sentence


def finding_groups(weighed: Weighed) -> tuple[Group, ...]:
    """Put findings together: what is not accepted in front, then what most services need, then what bites first."""
    pairs = ((service, finding) for service in weighed.proof.services for finding in service.findings)
    return _sorted(_grouped(pairs, weighed))


def advice_groups(weighed: Weighed) -> tuple[Group, ...]:
    """Put advice together in the same way."""
    pairs = ((service, finding) for service in weighed.proof.services for finding in service.advice)
    return _sorted(_grouped(pairs, weighed))


def by_cause(groups: Iterable[Group]) -> tuple[tuple[Group, ...], ...]:
    """Put groups of one cause side by side, in the order of the first of each."""
    kinds: dict[tuple[Cause, bool], list[Group]] = {}
    for group in groups:
        kinds.setdefault((group.cause, group.accepted is None), []).append(group)
    return tuple(map(tuple, kinds.values()))


def block_name(name: str) -> str:
    """Return the name of the block that an instance comes from: a Terraform address without its keys."""
    return _INDEX.sub("", name)


def _grouped(pairs: Iterable[tuple[ServiceProof, Finding]], weighed: Weighed) -> Iterator[Group]:
    found: dict[tuple[object, ...], Group] = {}
    for service, finding in pairs:
        words, accepted, origin = words_of(finding.block), weighed.accepting(finding), finding.origin
        name = block_name(origin.name)
        key = (finding.cause, name, origin.file, origin.line, block_name(words.sentence), id(accepted))
        group = found.get(key)
        if group is None:
            group = found[key] = Group(finding=finding, words=words, accepted=accepted)
        group.origins.setdefault(origin.name, origin)
        if not group.services or group.services[-1] is not service:
            group.services.append(service)
    return iter(found.values())


def _sorted(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (group.accepted is not None, -len(group.services))))
