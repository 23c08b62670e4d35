"""Completion for zsh: each verb's options with their help, in the form that `_arguments` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.command_line.outline import Takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.report.command_line.outline import Option, Outline, Verb

_TAIL: Final = """\
if [[ $funcstack[1] == _sealane ]]; then
    _sealane "$@"
else
    compdef _sealane sealane
fi
"""


def script(outline: Outline) -> str:
    """Return the script that a shell reads, or that stands as `_sealane` in a folder of its `fpath`."""
    lines = ["#compdef sealane", '# Completion of sealane in zsh: eval "$(sealane completion zsh)"', ""]
    for verb in outline.verbs:
        if not outline.below(verb.name):
            lines += [f"{_function(verb.name)}() {{", "    _arguments -S \\"]
            lines += _specs(verb, outline)
            lines += ["}"]
    for outer in {verb.name.partition(" ")[0]: None for verb in outline.verbs if " " in verb.name}:
        lines += _choosing(outer, [verb for verb in outline.verbs if verb.name.startswith(f"{outer} ")])
    lines += _choosing("", [verb for verb in outline.verbs if " " not in verb.name])
    return "\n".join(lines) + "\n" + _TAIL


def _choosing(outer: str, verbs: list[Verb]) -> Iterator[str]:
    """Yield the function that offers verbs, and hands over to the one that is typed."""
    yield f"{_function(outer)}() {{"
    yield "    local line state"
    yield "    local -a verbs=("
    for verb in verbs:
        name = verb.name.rpartition(" ")[2]
        yield f"        {_quoted(f'{name}:{verb.summary}')}"
    yield "    )"
    yield "    _arguments -C '1: :->verb' '*:: :->rest' '--help[what there is]'"
    yield "    case $state in"
    yield "    verb) _describe verb verbs ;;"
    yield "    rest) case $line[1] in"
    yield f"        {'|'.join(verb.name.rpartition(' ')[2] for verb in verbs)}) {_function(outer)}_$line[1] ;;"
    yield "        esac ;;"
    yield "    esac"
    yield "}"


def _specs(verb: Verb, outline: Outline) -> list[str]:
    """Return the lines of `_arguments`, all but the last of them continued."""
    specs = [spec for option in verb.options for spec in _of_option(option, outline)]
    if verb.argument is not Takes.NOTHING:
        specs.append(f"*:{verb.argument}:{_action(verb.argument, verb.choices, outline)}")
    lines = [f"        {_quoted(spec)} \\" for spec in specs]
    return [*lines[:-1], lines[-1].removesuffix(" \\")]


def _of_option(option: Option, outline: Outline) -> Iterator[str]:
    text = option.help.translate(str.maketrans("[]:", "(),"))
    for name in option.names:
        often = "*" if option.repeatable else ""
        value = f":{option.takes}:{_action(option.takes, option.choices, outline)}"
        yield f"{often}{name}[{text}]{'' if option.takes is Takes.NOTHING else value}"


def _action(takes: Takes, choices: tuple[str, ...], outline: Outline) -> str:
    if takes is Takes.FILE:
        return "_files"
    if takes is Takes.FOLDER:
        return "_files -/"
    every = outline.causes if takes is Takes.CAUSE else choices
    return f"({' '.join(every)})" if every else " "


def _function(name: str) -> str:
    return "_".join(["_sealane", *name.split()])


def _quoted(text: str) -> str:
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"
