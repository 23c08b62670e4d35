"""The reference page of a verb, in Markdown; `docs/reference/verbs/` holds exactly this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.report.command_line.statuses import STATUSES

if TYPE_CHECKING:
    from sealane.report.command_line.outline import Option, Outline, Verb


def pages(outline: Outline) -> dict[str, str]:
    """Return the text of every page by its name; verbs of a verb stand on its page."""
    outer = {verb.name: verb for verb in outline.verbs if " " not in verb.name}
    every = {
        f"{name}.md": "\n\n".join([_page(verb), *(_below(one) for one in _inner(outline, name))]) + "\n"
        for name, verb in outer.items()
    }
    return {"README.md": _contents(outline), **every}


def _contents(outline: Outline) -> str:
    lines = ["# Verbs", "", "Written from the code: what each verb is for, and every option that it takes."]
    title = ""
    for verb in outline.verbs:
        if " " in verb.name:
            continue
        if verb.title != title:
            title = verb.title
            lines += ["", f"## {title}", "", "| verb | what it does |", "| --- | --- |"]
        lines.append(f"| [{verb.name}]({verb.name}.md) | {_cell(verb.summary)} |")
    lines += [
        "",
        "## Exit statuses",
        "",
        "Every verb has these and no others.",
        "",
        "| status | it means |",
        "| --- | --- |",
    ]
    lines += [f"| {status} | {meaning} |" for status, meaning in STATUSES]
    lines += ["", "Whatever is not known never ends with 0.", "[A pipeline](../../ci.md) acts on them."]
    return "\n".join(lines) + "\n"


def _inner(outline: Outline, name: str) -> tuple[Verb, ...]:
    return tuple(verb for verb in outline.verbs if verb.name.startswith(f"{name} "))


def _page(verb: Verb) -> str:
    return "\n\n".join([f"# sealane {verb.name}", *_parts(verb, "##")])


def _below(verb: Verb) -> str:
    return "\n\n".join([f"## sealane {verb.name}", *_parts(verb, "###")])


def _parts(verb: Verb, level: str) -> list[str]:
    parts = [f"```text\n{verb.usage}\n```", *verb.paragraphs]
    examples = "\n".join(f"{example.command}   # {example.what}" for example in verb.examples)
    parts += [f"{level} Examples", f"```sh\n{examples}\n```"]
    for group, options in verb.groups.items():
        parts += [f"{level} {group}", _table(options)]
    return parts


def _table(options: tuple[Option, ...]) -> str:
    rows = [f"| `{_cell(option.shown)}` | {_cell(option.help)}{_often(option)} |" for option in options]
    return "\n".join(["| option | what it does |", "| --- | --- |", *rows])


def _often(option: Option) -> str:
    return " May be repeated." if option.repeatable else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
