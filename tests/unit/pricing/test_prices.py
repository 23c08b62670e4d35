"""Prices: how a file is read, and what holds of those that sealane brings along."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.pricing.charge import SPOT, Charge
from sealane.pricing.price import EVERYWHERE, Status
from sealane.pricing.price_list import price_list
from sealane.pricing.price_reading import read_prices
from sealane.pricing.price_writing import written
from sealane.report.cost.prices_schema import schema
from sealane.verbs.prices import shipped
from sealane.world.values import Known, Unread
from tests.thoroughness import examples
from tests.unit.pricing.estates import price

PRICES = shipped()
WHOLE: dict[str, Any] = {
    "charge": "endpoint-hour",
    "region": "us-east-1",
    "price": "0.01",
    "date": "2026-09-17",
    "link": "https://aws.amazon.com/privatelink/pricing/",
}


def read(*prices: dict[str, Any], **about: Any) -> dict[tuple[Charge, str], Any]:
    """Read a file with these prices."""
    document = {"schema": "sealane/prices/1", "prices": list(prices), **about}
    return dict(read_prices(json.dumps(document).encode(), "prices.json").prices)


def test_shipped_prices_name_their_source() -> None:
    """Each has a day that is no later than the list's own, and a page; what is in conflict has its figures."""
    day = date.fromisoformat(PRICES.as_of)
    for one in PRICES.prices.values():
        assert date.fromisoformat(one.date) <= day
        assert one.link.startswith("https://")
        assert bool(one.figures) is (one.status is Status.CONFLICT) is not bool(one.tiers)
        assert one.note or one.status is Status.CONFIRMED
        assert one.region == EVERYWHERE or one.region in one.link or one.status is not Status.CONFIRMED
    assert not SPOT & {charge for charge, _ in PRICES.prices}


def test_shipped_prices_fit_the_schema() -> None:
    """The file is of the published form, and each of its prices is for something else."""
    document = json.loads(written(PRICES))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert len(document["prices"]) == len(PRICES.prices)


def test_conflict_and_absence_are_unknown() -> None:
    """Windows in us-east-1 has two figures, which are both named; a Region without a price is unread."""
    found = PRICES.find(Charge.FARGATE_WINDOWS_VCPU_HOUR, Known("us-east-1"))
    assert isinstance(found, Unread)
    assert "0.046552 and 0.09148" in found.reason
    assert isinstance(PRICES.find(Charge.FARGATE_WINDOWS_VCPU_HOUR, Known("us-east-2")), Known)
    nowhere = PRICES.find(Charge.ENDPOINT_HOUR, Known("eu-north-1"))
    assert isinstance(nowhere, Unread)
    assert nowhere.action == "pricing:GetProducts"
    assert isinstance(PRICES.find(Charge.GATEWAY_ENDPOINT, Known("eu-north-1")), Known)
    assert PRICES.find(Charge.ENDPOINT_HOUR, Unread("no Region")) == Unread("no Region")


def test_a_file_counts_before_what_is_shipped() -> None:
    """Its prices replace those for the same charge and Region, and no others."""
    mine = price_list("mine", "2026-01-01", [price(Charge.ENDPOINT_HOUR, ("0", "0.5"))])
    both = PRICES.under(mine)
    found = both.find(Charge.ENDPOINT_HOUR, Known("us-east-1"))
    assert isinstance(found, Known)
    assert found.value.cost(Decimal(2)) == 1
    assert both.find(Charge.ENDPOINT_HOUR, Known("eu-west-2")) == PRICES.find(Charge.ENDPOINT_HOUR, Known("eu-west-2"))
    assert "mine" in both.name


def test_a_price_is_read_exactly() -> None:
    """A text keeps every digit; a number of JSON is refused, because it may have lost some already."""
    found = read({**WHOLE, "price": "0.123456789012345678"})
    assert found[Charge.ENDPOINT_HOUR, "us-east-1"].cost(Decimal(1)) == Decimal("0.123456789012345678")
    with pytest.raises(InputError):
        read({**WHOLE, "price": 0.01})


@pytest.mark.parametrize(
    ("wound", "said"),
    [
        ({"charge": "endpoint-minute"}, "for nothing that is charged"),
        ({"region": ""}, "names no Region"),
        ({"price": None}, "has nothing of"),
        ({"figures": ["1"]}, "more than one of"),
        ({"price": None, "figures": ["1", "2"]}, "exactly when its status is `conflict`"),
        ({"price": None, "tiers": [{"above": "1", "price": "1"}]}, "begin at 0"),
        ({"price": "-1"}, "no price file"),
        ({"price": "1e3"}, "no price file"),
        ({"date": "yesterday"}, "no price file"),
        ({"surcharge": "1"}, "no price file"),
    ],
)
def test_a_wrong_price_is_told(wound: dict[str, Any], said: str) -> None:
    """Each wound is one clear problem with the file's name; the price without it is read."""
    assert read(WHOLE)
    with pytest.raises(InputError) as refused:
        read({**WHOLE, **wound})
    problem = refused.value.problems[0]
    assert problem.code == "prices-invalid"
    assert said in problem.what
    assert problem.place is not None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no price file"),
        (b"[" * 100_000, "no price file"),
        (b'{"schema": "sealane/cost/1", "prices": []}', "of the form `sealane/cost/1`"),
        (b'{"schema": "sealane/prices/1", "currency": "CNY", "prices": []}', "prices in CNY"),
        (b"\xff\xfe", "no price file"),
    ],
)
def test_another_document_is_refused(content: bytes, said: str) -> None:
    """What is no price file, or one in another currency, is said in one sentence."""
    with pytest.raises(InputError) as refused:
        read_prices(content, "prices.json")
    assert said in refused.value.problems[0].what
    assert read_prices(b'{"schema": "sealane/prices/1", "prices": []}', "prices.json").prices == {}


@settings(max_examples=examples(60), deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=9), st.sampled_from(list(Charge)))
def test_what_is_written_is_read_back(figure: Decimal, charge: Charge) -> None:
    """A price file holds the very prices that were written."""
    mine = price_list("mine", "2026-01-01", [price(charge, ("0", f"{figure:f}"), ("10", "0.5"))])
    assert read_prices(written(mine).encode(), "mine").prices == mine.prices
