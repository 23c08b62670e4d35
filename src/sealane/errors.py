"""What went wrong, as a value.

A problem carries a stable kebab-case code, what happened, the facts, the exact next command, and a link.
Nothing here draws, prints or decides a colour: that is `report`'s work.
This module imports nothing of ours, so every package may raise from it.
"""

from __future__ import annotations

import enum
import re

from sealane.records import dataclass, replace

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ExitStatus(enum.IntEnum):
    """The closed list of exit statuses that every verb uses."""

    HOLDS = 0
    FAILS = 1
    BAD_INPUT = 2
    UNDECIDED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the user's input a problem lies; `line` and `column` count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Render as `file:line:column`, the form editors and terminals turn into a link."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: stable kebab-case code that scripts may rely on.
        what: one sentence without a full stop.
        facts: label and value pairs, in the order a reader wants them.
        hint: the next move; a command is written between backticks.
        link: the page that states the violated rule, or an empty string.
        place: where in the user's input, or `None` when it lies elsewhere.

    """

    code: str
    what: str
    facts: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    link: str = ""
    place: Place | None = None

    def __post_init__(self) -> None:
        """Refuse a code that is not kebab-case, so that scripts can rely on the form."""
        if not _CODE.fullmatch(self.code):
            msg = f"not a kebab-case code: {self.code!r}"
            raise ValueError(msg)

    def at(self, place: Place) -> Problem:
        """Return the same problem, placed."""
        return replace(self, place=place)


class SealaneError(Exception):
    """One or more problems that stop the verb; subclasses choose the exit status."""

    def __init__(self, problems: tuple[Problem, ...], status: ExitStatus = ExitStatus.UNDECIDED) -> None:
        """Take the problems and the exit status that they mean."""
        super().__init__(problems, status)
        self.problems = problems
        self.status = status

    def __str__(self) -> str:
        """Join the problems in one plain line each, for logs and for the Python API."""
        return "\n".join(f"{f'{p.place}: ' if p.place else ''}{p.what} [{p.code}]" for p in self.problems)


class InputError(SealaneError):
    """The user's input is wrong: exit status 2."""

    def __init__(self, *problems: Problem) -> None:
        """Take at least one problem."""
        super().__init__(problems, ExitStatus.BAD_INPUT)


class EnvironmentFailure(SealaneError):
    """A tool, the account or the machine failed, so nothing could be decided: exit status 3."""

    def __init__(self, *problems: Problem) -> None:
        """Take at least one problem."""
        super().__init__(problems, ExitStatus.UNDECIDED)
