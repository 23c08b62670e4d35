"""Every kind of block has words of its own, fit to be shown."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from sealane.proof.blocks import advice, permissions, placement, stores
from sealane.proof.blocks.placement import SizeNotOffered
from sealane.proof.prove import prove
from sealane.reachability.blocks import endpoints, file_systems, filters, leaks, names, ways
from sealane.records import replace
from sealane.report.blocks import Words, words_of
from sealane.report.blocks import advice as advice_words
from sealane.report.blocks import endpoints as endpoint_words
from sealane.report.blocks import file_systems as file_system_words
from sealane.report.blocks import filters as filter_words
from sealane.report.blocks import leaks as leak_words
from sealane.report.blocks import names as name_words
from sealane.report.blocks import permissions as permission_words
from sealane.report.blocks import placement as placement_words
from sealane.report.blocks import stores as store_words
from sealane.report.blocks import ways as way_words
from sealane.report.blocks.words import Wording
from sealane.verdicts.cause import Cause
from sealane.world.values import Origin
from tests.unit.report.proof.proofs import DENIED, Wall
from tests.worlds.wounds.everything import WOUNDS


@pytest.mark.parametrize(
    ("types", "table"),
    [
        (names, name_words.TABLE),
        (endpoints, endpoint_words.TABLE),
        (filters, filter_words.TABLE),
        (ways, way_words.TABLE),
        (file_systems, file_system_words.TABLE),
        (leaks, leak_words.TABLE),
        (advice, advice_words.TABLE),
        (permissions, permission_words.TABLE),
        (placement, placement_words.TABLE),
        (stores, store_words.TABLE),
    ],
)
def test_every_type_is_worded(types: ModuleType, table: Wording) -> None:
    """Each type that carries a cause stands in its family's table, and nothing else does."""
    own = [kind for _, kind in inspect.getmembers(types, inspect.isclass) if kind.__module__ == types.__name__]
    assert {kind for kind in own if hasattr(kind, "cause")} == set(table)


@pytest.mark.parametrize("name", WOUNDS)
def test_words_of_a_wound_can_be_shown(name: str) -> None:
    """What is found is said in one sentence with closed literals, with what to change and the page that says so."""
    for service in prove(WOUNDS[name].broken).services:
        for finding in (*service.findings, *service.advice):
            assert _fit(words_of(finding.block)), words_of(finding.block)


def test_a_type_without_words_is_said_by_its_cause() -> None:
    """An unknown type of block has its cause's title, its origin and its repair, and a known one has its own."""
    wall = Wall(cause=Cause.NO_WAY_OUT, origin=Origin("aws_route_table.`a`\x1b"))
    words = words_of(wall)
    assert words.sentence.startswith("The call needs an address outside")
    assert words.sentence.endswith(": `aws_route_table.'a'\\x1b`")
    assert _fit(words)
    assert words_of(DENIED).sentence.startswith("the policy of `aws_vpc_endpoint.s3` does not allow")


def _fit(words: Words) -> bool:
    texts = (words.sentence, words.change)
    whole = all(text and not text.endswith(".") and text.count("`") % 2 == 0 and text.isprintable() for text in texts)
    return whole and words.link.startswith("https://docs.aws.amazon.com/")


def test_an_amount_that_is_none_is_not_repeated() -> None:
    """What stands in the place of cpu or memory by mistake may be a secret, so only an amount is quoted."""
    block = SizeNotOffered(
        cpu="256", memory='{"PASSWORD": "hush"}', operating_system="LINUX", nearest=None, origin=Origin("task")
    )
    assert "hush" not in words_of(block).sentence
    assert "0.5 GB" in words_of(replace(block, memory="0.5 GB")).sentence
