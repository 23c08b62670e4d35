"""The text of a proof fits its terminal, says everything without colour, and is no wall."""

from __future__ import annotations

import re

import pytest

from sealane.report.proof.text import as_text
from sealane.report.style import Style
from sealane.verdicts.acceptance import weigh
from tests.unit.report.proof import proofs
from tests.unit.report.proof.stories import STORIES, TODAY, fix_of

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What is never broken: commands, code, pages, and names without a space.
_WHOLE = re.compile(r"^    \S|https://|^\s*\S+$|^[✓✗?~!] \d+ services? start|^    aws ")


@pytest.mark.parametrize("story", list(STORIES))
@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_keep_to_the_width(story: str, width: int) -> None:
    """Every line fits, but for commands, pages and names, which stay whole so that they can be copied."""
    lines = as_text(STORIES[story](), Style(width=width), fix_of).splitlines()
    assert [line for line in lines if len(line) > width and not _WHOLE.search(line)] == []


@pytest.mark.parametrize("story", list(STORIES))
def test_colour_says_nothing_of_its_own(story: str) -> None:
    """Without its colour codes the coloured text is the plain one, and it has colour."""
    weighed = STORIES[story]()
    coloured = as_text(weighed, Style(colour=True), fix_of)
    assert coloured != _COLOUR.sub("", coloured) == as_text(weighed, Style(), fix_of)


def test_a_terminal_without_unicode_gets_only_ascii() -> None:
    """Marks have stand-ins; with Unicode they are used."""
    assert as_text(STORIES["everything"](), Style(unicode=False), fix_of).isascii()
    assert not as_text(STORIES["everything"](), Style(), fix_of).isascii()


def test_two_hundred_services_are_no_wall() -> None:
    """Forty-eight faulty services of two hundred are told in fewer than a hundred lines."""
    text = as_text(STORIES["many"](), Style(), fix_of)
    assert len(text.splitlines()) < 100
    assert text.count("[task-group-egress]") == 2
    assert "20 services" in text
    assert "152 services start and are sealed" in text


def test_the_link_that_breaks_is_marked() -> None:
    """The hop that stops the packet is marked and no other; of a packet that gets out, the hop to change is."""
    closed = [line for line in as_text(STORIES["one_finding"](), Style()).splitlines() if line.startswith("    ✗")]
    assert len(closed) == 1
    assert "security-group" in closed[0]
    leaking = [line for line in as_text(STORIES["leak"](), Style()).splitlines() if line.startswith("    ✗")]
    assert len(leaking) == 1
    assert "nat-gateway" in leaking[0]


def test_a_way_that_nothing_stops_names_what_keeps_the_packet_from_it() -> None:
    """Where every hop would let the packet through, the cause is the link that breaks; a broken way needs none."""
    ways = {
        "one_finding": STORIES["one_finding"](),
        "let through": weigh(proofs.proof(proofs.closed(way=(proofs.RESOLVES,))), (), TODAY),
    }
    marked = {
        name: [line for line in as_text(told, Style()).splitlines() if line.startswith("    ✗")]
        for name, told in ways.items()
    }
    assert "security-group" in marked["one_finding"][0]
    assert marked["let through"] == ["    ✗ aws_security_group.tasks: task-group-egress"]
    assert "which keeps it from this way" in as_text(ways["let through"], Style())
    assert "which keeps it from this way" not in as_text(ways["one_finding"], Style())
