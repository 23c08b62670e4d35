"""The estates whose reports are opened: one that holds, one that is broken, one of two hundred services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from benchmarks.plans import plan_of
from sealane.cli.pages import Page
from sealane.cli.proving import remembered
from sealane.readers.recognise import recognise_document
from sealane.readers.sources import world_of_source
from sealane.verbs.prove import proved

MANY: Final = 200
# Three services that differ in what is wrong, and a network in which nobody gets a token.
_WOUNDS: Final = ((3, "no-manifest"), (45, "egress-port"), (77, "size"), (2, "private-dns-off"))

ESTATES: Final[dict[str, Callable[[], bytes]]] = {
    "whole": lambda: plan_of(1),
    "broken": lambda: plan_of(1, [(0, "no-manifest"), (0, "private-dns-off")]),
    "many": lambda: plan_of(MANY, _WOUNDS),
}


def page_of(name: str) -> str:
    """Return the page of an estate, made as `sealane report` makes it."""
    found = recognise_document(ESTATES[name](), f"{name}.json")
    page = Page({})
    page.seen(found)
    answer = proved(world_of_source(found))
    return page.html(answer, remembered(answer))
