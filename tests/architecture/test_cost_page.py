"""The page about costs tells the prices that are shipped, every usage, and the sums that the tests hold by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sealane.pricing.price import Price, Status
from sealane.pricing.usage import KINDS, Usage, said
from sealane.report.cost.money import number
from sealane.verbs.prices import shipped
from tests.architecture.checkout import ROOT

PAGE = (ROOT / "docs" / "cost.md").read_text(encoding="utf-8")
BY_HAND = ROOT / "tests" / "unit" / "pricing" / "test_reference_bills.py"


def rows() -> Iterator[str]:
    """Yield the row of each Region: how many prices of each status it has, and of which days."""
    by: dict[str, list[Price]] = {}
    for price in shipped().prices.values():
        by.setdefault(price.region, []).append(price)
    for region, prices in sorted(by.items()):
        counts = [sum(price.status is status for price in prices) for status in Status]
        days = sorted(price.date for price in prices)
        name = "every Region" if region == "*" else f"`{region}`"
        yield f"| {name} | {counts[0]} | {counts[1]} | {counts[2]} | {days[0]} | {days[-1]} |"


def test_each_region_has_its_row() -> None:
    """The table has the Regions of the shipped prices, no other one, and counts and days as they are."""
    table = re.findall(r"^\| (?:`[a-z0-9-]+`|every Region) \| \d+ \| \d+ \| \d+ \|.*$", PAGE, flags=re.MULTILINE)
    assert table == list(rows())


def test_each_usage_is_told_with_what_is_assumed() -> None:
    """A kind stands in the table with its number, or a dash where it follows from the others or nobody can know it."""
    for kind in KINDS:
        value = said(Usage(), kind)
        assert f"| `{kind}` | {'–' if value is None else number(value)} |" in PAGE  # noqa: RUF001 - the page has a dash


def test_sums_by_hand_are_those_of_the_tests() -> None:
    """Each exact sum that a test holds is on the page, with its cents."""
    exact = re.findall(r"sum\(by_hand\) == d\(\"([0-9.]+)\"\)", BY_HAND.read_text(encoding="utf-8"))
    assert len(exact) == 3
    for amount in exact:
        whole, digits = amount.split(".")
        assert f"{int(whole):,}.{digits}" in PAGE
