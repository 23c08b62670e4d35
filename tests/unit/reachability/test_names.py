"""Names: DNS attributes, name servers, hosted zones, resolver rules, DNS Firewall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.gateways import Gateway, GatewayKind
from sealane.world.interfaces import NetworkInterface
from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, Record, ResolverRule
from sealane.world.security_groups import Direction
from sealane.world.values import Known, Unknown, Unread
from sealane.world.vpcs import DhcpOptions
from sealane.world.world import Fact
from tests.unit.reachability.estate import (
    HOSTS,
    LAYERS,
    LOGIN,
    LOGS,
    MANIFEST,
    REGION,
    causes,
    changed,
    each,
    endpoint,
    everything,
    findings,
    group,
    healthy,
    origin,
    route,
    service,
    table,
    traces,
    verdicts,
    vpc,
    wounded,
)

ALL = ("login", "manifest", "logs", "layers", "mount")
FALSE = Known(value=False)
SERVER = NetworkInterface(
    id="eni",
    origin=origin("eni"),
    subnet=Known("ends-a"),
    addresses=Known(("10.0.11.9",)),
    security_groups=Known(()),
)


@pytest.mark.parametrize("attribute", ["dns_support", "dns_hostnames"])
def test_each_dns_attribute_stops_everything(attribute: str) -> None:
    """Private names, the gateway's and the mount target's need both."""
    wound = changed(vpc(), **{attribute: FALSE})
    assert findings(wounded(wound)) == each(ALL, "vpc-dns-off")


def test_an_attribute_that_is_not_known_is_unknown() -> None:
    """An unread attribute turns certainties into unknown."""
    assert findings(wounded(vpc(dns_hostnames=Unread("not asked")))) == each(ALL, "unknown")


def options(*servers: str) -> DhcpOptions:
    """Return DHCP options with name servers."""
    return DhcpOptions(id="dhcp", origin=origin("dhcp"), name_servers=Known(servers))


@pytest.mark.parametrize("servers", [("AmazonProvidedDNS",), ("10.0.0.2",), ("169.254.169.253",)])
def test_amazons_server_by_any_name_answers(servers: tuple[str, ...]) -> None:
    """AmazonProvidedDNS, the address two above the VPC's base, and the link-local one are the same server."""
    assert findings(wounded(vpc(dhcp_options=Known("dhcp")), options(*servers))) == {}


@pytest.mark.parametrize("server", ["10.0.0.10", "10.200.0.2", "8.8.8.8"])
def test_a_custom_server_that_nothing_shows_to_forward_stops_everything(server: str) -> None:
    """Nothing says that it asks Amazon's, and no route leads to one outside."""
    world = wounded(vpc(dhcp_options=Known("dhcp")), options(server))
    assert findings(world) == each(ALL, "names-custom-server")


def test_a_custom_server_that_the_world_has_may_forward() -> None:
    """An interface with its address is a server of the user's, whose software nobody knows."""
    world = wounded(vpc(dhcp_options=Known("dhcp")), options("10.0.11.9"), SERVER)
    assert set.union(*findings(world).values()) == {"unknown"}


def test_amazons_server_beside_another_is_unknown() -> None:
    """A client may ask either."""
    world = wounded(vpc(dhcp_options=Known("dhcp")), options("AmazonProvidedDNS", "10.0.0.10"))
    assert verdicts(world, LOGIN) == {"unknown"}


def test_unread_options_are_unknown() -> None:
    """Options that the source does not have say nothing."""
    assert verdicts(wounded(vpc(dhcp_options=Known("dopt-1"))), LOGIN) == {"unknown"}


def zone(domain: str, *records: Record, **more: object) -> HostedZone:
    """Return a hosted zone of the VPC."""
    given = {"id": domain, "origin": origin(domain), "name": Known(domain), "vpcs": Known(("vpc",)), "records": records}
    return HostedZone(**(given | more))  # type: ignore[arg-type]


def record(name: str, **more: object) -> Record:
    """Return an A record."""
    return Record(**({"origin": origin(name), "name": Known(name), "kind": Known("A")} | more))  # type: ignore[arg-type]


