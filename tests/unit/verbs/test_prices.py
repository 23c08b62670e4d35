"""Where prices come from: a file, the live list with its cache, and what is shipped beneath both."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure, InputError, SealaneError
from sealane.pricing.charge import Charge
from sealane.verbs.live_prices import live_prices
from sealane.verbs.prices import prices_for, shipped
from sealane.verbs.request import Request
from sealane.world.values import Known
from tests.unit.pricing.test_price_list_api import HOUR, REGION, product
from tests.unit.readers.live.account_in_memory import Account, error

NAT = product("AmazonEC2", "EU-NatGateway-Hours", ("0", "0.048"), operation="NatGateway")


def request(folder: Path) -> Request:
    """Return a request whose cache is in a folder."""
    return Request(environ={"XDG_CACHE_HOME": str(folder), "HOME": str(folder)}, folder=folder)


def account() -> Account:
    """Return an account in which the price list answers in two pages."""
    return Account({"GetProducts": [{"PriceList": [HOUR]}, {"PriceList": [NAT]}]})


def test_live_prices_are_asked_for_by_region(tmp_path: Path) -> None:
    """Every service is asked about the Region, with the one permission that this needs, where the API is."""
    line = account()
    found = live_prices(request(tmp_path), REGION, line)
    assert set(found.prices) == {(Charge.ENDPOINT_HOUR, REGION), (Charge.NAT_GATEWAY_HOUR, REGION)}
    assert line.actions == ("pricing:GetProducts",)
    assert {where for _, where, _ in line.asked} == {"us-east-1"}
    for _, _, parameters in line.asked:
        assert {"Type": "TERM_MATCH", "Field": "regionCode", "Value": REGION} in parameters["Filters"]


def test_live_prices_are_kept_for_a_day(tmp_path: Path) -> None:
    """A second look asks nothing; what is older than a day, broken or of another Region is asked for again."""
    first = live_prices(request(tmp_path), REGION, account())
    kept = tmp_path / "sealane" / "prices" / f"{REGION}.json"
    silent = Account({})
    assert live_prices(request(tmp_path), REGION, silent).prices == first.prices
    assert silent.asked == []
    os.utime(kept, (0, 0))
    again = account()
    live_prices(request(tmp_path), REGION, again)
    assert again.asked
    kept.write_text("{")
    mended = account()
    assert live_prices(request(tmp_path), REGION, mended).prices == first.prices
    assert mended.asked


def test_what_is_kept_is_a_price_file(tmp_path: Path) -> None:
    """The cache can be handed to `--prices` as it is, and counts before what is shipped."""
    live_prices(request(tmp_path), REGION, account())
    found = prices_for(request(tmp_path), file=f"sealane/prices/{REGION}.json")
    price = found.find(Charge.NAT_GATEWAY_HOUR, Known(REGION))
    assert isinstance(price, Known)
    assert price.value.link != shipped().prices[Charge.NAT_GATEWAY_HOUR, REGION].link
    assert found.find(Charge.SECRET, Known("us-west-2")) == shipped().find(Charge.SECRET, Known("us-west-2"))


def test_a_refusal_is_told(tmp_path: Path) -> None:
    """Without the permission the call's own problem is raised, and nothing is kept; a Region of nothing is told too."""
    denied = Account({"GetProducts": error("AccessDeniedException", "not authorized", "GetProducts")})
    with pytest.raises(SealaneError):
        live_prices(request(tmp_path), REGION, denied)
    with pytest.raises(EnvironmentFailure) as nothing:
        live_prices(request(tmp_path), REGION, Account({"GetProducts": {"PriceList": []}}))
    assert nothing.value.problems[0].code == "prices-not-listed"
    assert not list(tmp_path.rglob("*.json"))


def test_a_file_that_is_missing_or_wrong_is_bad_input(tmp_path: Path) -> None:
    """Each is one problem with the file's name; a right one is read."""
    with pytest.raises(InputError) as missing:
        prices_for(request(tmp_path), file="nowhere.json")
    assert missing.value.problems[0].code == "prices-not-readable"
    (tmp_path / "wrong.json").write_text("{}")
    with pytest.raises(InputError) as wrong:
        prices_for(request(tmp_path), file="wrong.json")
    assert wrong.value.problems[0].code == "prices-invalid"
    (tmp_path / "right.json").write_text(json.dumps({"schema": "sealane/prices/1", "prices": []}))
    assert prices_for(request(tmp_path), file="right.json").prices == shipped().prices
