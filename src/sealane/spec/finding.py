"""Something a check found, with the path that it is about."""

from __future__ import annotations

from typing import Literal

from sealane.errors import Problem
from sealane.records import dataclass
from sealane.spec.places import Path, dotted

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem of the spec, not yet placed in a file.

    Attributes:
        path: the value that is wrong.
        problem: what is wrong with it.
        also: other values that the finding rests on; it is dropped when one of them is itself unreadable.
        severity: a `warning` never stops a verb.
        on_key: the key is at fault, not its value.

    """

    path: Path
    problem: Problem
    also: tuple[Path, ...] = ()
    severity: Severity = "error"
    on_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a check holds against a value: the stable code, the page that states the rule, and how bad it is."""

    code: str
    link: str = ""
    severity: Severity = "error"

    def broken(
        self,
        path: Path,
        what: str,
        hint: str,
        *,
        facts: tuple[tuple[str, str], ...] = (),
        also: tuple[Path, ...] = (),
        on_key: bool = False,
    ) -> Finding:
        """Return the finding that this rule is broken at `path`."""
        at = (("at", dotted(path)),) if path else ()
        problem = Problem(code=self.code, what=what, facts=at + facts, hint=hint, link=self.link)
        return Finding(path=path, problem=problem, also=also, severity=self.severity, on_key=on_key)
