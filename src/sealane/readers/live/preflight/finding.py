"""What a preflight finds: frozen values that carry the objects they are about, and how much they matter."""

from __future__ import annotations

import abc
import enum
from collections.abc import Callable
from dataclasses import dataclass

from sealane.errors import InputError, Problem
from sealane.readers.live.door import Door
from sealane.world.values import Unread


class Severity(enum.StrEnum):
    """How much a finding matters: an error blocks an apply, the two others are shown."""

    ERROR = "error"
    WARNING = "warning"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(abc.ABC):
    """One thing found; `code` is kebab-case, `where` the path in the spec that asks for it (`services.app.image`)."""

    code: str
    severity: Severity = Severity.ERROR
    where: str

    @abc.abstractmethod
    def problem(self) -> Problem:
        """Return it in words."""


Check = Callable[[Door], tuple[Finding, ...]]
"""One look at the account; checks do not depend on each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeen(Finding):
    """AWS did not say: `question` stays open, `unread` names the action that would answer it."""

    code: str = "preflight-not-seen"
    severity: Severity = Severity.UNKNOWN
    question: str
    unread: Unread

    def problem(self) -> Problem:
        """Say what could not be seen, and which action would show it."""
        facts = [("spec", self.where), ("because", self.unread.reason)]
        facts += [("action", self.unread.action)] if self.unread.action else []
        return Problem(
            code=self.code,
            what=f"Could not see {self.question}",
            facts=tuple(facts),
            hint=f"allow `{self.unread.action}`, or go on and see" if self.unread.action else "go on and see",
        )


def refuse_errors(findings: tuple[Finding, ...]) -> None:
    """Stop when a finding is an error: the spec asks for what the account does not have, which is bad input.

    Raises:
        InputError: with every error among the findings, exit status 2.

    """
    errors = [finding.problem() for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputError(*errors)
