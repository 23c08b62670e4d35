"""What a cause means, as text, as a document and as the page under `docs/causes/`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from sealane.report.style import Style, capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.report.causes import Card


_NARROWEST: Final = 30


def as_text(card: Card, style: Style) -> str:
    """Explain one cause to a person at a terminal; commands and pages are never broken."""
    parts = [
        f"{style.paint(card.cause, 'bold')}\n{_wrapped(card.title, style, '')}",
        _wrapped(" ".join(card.means), style, ""),
        _listed("The evidence", card.evidence, style),
    ]
    if card.shown:
        parts.append(_listed("How AWS shows it", card.shown, style))
    repair = f"{style.paint('How to repair it', 'bold')}\n{_wrapped(capital(card.change), style, '  ')}"
    for code in (card.terraform, card.cli):
        if code:
            repair += "\n\n" + textwrap.indent(code.strip("\n"), "    ")
    pages = [style.paint("Pages of AWS", "bold"), *(f"  {style.paint(link, 'cyan')}" for link in card.links)]
    return "\n\n".join([*parts, repair, "\n".join(pages)])


def all_as_text(cards: Iterable[Card], style: Style) -> str:
    """List every cause with its title."""
    every = tuple(cards)
    label = max(len(card.cause) for card in every) + 2
    lines = [f"{card.cause.ljust(label)}{_wrapped(card.title, style, ' ' * label).lstrip()}" for card in every]
    return "\n".join([*lines, "", "`sealane explain CAUSE` tells the evidence and the repair of one"])


def as_json(card: Card) -> dict[str, Any]:
    """Render one cause for machines."""
    return {
        "schema": "sealane/cause/1",
        "cause": str(card.cause),
        "title": card.title,
        "means": list(card.means),
        "evidence": list(card.evidence),
        "shown": list(card.shown),
        "change": card.change,
        "fix": {"terraform": card.terraform.strip("\n"), "cli": card.cli.strip("\n")},
        "links": list(card.links),
    }


def all_as_json(cards: Iterable[Card]) -> dict[str, Any]:
    """Render every cause's code and title for machines."""
    listed = [{"cause": str(card.cause), "title": card.title, "link": card.links[0]} for card in cards]
    return {"schema": "sealane/causes/1", "causes": listed}


def as_page(card: Card) -> str:
    """Render one cause in Markdown; `docs/causes/` holds exactly this."""
    parts = [
        f"# {card.cause}",
        card.title + ".",
        "\n".join(card.means),
        "## The evidence",
        "\n".join(f"- {line}" for line in card.evidence),
    ]
    if card.shown:
        parts += ["## How AWS shows it", "```text\n" + "\n".join(card.shown) + "\n```"]
    parts += ["## How to repair it", capital(card.change) + "."]
    if card.terraform:
        parts.append("```hcl\n" + card.terraform.strip("\n") + "\n```")
    if card.cli:
        parts.append("```sh\n" + card.cli.strip("\n") + "\n```")
    parts += ["## Pages of AWS", "\n".join(f"- <{link}>" for link in card.links)]
    return "\n\n".join(parts) + "\n"


def as_contents(cards: Iterable[Card]) -> str:
    """Render the list of all pages in Markdown."""
    rows = [f"| [{card.cause}]({card.cause}.md) | {card.title} |" for card in cards]
    head = "# Causes\n\nEvery finding carries one of these codes; no two fit the same evidence.\n"
    return head + "\n| cause | what it is |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def _listed(title: str, lines: Iterable[str], style: Style) -> str:
    return "\n".join([style.paint(title, "bold"), *(_wrapped(line, style, "  - ") for line in lines)])


def _wrapped(text: str, style: Style, indent: str) -> str:
    return textwrap.fill(
        text,
        max(style.width, len(indent) + _NARROWEST),
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
