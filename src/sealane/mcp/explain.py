"""The tool `explain`, and the pages of causes as resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.mcp.tool import Answer, Arguments, Schema, Tool
from sealane.report.style import PLAIN
from sealane.verdicts.cause import Cause

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions

PAGES: Final = "sealane://causes/"


def _takes(permissions: Permissions) -> Schema:
    del permissions
    return {"cause": {"enum": [str(cause) for cause in Cause], "description": "The code that a finding carries."}}


def _gives() -> Schema:
    from sealane.report.explain_schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.report.causes import card_of
    from sealane.report.explain import as_json, as_text

    del permissions
    card = card_of(Cause(arguments["cause"]))
    return Answer(document=as_json(card), text=as_text(card, PLAIN))


def titles() -> dict[str, str]:
    """Return the address of every cause's page with the cause's title."""
    from sealane.report.causes import cards

    return {f"{PAGES}{card.cause}": card.title for card in cards()}


def page(address: str) -> str | None:
    """Return a page in Markdown: that of a cause or, without one, the list of all; nothing for another address."""
    from sealane.report.causes import card_of, cards
    from sealane.report.explain import as_contents, as_page

    code = address.removeprefix(PAGES)
    if address in {PAGES, PAGES.rstrip("/")}:
        return as_contents(cards())
    if not address.startswith(PAGES) or code not in set(Cause):
        return None
    return as_page(card_of(Cause(code)))


EXPLAIN: Final = Tool(
    name="explain",
    title="Explain a cause",
    description="Tell what a cause of a finding means, the exact evidence for it, how AWS shows it, and the repair.",
    takes=_takes,
    gives=_gives,
    run=_run,
    needs=("cause",),
)
