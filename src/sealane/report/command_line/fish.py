"""Completion for fish, which has a line for each word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.command_line.outline import Takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.report.command_line.outline import Option, Outline, Verb

_HEAD: Final = """\
# Completion of sealane in fish: sealane completion fish | source
complete -c sealane -f
complete -c sealane -n __fish_use_subcommand -l version -d 'print the version'
complete -c sealane -n __fish_use_subcommand -l help -d 'what there is'"""


def script(outline: Outline) -> str:
    """Return the script that a shell reads."""
    lines = [_HEAD]
    for verb in outline.verbs:
        lines += _of_verb(verb, outline)
    return "\n".join(lines) + "\n"


def _of_verb(verb: Verb, outline: Outline) -> Iterator[str]:
    outer, _, inner = verb.name.partition(" ")
    below = " ".join(outline.below(outer))
    if inner:
        place = f"__fish_seen_subcommand_from {outer}; and not __fish_seen_subcommand_from {below}"
        seen = f"__fish_seen_subcommand_from {outer}; and __fish_seen_subcommand_from {inner}"
    else:
        place, seen = "__fish_use_subcommand", f"__fish_seen_subcommand_from {outer}"
        seen += f"; and not __fish_seen_subcommand_from {below}" if below else ""
    yield f"complete -c sealane -n {_quoted(place)} -a {inner or outer} -d {_quoted(verb.summary)}"
    argument = _behind(verb.argument, verb.choices, outline)
    if argument:
        yield f"complete -c sealane -n {_quoted(seen)}{argument}"
    for option in verb.options:
        said = f"{_names(option)}{_value(option, outline)} -d {_quoted(option.help)}"
        yield f"complete -c sealane -n {_quoted(seen)}{said}"


def _names(option: Option) -> str:
    return "".join(f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names)


def _value(option: Option, outline: Outline) -> str:
    return "" if option.takes is Takes.NOTHING else f" -x{_behind(option.takes, option.choices, outline)}"


def _behind(takes: Takes, choices: tuple[str, ...], outline: Outline) -> str:
    """Return the words that say what may stand there."""
    if takes is Takes.FILE:
        return " -a '(__fish_complete_path)'"
    if takes is Takes.FOLDER:
        return " -a '(__fish_complete_directories)'"
    every = outline.causes if takes is Takes.CAUSE else choices
    return f" -a {_quoted(' '.join(every))}" if every else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
