"""A bill in every form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.pricing.alternatives import alternatives
from sealane.pricing.bill import Omission
from sealane.pricing.bill_of import bill_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.usage import KINDS, Usage
from sealane.pricing.usage_reading import usage_of
from sealane.report.cost.document import as_json
from sealane.report.cost.markdown import ROWS, as_markdown
from sealane.report.cost.money import cents, dollars, exact, number, signed
from sealane.report.cost.schema import schema
from sealane.report.cost.table import cost_rows
from sealane.report.cost.text import MANY, as_text
from sealane.report.cost.words import CHARGES, OMISSIONS, UNITS, USAGES
from sealane.report.style import PLAIN
from sealane.verbs.cost import Costed
from sealane.verbs.prices import shipped
from sealane.world.values import Known
from sealane.world.world import World
from tests.unit.pricing.estates import estate, gateway, interface, nat, service, task

WIDE = replace(PLAIN, width=200)
SEALED = estate(service(), task(), interface("ecr.api"), interface("ecr.dkr"), interface("logs"), gateway())
AFAR = estate(service(region="eu-north-1"), task(), interface("logs", region="eu-north-1"), region="eu-north-1")


def costed(world: World, usage: Usage | None = None) -> Costed:
    """Return what `cost` answers for a world."""
    prices, said = shipped(), usage or Usage()
    return Costed(bill=bill_of(world, prices, said), alternatives=alternatives(world, prices, said), world=world)


def test_text_has_lines_sum_and_what_it_rests_on() -> None:
    """Each line has its quantity and price; below stand the sum, the other ways, the usage and what is left out."""
    text = as_text(costed(SEALED, usage_of([("log-gb", "1")])), WIDE)
    assert "interface endpoint        ecr.api    2 zones x 730 h             $0.01          $14.60" in text
    assert "\nSum: $53.35 a month\n" in text
    assert "- log-gb=1 (said): GB of log" in text
    assert "- starts=30 (assumed): starts" in text
    assert "against $73.05 for NAT gateways instead" in text
    assert "- taxes" in text
    assert "A month has 730 hours" in text
    assert "not known" not in text


def test_text_never_shows_a_part_as_the_sum() -> None:
    """With an unknown price the sum is not known, for what, and why; what is known stands beside it."""
    text = as_text(costed(AFAR), WIDE)
    assert "Sum: not known, for Fargate vCPU of app" in text
    assert "all else comes to $0.00 a month" in text
    assert "no source has a price in eu-north-1 for Fargate vCPU" in text
    assert "--live-prices" in text
    assert "Sum: $" not in text


def test_unconfirmed_prices_are_told() -> None:
    """A price of one secondary source is marked in its line and named below; a confirmed one is neither."""
    region = "eu-central-1"
    text = as_text(costed(estate(service(region=region), task(), nat(), gateway(region), region=region)), WIDE)
    assert "$0.052 (unconfirmed)" in text
    assert "could not be confirmed by a dated price list" in text
    assert "unconfirmed" not in as_text(costed(SEALED), WIDE)


def test_many_lines_are_summed_up() -> None:
    """Of a large estate the text has the sum of each kind of charge, and the document every line."""
    many = [interface(f"svc{number}") for number in range(MANY + 1)]
    large = costed(estate(*many))
    text = as_text(large, WIDE)
    assert "interface endpoint       $890.60" in text
    assert "svc7" not in text.partition("other ways")[0]
    assert len(as_json(large)["lines"]) == MANY + 2


@pytest.mark.parametrize("world", [SEALED, AFAR, estate(), estate(service(), task(), nat(), nat(1))])
def test_document_is_of_the_published_schema(world: World) -> None:
    """Every document is; amounts are texts with all their digits."""
    form = schema()
    jsonschema.Draft202012Validator.check_schema(form)
    jsonschema.Draft202012Validator(form).validate(as_json(costed(world)))


def test_document_of_a_known_and_an_unknown_sum() -> None:
    """A known sum is exact and to the cent; an unknown one is null, with what is known of it and the open lines."""
    known, unknown = as_json(costed(SEALED))["total"], as_json(costed(AFAR))["total"]
    assert (known["amount"], known["rounded"], known["unknown"]) == ("53.350025", "53.35", [])
    assert (unknown["amount"], unknown["rounded"]) == (None, None)
    assert {one["origin"] for one in unknown["unknown"]} == {"app", "logs", "eu-north-1"}


def test_document_has_the_break_even() -> None:
    """Where two ways never cost the same that is said; where they do, it is told at which number."""
    by: dict[str, Any] = {one["way"]: one for one in as_json(costed(SEALED))["alternatives"]}
    assert (by["nat-gateways"]["meets"], by["nat-gateways"]["break_even"]) == (False, None)
    assert (by["central-endpoints"]["meets"], by["central-endpoints"]["break_even"]) == (True, "11.236264")


def test_markdown_is_one_comment() -> None:
    """The sum comes first, names are no markup, and of many lines the rest is counted."""
    text = as_markdown(costed(SEALED))
    assert text.startswith(r"**\$53.35 a month** for `estate`")
    assert r"| interface endpoint | `ecr.api` | 2 zones x 730 h | \$0.01 | \$14.60 |" in text
    evil = as_markdown(costed(estate(interface("a|b`<img src=x>@me"))))
    assert r"\<img" in evil
    assert "<img" not in evil.replace(r"\<img", "")
    many = as_markdown(costed(estate(*(interface(f"svc{number}") for number in range(ROWS + 5)))))
    assert "6 more lines" in many


def test_masked_texts_stay_hidden() -> None:
    """What a source marks as sensitive is in no form, although it is a part of an origin's name."""
    world = replace(estate(interface("logs")), source=replace(SEALED.source, masked=("logs",)))
    for text in (as_text(costed(world), WIDE), as_markdown(costed(world)), str(as_json(costed(world)))):
        assert "(sensitive)" in text
        assert "'origin': 'logs'" not in text


