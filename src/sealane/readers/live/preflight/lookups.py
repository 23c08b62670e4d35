"""A thing of the account that the spec names, and what one look at it can find: it is not there, or not fit."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.errors import Problem
from sealane.readers.live.preflight.finding import Finding, NotSeen
from sealane.world.values import Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the spec names: the kind in AWS's words, the name or ARN, its Region, and a command that shows it."""

    where: str
    kind: str
    name: str
    region: str
    command: str
    link: str

    def not_seen(self, unread: Unread) -> NotSeen:
        """Return the open question whether it is there."""
        return NotSeen(where=self.where, question=f"whether the {self.kind} {self.name} exists", unread=unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Finding):
    """Something that the spec names does not exist."""

    named: Named

    def problem(self) -> Problem:
        """Say what is missing and how to look for it."""
        named = self.named
        return Problem(
            code=self.code,
            what=f"There is no {named.kind} {named.name}",
            facts=(("spec", self.where), ("Region", named.region)),
            hint=f"see what is there with `{named.command}`",
            link=named.link,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit(Finding):
    """Something that the spec names exists, but cannot be used as it is: `because` in one clause."""

    named: Named
    because: str
    hint: str

    def problem(self) -> Problem:
        """Say what is wrong with it."""
        named = self.named
        return Problem(
            code=self.code,
            what=f"The {named.kind} {named.name} {self.because}",
            facts=(("spec", self.where), ("Region", named.region)),
            hint=self.hint,
            link=named.link,
        )
