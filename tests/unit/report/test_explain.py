"""Every cause has a card, and its page and its explanation are made of it."""

from __future__ import annotations

import pytest

from sealane.report.causes import card_of, cards
from sealane.report.explain import all_as_json, all_as_text, as_json, as_text
from sealane.report.style import Style
from sealane.verdicts.cause import Cause
from tests.tools.write_cause_pages import FOLDER, pages


def test_every_cause_has_its_own_card() -> None:
    """The cards are those of the closed list, each with a title of its own."""
    assert [card.cause for card in cards()] == list(Cause)
    assert len({card.title for card in cards()}) == len(Cause)


@pytest.mark.parametrize("cause", list(Cause))
def test_a_card_is_whole(cause: Cause) -> None:
    """A card says what happens, on what evidence, how to repair it, and which page of AWS says so."""
    card = card_of(cause)
    assert not card.title.endswith(".")
    assert not card.change.endswith(".")
    assert all(sentence.endswith(".") for sentence in card.means)
    assert card.evidence
    assert card.terraform or card.cli
    assert all(link.startswith("https://docs.aws.amazon.com/") for link in card.links)
    assert card.links


def test_pages_are_made_of_the_cards() -> None:
    """The folder holds exactly the pages that `tests/tools/write_cause_pages.py` writes."""
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert written == pages()


@pytest.mark.parametrize("width", [40, 80])
def test_an_explanation_fits_and_keeps_commands_whole(width: int) -> None:
    """Prose keeps to the width; Terraform, commands and pages are as they are."""
    card = card_of(Cause.ENDPOINT_MISSING)
    text = as_text(card, Style(width=width))
    assert "\n".join(f"    {line}" for line in card.cli.strip().splitlines()) in text
    prose = [line for line in text.splitlines() if not line.startswith("    ") and "://" not in line]
    assert all(len(line) <= width for line in prose)


def test_the_list_names_every_cause_once() -> None:
    """Without a code every code is listed with its title, as text and for machines."""
    lines = all_as_text(cards(), Style(width=160)).splitlines()
    assert [line.split()[0] for line in lines[: len(Cause)]] == [str(cause) for cause in Cause]
    assert [one["cause"] for one in all_as_json(cards())["causes"]] == [str(cause) for cause in Cause]


def test_document_of_a_cause() -> None:
    """The document has the evidence, the repair in both forms and the pages."""
    told = as_json(card_of(Cause.VPC_DNS_OFF))
    assert (told["schema"], told["cause"]) == ("sealane/cause/1", "vpc-dns-off")
    assert "enable_dns_hostnames" in told["fix"]["terraform"]
    assert "modify-vpc-attribute" in told["fix"]["cli"]
    assert told["evidence"]
    assert told["links"]
