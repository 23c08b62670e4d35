"""What holds of every bill: it adds up, it never falls with usage, an unknown part makes it unknown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.pricing import exact
from sealane.pricing.alternatives import alternatives
from sealane.pricing.bill_of import bill_of
from sealane.pricing.change import BillChange
from sealane.pricing.charge import Charge
from sealane.pricing.curve import Curve, crossing
from sealane.pricing.price import Tier, tiered
from sealane.pricing.price_list import PriceList
from sealane.pricing.usage import Usage
from sealane.pricing.usage_reading import usage_of
from sealane.verbs.prices import shipped
from sealane.world.values import Known
from sealane.world.world import World
from tests.thoroughness import examples
from tests.unit.pricing.estates import estate, gateway, interface, nat, round_prices, service, task, together

PRICES = shipped()
SUFFIXES = ("ecr.api", "ecr.dkr", "logs", "kms", "ssm", "sts")
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=6)
PRICED = st.decimals(min_value=0, max_value=10, places=8)


@st.composite
def worlds(draw: st.DrawFn, prefix: str = "") -> World:
    """Return a world of endpoints, NAT gateways and services in one VPC."""
    found = [interface(name, prefix=prefix) for name in draw(st.sets(st.sampled_from(SUFFIXES)))]
    gates = [nat(number, prefix) for number in range(draw(st.integers(0, 2)))]
    names = draw(st.sets(st.sampled_from(("web", "api", "job"))))
    count = draw(st.integers(0, 40))
    services = [service(name, tasks=Known(count), prefix=prefix) for name in names]
    tasks = [task(name, cpu=Known(draw(st.sampled_from(("256", "1024", "4096")))), prefix=prefix) for name in names]
    return estate(*found, *gates, *services, *tasks, gateway(prefix=prefix), prefix=prefix)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Return a cost with up to three tiers."""
    borders = sorted(draw(st.sets(st.integers(1, 10**7), max_size=2)))
    tiers = tuple(Tier(above=Decimal(above), price=draw(PRICED)) for above in (0, *borders))
    return Curve(fixed=draw(AMOUNTS), tiers=tiers)


@settings(max_examples=examples(40), deadline=None)
@given(worlds("a-"), worlds("b-"))
def test_a_bill_adds_up_over_resources(one: World, other: World) -> None:
    """What two estates cost together is what they cost apart, while nothing reaches the border of a tier."""
    usage = usage_of([("endpoint-gb", "10"), ("nat-gb", "10")])
    whole = bill_of(together(one, other), PRICES, usage).lines
    parts = (*bill_of(one, PRICES, usage).lines, *bill_of(other, PRICES, usage).lines)
    # What goes through a Region's endpoints is said for the Region, and not for each estate in it.
    of_region = {Charge.ENDPOINT_DATA, Charge.NAT_GATEWAY_DATA}
    sums = [
        exact.total(
            line.amount.value for line in lines if isinstance(line.amount, Known) and line.charge not in of_region
        )
        for lines in (whole, parts)
    ]
    assert sums[0] == sums[1]
    assert all(isinstance(line.amount, Known) for line in whole)


@settings(max_examples=examples(40), deadline=None)
@given(worlds(), st.tuples(AMOUNTS, AMOUNTS), st.sampled_from(("log-gb", "starts", "endpoint-gb", "nat-gb", "data-gb")))
def test_a_bill_never_falls_with_usage(world: World, numbers: tuple[Decimal, Decimal], kind: str) -> None:
    """More of any usage costs at least as much."""
    less, more = (bill_of(world, PRICES, usage_of([(kind, f"{number:f}")])).total.known for number in sorted(numbers))
    assert less <= more


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10**6), PRICED), max_size=3, unique_by=lambda pair: pair[0]), PRICED, AMOUNTS)
def test_tiers_are_a_sum_over_units(borders: list[tuple[int, Decimal]], first: Decimal, quantity: Decimal) -> None:
    """Up to a border each unit costs the lower tier's price, from there on the next one's, and zero costs nothing."""
    tiers = (Tier(above=exact.ZERO, price=first), *(Tier(above=Decimal(a), price=p) for a, p in sorted(borders)))
    assert tiered(tiers, exact.ZERO) == 0
    for number, tier in enumerate(tiers):
        border = tier.above
        # One more unit above a border costs that tier's price, unless the next border lies within it.
        if number + 1 == len(tiers) or tiers[number + 1].above >= border + 1:
            assert exact.less(tiered(tiers, border + 1), tiered(tiers, border)) == tier.price
    curve = Curve(fixed=exact.ZERO, tiers=tiers)
    assert curve.at(Fraction(quantity)) == Fraction(tiered(tiers, quantity))


