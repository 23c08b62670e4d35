"""Other ways: NAT gateways, a central endpoint VPC, endpoints instead of NAT gateways; by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sealane.pricing.alternatives import Alternative, Way, alternatives
from sealane.pricing.charge import Unit
from sealane.pricing.usage import Usage
from sealane.pricing.usage_reading import usage_of
from sealane.records import replace
from sealane.verbs.prices import shipped
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.unit.pricing.estates import estate, gateway, interface, nat, round_prices, service, task, together

PRICES = shipped()
SEALED = estate(service(), task(), interface("ecr.api"), interface("ecr.dkr"), interface("logs"), gateway())


def ways(world: World, usage: Usage | None = None) -> dict[Way, Alternative]:
    """Return the other ways of a world."""
    return {one.way: one for one in alternatives(world, PRICES, usage or Usage())}


def test_three_endpoints_beat_nat_gateways() -> None:
    """In two zones they cost 43.80, two NAT gateways with addresses 73.00, and each GB costs less: always cheaper."""
    one = ways(SEALED)[Way.NAT_GATEWAYS]
    assert isinstance(one.now, Known)
    assert isinstance(one.instead, Known)
    assert (one.now.value.fixed, one.instead.value.fixed) == (Decimal("43.80"), Decimal("73.000"))
    assert one.break_even == Known(None)


def test_many_endpoints_are_dearer_until_much_goes_through() -> None:
    """Six endpoints cost 87.60, two NAT gateways 73.00: both cost the same at 14.60 / (0.045 - 0.01) GB."""
    six = ("ecr.api", "ecr.dkr", "logs", "kms", "ssm", "sts")
    one = ways(estate(service(), task(), *map(interface, six), gateway()))[Way.NAT_GATEWAYS]
    assert one.unit is Unit.GIGABYTES
    assert one.break_even == Known(Fraction("14.6") / Fraction("0.035"))


def test_central_endpoints_pay_from_some_vpcs_on() -> None:
    """With n VPCs: 43.80 n against 43.80 + 3 x 0.50 + 36.50 (n + 1) + 0.02 n, equal at 81.80 / 7.28 VPCs."""
    one = ways(SEALED)[Way.CENTRAL_ENDPOINTS]
    assert (one.unit, one.at) == (Unit.VPCS, Known(Decimal(10)))
    assert one.break_even == Known(Fraction("81.8") / Fraction("7.28"))
    few = estate(service(), task(), interface("logs"), gateway())
    assert ways(few)[Way.CENTRAL_ENDPOINTS].break_even == Known(None)


def test_nat_gateways_against_what_the_tasks_need() -> None:
    """A world with NAT gateways and no interface endpoint is held against the endpoints of its tasks' starts."""
    found = ways(estate(service(), task(), nat(0), nat(1), gateway()))
    assert set(found) == {Way.INTERFACE_ENDPOINTS}
    one = found[Way.INTERFACE_ENDPOINTS]
    assert isinstance(one.instead, Known)
    assert one.instead.value.fixed == 3 * 2 * 730 * Decimal("0.01")
    assert [line.origin.name for line in one.lines][:3] == ["ecr.api", "ecr.dkr", "logs"]
    silent = task(containers=(replace(task().containers[0], image=Unknown("a variable decides it")),))
    undecided = ways(estate(service(), silent, nat(0), gateway()))[Way.INTERFACE_ENDPOINTS]
    assert isinstance(undecided.instead, Unknown)
    assert undecided.lines == ()


def test_no_way_without_a_price() -> None:
    """Where a price is missing neither cost nor break-even is known; where nothing is, there is no other way."""
    missing = replace(PRICES, prices={key: one for key, one in PRICES.prices.items() if "nat" not in key[0]})
    (nats, *_) = alternatives(SEALED, missing, Usage())
    assert isinstance(nats.instead, Unknown)
    assert isinstance(nats.break_even, Unknown)
    assert isinstance(nats.now, Known)
    assert alternatives(estate(service(), task(), gateway()), PRICES, Usage()) == ()


def test_several_vpcs_count_their_zones() -> None:
    """A NAT gateway is needed in each zone of each VPC that has endpoints."""
    both = together(
        estate(interface("logs", prefix="a-"), prefix="a-"), estate(interface("logs", prefix="b-"), prefix="b-")
    )
    one = next(iter(alternatives(both, round_prices(), usage_of([("endpoint-gb", "5")]))))
    assert isinstance(one.instead, Known)
    # Four gateways and four addresses, each for a cent an hour.
    assert one.instead.value.fixed == 8 * 730 * Decimal("0.01")
    assert one.at == Known(Decimal(5))
