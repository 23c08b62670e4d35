"""What the command line consists of, as values: verbs, their options, examples and exit statuses."""

from __future__ import annotations

import enum

from sealane.records import dataclass


class Takes(enum.StrEnum):
    """What stands behind an option or in the place of an argument, as far as a shell can complete it."""

    NOTHING = "nothing"
    TEXT = "text"
    FILE = "file"
    FOLDER = "folder"
    CHOICE = "choice"
    CAUSE = "cause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option with all of its names, the longest last; `group` is the heading that it stands under."""

    names: tuple[str, ...]
    metavar: str
    help: str
    group: str
    takes: Takes
    choices: tuple[str, ...] = ()
    repeatable: bool = False

    @property
    def shown(self) -> str:
        """The names as help prints them, with what follows."""
        return f"{', '.join(self.names)} {self.metavar}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command line, and in one line what it does."""

    command: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb, or a verb's verb as `sandbox start`; `paragraphs` are its help, the exit statuses among them."""

    name: str
    title: str
    summary: str
    usage: str
    paragraphs: tuple[str, ...]
    examples: tuple[Example, ...]
    options: tuple[Option, ...]
    argument: Takes = Takes.NOTHING
    choices: tuple[str, ...] = ()

    @property
    def groups(self) -> dict[str, tuple[Option, ...]]:
        """The options under their headings, in order."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option.group, []).append(option)
        return {group: tuple(options) for group, options in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole command line: its version, verbs in the order of `sealane --help`, and the codes that verbs take."""

    version: str
    verbs: tuple[Verb, ...]
    causes: tuple[str, ...]

    def below(self, name: str) -> tuple[str, ...]:
        """Return the verbs of a verb."""
        return tuple(verb.name.partition(" ")[2] for verb in self.verbs if verb.name.startswith(f"{name} "))