@settings(max_examples=examples(80), deadline=None)
@given(curves(), curves())
def test_both_cost_the_same_at_the_break_even(one: Curve, other: Curve) -> None:
    """At a crossing both are equal and nowhere before; where there is none, one is dearer everywhere."""
    found = crossing(one, other)
    borders = {Fraction(tier.above) for curve in (one, other) for tier in curve.tiers}
    looked_at = sorted(borders | {Fraction(10**9)} | ({found, found / 2} if found is not None else set()))
    apart = {quantity: one.at(quantity) - other.at(quantity) for quantity in looked_at}
    if found is None:
        assert 0 not in apart.values()
        assert len({value > 0 for value in apart.values()}) == 1
    else:
        assert apart[found] == 0
        assert all(value != 0 for quantity, value in apart.items() if quantity < found)


@settings(max_examples=examples(40), deadline=None)
@given(worlds(), st.sampled_from(list(Charge)))
def test_an_unknown_price_makes_an_unknown_sum(world: World, charge: Charge) -> None:
    """Without a price that is used the sum is not known and says which line; without another it stays as it was."""
    prices = round_prices()
    whole = bill_of(world, prices, Usage())
    left = {key: price for key, price in prices.prices.items() if key[0] is not charge}
    bill = bill_of(world, PriceList(name="gap", as_of="2026-01-01", prices=left), Usage())
    used = [line for line in whole.lines if line.charge is charge and line.quantity != Known(exact.ZERO)]
    assert [line.origin for line in bill.total.unknown] == [line.origin for line in used]
    assert isinstance(bill.total.amount, Known) is (not used)
    if not used:
        assert bill.total == whole.total


@settings(max_examples=examples(40), deadline=None)
@given(worlds(), worlds())
def test_a_change_is_the_difference_of_two_bills(before: World, after: World) -> None:
    """What a plan changes is the later bill less the earlier one; a world does not change against itself."""
    one, other = bill_of(before, PRICES, Usage()), bill_of(after, PRICES, Usage())
    change = BillChange(before=one, after=other)
    assert change.difference == Known(exact.less(other.total.known, one.total.known))
    same = BillChange(before=one, after=one)
    assert (same.difference, same.added, same.removed) == (Known(exact.ZERO), (), ())


@settings(max_examples=examples(40), deadline=None)
@given(worlds(), st.integers(1, 60), st.integers(0, 10**6))
def test_break_evens_of_worlds(world: World, vpcs: int, moved: int) -> None:
    """Each alternative's two costs are equal at its break-even, and its bill is its cost at the present quantity."""
    usage = usage_of([("vpcs", str(vpcs)), ("endpoint-gb", str(moved)), ("nat-gb", str(moved))])
    for one in alternatives(world, PRICES, usage):
        assert isinstance(one.now, Known)
        assert isinstance(one.instead, Known)
        assert isinstance(one.at, Known)
        even = one.break_even
        assert isinstance(even, Known)
        if even.value is not None:
            assert one.now.value.at(even.value) == one.instead.value.at(even.value)
        billed = exact.total(line.amount.value for line in one.lines if isinstance(line.amount, Known))
        assert one.instead.value.at(Fraction(one.at.value)) == Fraction(billed)
