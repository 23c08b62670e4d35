"""What decides on names in a random world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, Record, ResolverRule
from sealane.world.values import Known
from sealane.world.vpcs import DhcpOptions
from sealane.world.world import Fact
from tests.unit.reachability.estate import HOSTS, REGION, origin

if TYPE_CHECKING:
    from tests.lab.differential.worlds import Dice

API = HOSTS["ecr.api"]
BUCKET = f"prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com"
DOMAINS = ("amazonaws.com", f"{REGION}.amazonaws.com", f"ecr.{REGION}.amazonaws.com", f"s3.{REGION}.amazonaws.com")


def of_vpc(dice: Dice) -> list[Fact]:
    """Return DHCP options, and now and then a zone, a rule or a firewall."""
    servers = dice.one(("AmazonProvidedDNS",), ("10.0.0.2",), ("169.254.169.253",), ("8.8.8.8",))
    made: list[Fact] = [DhcpOptions(id="dhcp", origin=origin("dhcp"), name_servers=Known(servers))]
    if dice.mostly(0.12):
        made.append(_zone(dice))
    if dice.mostly(0.12):
        made += _rules(dice)
    if dice.mostly(0.12):
        made.append(_firewall(dice))
    return made


def _zone(dice: Dice) -> HostedZone:
    records = []
    if dice.mostly(0.6):
        what = {"alias": Known("endpoint-logs")} if dice.mostly(0.5) else {"values": Known(("10.0.2.6",))}
        records.append(Record(origin=origin("record"), name=Known(API), kind=Known("A"), **what))
    return HostedZone(
        id="zone",
        origin=origin("zone"),
        name=Known(dice.one(*DOMAINS)),
        vpcs=Known(("vpc",) if dice.mostly(0.9) else ("far",)),
        records=tuple(records),
    )


def _rules(dice: Dice) -> list[Fact]:
    made: list[Fact] = []
    for number, kind in enumerate(dice.one(("FORWARD",), ("FORWARD", "SYSTEM"), ("SYSTEM",))):
        made.append(
            ResolverRule(
                id=f"rule-{number}",
                origin=origin(f"rule-{number}"),
                domain=Known(dice.one(".", *DOMAINS, API)),
                kind=Known(kind),
                vpcs=Known(("vpc",)),
                targets=Known(("192.0.2.53",)),
            )
        )
    return made


def _firewall(dice: Dice) -> FirewallGroup:
    pool = ("*", "*.amazonaws.com", API, BUCKET, f"*.s3.{REGION}.amazonaws.com", f"logs.{REGION}.amazonaws.com")
    rules = tuple(
        FirewallRule(
            origin=origin(f"firewall {number}"),
            priority=Known(number),
            action=Known(dice.one("ALLOW", "BLOCK", "BLOCK", "ALERT")),
            domains=Known(tuple(dice.random.sample(pool, dice.one(1, 2)))),
        )
        for number in range(dice.one(1, 2, 3))
    )
    return FirewallGroup(id="firewall", origin=origin("firewall"), vpcs=Known((("vpc", 1),)), rules=rules)