def test_a_zone_without_the_record_blanks_names_below_it() -> None:
    """No such name is the answer, with no look at public names; endpoints' own zones are more specific."""
    assert findings(wounded(zone("amazonaws.com"))) == each(("layers", "mount"), "names-overridden")


@pytest.mark.parametrize("name", ["AMAZONAWS.com.", f"s3.{REGION}.amazonaws.com"])
def test_zones_are_compared_as_names_are(name: str) -> None:
    """Case and closing dot do not count."""
    assert causes(wounded(zone(name)), LAYERS) == {"names-overridden"}


def test_a_zone_of_another_vpc_does_not_count() -> None:
    """Only associated zones answer."""
    assert findings(wounded(zone("amazonaws.com", vpcs=Known(("other",))))) == {}


def test_a_zone_more_specific_than_the_endpoints_wins() -> None:
    """The registry's wildcard zone is the endpoint's, a zone for the registry itself is more specific."""
    host = HOSTS["ecr.dkr"]
    assert findings(wounded(zone(host))) == {"manifest": {"names-overridden"}}
    right = zone(host, record(host, alias=Known("endpoint-ecr.dkr")))
    assert findings(wounded(right)) == {}
    wrong = zone(host, record(host, alias=Known("endpoint-ecr.api")))
    assert findings(wounded(wrong)) == {"manifest": {"names-overridden"}}


def test_an_endpoints_own_name_in_an_alias_is_understood() -> None:
    """The names that AWS gives an endpoint begin with its id."""
    host = HOSTS["ecr.dkr"]
    named = endpoint("ecr.dkr", id="vpce-0abc", private_dns=FALSE)
    alias = record(host, kind=Known("CNAME"), values=Known(("vpce-0abc-x1.dkr.ecr.us-east-1.vpce.amazonaws.com",)))
    world = wounded(zone(host, alias), named).without(type(named), "endpoint-ecr.dkr")
    assert findings(world) == {}


def test_a_record_to_nowhere_known_is_unknown() -> None:
    """What answers at an address of nobody is not known, though the way to it may be."""
    host = HOSTS["ecr.dkr"]
    world = wounded(zone(host, record(host, values=Known(("10.0.11.77",)))))
    assert findings(world) == {"manifest": {"unknown"}}


def test_a_zone_with_the_endpoints_own_name_is_refused() -> None:
    """AWS makes only one of two owners of a name; a wrong one is wrong either way."""
    host = HOSTS["ecr.api"]
    right = zone(host, record(host, alias=Known("endpoint-ecr.api")))
    assert findings(wounded(right)) == {"login": {"unknown"}}
    assert findings(wounded(zone(host))) == {"login": {"names-overridden"}}


@pytest.mark.parametrize("hidden", [{"name": Unknown("x")}, {"vpcs": Unread("x")}, {"hidden": (Unread("x"),)}])
def test_what_is_not_known_of_a_zone_is_unknown(hidden: dict[str, object]) -> None:
    """A zone that may answer turns certainties into unknown."""
    assert verdicts(wounded(zone("amazonaws.com", **hidden)), LAYERS) == {"unknown"}


def test_unread_zones_never_make_a_certainty() -> None:
    """A closed endpoint is no certain fault where a zone may lead to another one."""
    world = replace(healthy(), gaps=(Gap(noun=Noun.HOSTED_ZONES, why=Unread("refused")),))
    assert verdicts(world, LOGIN) == {"unknown"}
    assumed = replace(world, source=replace(world.source, assumed=frozenset({Noun.HOSTED_ZONES})))
    assert verdicts(assumed, LOGIN) == {"holds"}


OUTSIDE = (
    vpc(dhcp_options=Known("dhcp")),
    options("8.8.8.8"),
    group("tasks", everything(Direction.EGRESS)),
    Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=Known(("vpc",))),
    service(public_address=Known(value=True)),
)
"""A VPC that asks a public server; whether questions get there is a matter of the route."""