def test_rows_for_a_page() -> None:
    """Each line is a row of plain words; one that is not known says why."""
    rows = cost_rows(costed(SEALED).bill)
    assert (rows[0].item, rows[0].origin, rows[0].amount, rows[0].why) == ("Fargate vCPU", "app", "$7.39", "")
    assert rows[0].quantity == "0.25 vCPU x 1 task x 730 h"
    assert {row.amount for row in cost_rows(costed(AFAR).bill)} == {"unknown"}
    assert all(row.why for row in cost_rows(costed(AFAR).bill))


def test_everything_has_a_name() -> None:
    """Every charge, unit, usage and omission has words."""
    assert set(CHARGES) == set(Charge)
    assert set(UNITS) == set(Unit)
    assert set(USAGES) == set(KINDS)
    assert set(OMISSIONS) == set(Omission)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0", "$0.00"),
        ("0.004", "less than $0.01"),
        ("0.005", "$0.01"),
        ("2.675", "$2.68"),
        ("1234567.891", "$1,234,567.89"),
        ("-3.105", "-$3.11"),
    ],
)
def test_money_is_rounded_half_away_from_zero(amount: str, shown: str) -> None:
    """To the cent, by decimals and not by floats, of which 2.675 is a little less."""
    assert dollars(Decimal(amount)) == shown


def test_numbers() -> None:
    """Signs, exact digits, cents and quantities."""
    assert (signed(Decimal(3)), signed(Decimal(-3)), signed(Decimal(0))) == ("+$3.00", "-$3.00", "$0.00")
    assert (exact(Decimal("14.600")), exact(Decimal(1460)), exact(Decimal("1E+3"))) == ("14.6", "1460", "1000")
    assert cents(Decimal("53.350025")) == "53.35"
    assert (number(Fraction(1, 3)), number(Decimal("1000.50")), number(Decimal(0))) == ("0.3333", "1,000.5", "0")


def test_nothing_to_bill() -> None:
    """A world of nothing costs nothing, and says so."""
    text = as_text(costed(estate()), WIDE)
    assert text.startswith("nothing here costs anything")
    assert "Sum: $0.00 a month" in text
    assert costed(estate()).bill.total.amount == Known(Decimal(0))
