"""Completion for bash: a function in which every word stands already, so that a key press starts no program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.report.command_line.outline import Takes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.command_line.outline import Option, Outline, Verb

_HEAD: Final = """\
# Completion of sealane in bash: eval "$(sealane completion bash)"
_sealane() {
    local word=${COMP_WORDS[COMP_CWORD]} before= verb= at options= words= files=
    COMPREPLY=()
    # Bash takes the `=` of --option=VALUE for a word of its own.
    if [[ $word == = ]]; then word=; fi
    before=${COMP_WORDS[COMP_CWORD - 1]}
    if [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi
    for ((at = 1; at < COMP_CWORD; at++)); do
        case ${COMP_WORDS[at]} in
"""
_TAIL: Final = """\
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
    elif [[ -n $files ]]; then
        compopt -o filenames 2>/dev/null
        local IFS=$'\\n'
        COMPREPLY=($(compgen "$files" -- "$word"))
    elif [[ -n $words ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$word"))
    fi
}
complete -F _sealane sealane
"""


def script(outline: Outline) -> str:
    """Return the script that a shell reads."""
    lines = [_HEAD.rstrip("\n")]
    lines += _finding(outline)
    lines += ["        esac", "    done", '    case "$verb" in']
    for verb in outline.verbs:
        lines += _of_verb(verb, outline)
    first = " ".join(verb.name for verb in outline.verbs if " " not in verb.name)
    lines += [f'    "") options="--version --help"; words="{first}" ;;', "    esac"]
    return "\n".join(lines) + "\n" + _TAIL


def _finding(outline: Outline) -> Iterable[str]:
    """Yield the cases that find which verb is typed; what stands behind another verb is none."""
    first = [verb.name for verb in outline.verbs if " " not in verb.name]
    yield f"        {'|'.join(first)}) if [[ -z $verb ]]; then verb=${{COMP_WORDS[at]}}; continue; fi ;;"
    yield "        esac"
    yield '        case "$verb ${COMP_WORDS[at]}" in'
    inner = [verb.name for verb in outline.verbs if " " in verb.name]
    yield f'        {"|".join(f"{name!r}" for name in inner)}) verb+=" ${{COMP_WORDS[at]}}" ;;'


def _of_verb(verb: Verb, outline: Outline) -> Iterable[str]:
    names = " ".join(name for option in verb.options for name in option.names)
    yield f"    {verb.name!r})" if " " in verb.name else f"    {verb.name})"
    yield f'        options="{names}"'
    yield f"        {_words(verb.argument, (*verb.choices, *outline.below(verb.name)), outline)}"
    cases = [
        line for option in verb.options if option.takes is not Takes.NOTHING for line in _of_option(option, outline)
    ]
    if cases:
        yield "        case $before in"
        yield from cases
        yield "        esac"
    yield "        ;;"


def _of_option(option: Option, outline: Outline) -> Iterable[str]:
    yield f"        {'|'.join(option.names)}) {_words(option.takes, option.choices, outline)} ;;"


def _words(takes: Takes, choices: tuple[str, ...], outline: Outline) -> str:
    """Return the assignments that say what may stand there."""
    if takes is Takes.FILE:
        return "files=-f words="
    if takes is Takes.FOLDER:
        return "files=-d words="
    every = outline.causes if takes is Takes.CAUSE else choices
    return f'files= words="{" ".join(every)}"'
