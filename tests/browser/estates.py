"""The estates whose reports are opened: the demo's, one that is broken, one that leaks, one of two hundred services."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.plans import plan_of
from sealane.cli.pages import Page
from sealane.readers.recognise import recognise_document
from sealane.readers.sources import world_of_source
from sealane.report.fixes.remembered import remembered
from sealane.verbs.observer import Silent
from sealane.verbs.prove import Proved, prove, proved
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from tests.worlds.wounds.everything import WOUNDS

MANY: Final = 200
# Three services that differ in what is wrong, and a network in which nobody gets a token.
_WOUNDS: Final = ((3, "no-manifest"), (45, "egress-port"), (77, "size"), (2, "private-dns-off"))
_DEMO: Final = "version: 1\nregion: us-east-1\nimage: demo/app:1.0\n"


def page_of(name: str) -> str:
    """Return the page of an estate, made as `sealane report` makes it."""
    page = Page({})
    answer = ESTATES[name](page)
    return page.html(answer, remembered(answer))


def _demo(page: Page) -> Proved:
    """Prove the spec that the demo begins with, whose Terraform is linked by the real one."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sealane.yaml").write_text(_DEMO, encoding="utf-8")
        request = Request(folder=Path(folder), environ=dict(os.environ))
        return prove(Subject(source="sealane.yaml"), request, Silent(), seen=page.seen)


def _planned(page: Page, plan: bytes) -> Proved:
    found = recognise_document(plan, "plan.json")
    page.seen(found)
    return proved(world_of_source(found))


ESTATES: Final[dict[str, Callable[[Page], Proved]]] = {
    "demo": _demo,
    "broken": lambda page: _planned(page, plan_of(1, [(0, "no-manifest"), (0, "private-dns-off")])),
    "leaking": lambda _: proved(WOUNDS["a default route to a working NAT gateway"].broken),
    "many": lambda page: _planned(page, plan_of(MANY, _WOUNDS)),
}