@pytest.mark.parametrize("overriding", ["zone", "rule", "firewall"])
def test_what_answers_in_the_vpc_is_not_asked_by_who_asks_a_public_server(overriding: str) -> None:
    """With a way to the server names may be the public ones, whatever the VPC has; without one nobody answers."""
    kinds: dict[str, Fact] = {"zone": zone("amazonaws.com"), "rule": rule("."), "firewall": firewall((1, "BLOCK", "*"))}
    blanks = kinds[overriding]
    led = table("tasks", ("tasks-a", "tasks-b"), route("0.0.0.0/0", "igw"))
    world = wounded(*OUTSIDE, blanks, led).without(Endpoint, "endpoint-logs")
    assert causes(world, LOGS) == set()
    assert verdicts(world, LOGS) == {"unknown"}
    closed = wounded(*OUTSIDE, blanks).without(Endpoint, "endpoint-logs")
    assert "names-custom-server" in causes(closed, LOGS)
    assert "names-overridden" in causes(wounded(blanks, led, *OUTSIDE[2:]), LAYERS)


def rule(domain: str, kind: str = "FORWARD", targets: tuple[str, ...] = ("10.200.0.2",)) -> ResolverRule:
    """Return a resolver rule of the VPC."""
    return ResolverRule(
        id=f"{kind} {domain}",
        origin=origin(f"{kind} {domain}"),
        domain=Known(domain),
        kind=Known(kind),
        vpcs=Known(("vpc",)),
        targets=Known(targets),
    )


def test_a_rule_of_the_same_name_beats_the_endpoint() -> None:
    """Of equal names the forwarding rule counts."""
    assert findings(wounded(rule(HOSTS["ecr.api"]))) == {"login": {"names-overridden"}}


def test_a_less_specific_rule_leaves_endpoints_alone() -> None:
    """The endpoints' zones are more specific; public names are the rule's."""
    assert findings(wounded(rule("."))) == each(("layers", "mount"), "names-overridden")


def test_a_system_rule_keeps_what_it_names() -> None:
    """It is more specific than the rule for everything."""
    assert findings(wounded(rule("."), rule("amazonaws.com", "SYSTEM"))) == {}


def test_a_rule_to_a_server_of_the_world_is_unknown() -> None:
    """It may be the inbound endpoint of a VPC that has the names."""
    assert findings(wounded(rule(HOSTS["ecr.api"], targets=("10.0.11.9",)), SERVER)) == {"login": {"unknown"}}


def firewall(*rules: tuple[int, str, str], **more: object) -> FirewallGroup:
    """Return a DNS Firewall group of the VPC."""
    given = {
        "id": "guard",
        "origin": origin("guard"),
        "vpcs": Known((("vpc", 101),)),
        "rules": tuple(
            FirewallRule(
                origin=origin(f"{action} {domain}"),
                priority=Known(priority),
                action=Known(action),
                domains=Known((domain,)),
            )
            for priority, action, domain in rules
        ),
    }
    return FirewallGroup(**(given | more))  # type: ignore[arg-type]


def test_a_block_of_every_name_stops_everything() -> None:
    """The firewall is asked before anything resolves."""
    world = wounded(firewall((1, "BLOCK", "*")))
    assert findings(world) == each(ALL, "names-overridden")


def test_the_first_rule_counts() -> None:
    """An allowed domain in front of the block is resolved; rules are ordered by priority, not by place."""
    world = wounded(firewall((2, "BLOCK", "*"), (1, "ALLOW", "*.amazonaws.com")))
    assert findings(world) == {}
    reversed_ = wounded(firewall((2, "ALLOW", "*.amazonaws.com"), (1, "BLOCK", "*")))
    assert findings(reversed_) == each(ALL, "names-overridden")


def test_unread_domains_are_unknown() -> None:
    """A list that may have the name decides nothing."""
    unread = FirewallRule(origin=origin("x"), priority=Known(1), action=Known("BLOCK"), domains=Unread("managed list"))
    assert verdicts(wounded(firewall(rules=(unread,))), MANIFEST) == {"unknown"}


def test_faults_behind_a_name_are_found_too() -> None:
    """DNS off does not hide a closed group."""
    world = wounded(vpc(dns_support=FALSE), endpoint("ecr.api"), group("ends"))
    found = [block.cause.value for block in traces(world, LOGIN)[0].blocks]
    assert found == ["vpc-dns-off", "endpoint-group-ingress"]
