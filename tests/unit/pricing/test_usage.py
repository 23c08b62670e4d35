"""Usage as somebody says it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sealane.errors import InputError
from sealane.pricing.usage import KINDS, Usage, said
from sealane.pricing.usage_reading import pair_of, usage_of


def test_what_is_said_is_told_from_what_is_assumed() -> None:
    """A kind that is said replaces its default and is marked; all others stay as they are assumed."""
    usage = usage_of([pair_of("log-gb=2.5"), pair_of("nat-gb = 10")])
    assert (usage.log_gb, usage.nat_gb) == (Decimal("2.5"), Decimal(10))
    assert usage.said == {"log-gb", "nat-gb"}
    assert usage.starts == Usage().starts
    assert usage_of([("log-gb", "1"), ("log-gb", "4")]).log_gb == 4


def test_every_kind_can_be_said() -> None:
    """Each name of the list is a field, and can be read back."""
    for kind in KINDS:
        assert said(usage_of([(kind, "7")]), kind) == 7


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("log-gbs=1", "did you mean `log-gb`"),
        ("log-gb", "takes a plain number"),
        ("log-gb=-1", "takes a plain number"),
        ("log-gb=1e9", "takes a plain number"),
        ("log-gb=NaN", "takes a plain number"),
        ("log-gb=0.0000000001", "takes a plain number"),
        ("run-hours=731", "in a month of 730"),
        ("vpcs=1.5", "no number of VPCs"),
        ("vpcs=0", "no number of VPCs"),
    ],
)
def test_a_wrong_usage_is_told(text: str, said_of_it: str) -> None:
    """Each mistake is one problem with the kinds there are."""
    with pytest.raises(InputError) as refused:
        usage_of([pair_of(text)])
    problem = refused.value.problems[0]
    assert problem.code == "usage-invalid"
    assert said_of_it in problem.what
    assert "log-gb" in dict(problem.facts)["kinds"]
