"""The bill of a source, as a program asks for it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import sealane
from sealane.pricing.usage import Usage
from sealane.world.values import Known

PLAN = Path(__file__).parents[2] / "cases" / "plan_reading" / "minimal" / "plan.json"


def test_a_program_gets_the_exact_sum(tmp_path: Path) -> None:
    """The sum has every digit, and six GB more than the one that is assumed cost their price."""
    plain = sealane.cost(str(PLAN), folder=tmp_path, environ={})
    used = sealane.cost(str(PLAN), folder=tmp_path, environ={}, usage=Usage(endpoint_gb=Decimal(7)))
    assert plain.bill.total.amount == Known(Decimal("53.350025"))
    assert used.bill.total.amount == Known(Decimal("53.350025") + (7 - 1) * Decimal("0.01"))


def test_a_program_may_bring_prices(tmp_path: Path) -> None:
    """A price in conflict in a file of one's own makes the sum unknown, and says for what."""
    entry = (
        '{"charge": "fargate-vcpu-hour", "region": "us-east-1", "figures": ["1", "2"], "status": "conflict", '
        '"date": "2026-01-01", "link": "https://example.com/"}'
    )
    (tmp_path / "prices.json").write_text(
        f'{{"schema": "sealane/prices/1", "currency": "USD", "as_of": "2026-01-01", "prices": [{entry}]}}',
        encoding="utf-8",
    )
    bill = sealane.cost(str(PLAN), folder=tmp_path, environ={}, prices="prices.json").bill
    assert [str(line.charge) for line in bill.total.unknown] == ["fargate-vcpu-hour"]
    assert not isinstance(bill.total.amount, Known)


def test_a_source_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    """The error is the one of every verb."""
    with pytest.raises(sealane.InputError) as caught:
        sealane.cost("nothing.json", folder=tmp_path, environ={})
    assert len(caught.value.problems) == 1
