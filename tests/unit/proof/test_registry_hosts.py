"""A registry whose account is not known is reached by the name that stands for every account's."""

from __future__ import annotations

import pytest

from sealane.proof.registry_hosts import any_host
from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, ResolverRule
from sealane.world.values import Known, Origin, Unknown, Value
from sealane.world.world import Fact, Source, World, world_of

_WILDCARD = "*.dkr.ecr.us-east-1.amazonaws.com"
_VPCS: Known[tuple[str, ...]] = Known(("vpc",))


def _world(*facts: Fact) -> World:
    return world_of(Source(kind="test", name="test"), facts)


def _about(name: Value[str]) -> list[Fact]:
    """Return a zone, a rule and a DNS firewall about a name."""
    here = Origin("here")
    domains = Known((name.value,)) if isinstance(name, Known) else name
    block = FirewallRule(origin=here, priority=Known(1), action=Known("BLOCK"), domains=domains)
    return [
        HostedZone(id="zone", origin=here, name=name, vpcs=_VPCS),
        ResolverRule(id="rule", origin=here, domain=name, kind=Known("FORWARD"), vpcs=_VPCS),
        FirewallGroup(id="group", origin=here, vpcs=Known((("vpc", 1),)), rules=(block,)),
    ]


@pytest.mark.parametrize("name", ["internal.example", "api.ecr.us-east-1.amazonaws.com", "eu-west-1.amazonaws.com"])
def test_other_names_change_nothing(name: str) -> None:
    """A zone, a rule or a firewall about other names leaves all accounts alike."""
    for fact in _about(Known(name)):
        assert any_host(_WILDCARD, _world(fact)) == "account.dkr.ecr.us-east-1.amazonaws.com"
    assert any_host("api.ecr.us-east-1.amazonaws.com", _world()) is None


@pytest.mark.parametrize(
    "name",
    [
        Known("dkr.ecr.us-east-1.amazonaws.com"),
        Known("amazonaws.com"),
        Known("111122223333.dkr.ecr.us-east-1.amazonaws.com"),
        Known("*.Amazonaws.com."),
        Known("."),
        Known("*"),
        Unknown("decided by an apply"),
    ],
    ids=str,
)
def test_names_around_the_registry_may_tell_accounts_apart(name: Value[str]) -> None:
    """What is about names above, at or below the registry's, or may be, leaves open how one account's resolves."""
    for fact in _about(name):
        assert any_host(_WILDCARD, _world(fact)) is None
