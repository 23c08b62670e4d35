"""What of a world is drawn: VPCs, and subnets with the tables and network ACLs that they really use."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from ipaddress import IPv4Network, IPv6Network

from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.known import known, network_of, unknowns
from sealane.lab.survey.neighbours import connected
from sealane.records import dataclass
from sealane.world.gaps import Noun
from sealane.world.network_acls import NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import World

# What may stand in a VPC unseen, so that a packet's way is not sure.
_OF_A_VPC = (
    *(Noun.SUBNETS, Noun.ROUTE_TABLES, Noun.SECURITY_GROUPS, Noun.NETWORK_ACLS, Noun.ENDPOINTS, Noun.GATEWAYS),
    *(Noun.NAT_GATEWAYS, Noun.PEERING_CONNECTIONS, Noun.TRANSIT_GATEWAYS, Noun.HOSTED_ZONES, Noun.RESOLVER_RULES),
    *(Noun.FIREWALL_GROUPS, Noun.BLOCK_PUBLIC_ACCESS, Noun.DHCP_OPTIONS, Noun.PREFIX_LISTS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A subnet with a known block, in a VPC that is drawn."""

    subnet: Subnet
    vpc: str
    ipv4: IPv4Network | None
    ipv6: IPv6Network | None
    table: RouteTable | None
    acl: NetworkAcl | None

    @property
    def key(self) -> str:
        """The subnet's key."""
        return self.subnet.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A world as far as it is drawn; `undrawn` is what was left out while marking it."""

    world: World
    services: tuple[Service, ...]
    vpcs: Mapping[str, Vpc]
    plots: Mapping[str, Plot]
    undrawn: tuple[Undrawn, ...]


def land_of(world: World, services: Collection[str]) -> Land:
    """Mark what is drawn for some services; of all services when none is named."""
    chosen = tuple(one for one in world.table(Service).values() if not services or one.id in services)
    seats = [key for one in chosen for key in known(one.subnets, ())]
    homes = [known(one.vpc, "") for key in seats if (one := world.table(Subnet).get(key)) is not None]
    keys = connected(world, homes or list(world.table(Vpc)))
    vpcs = {key: vpc for key, vpc in world.table(Vpc).items() if key in keys}
    drawn, undrawn = {}, list(_missing(world, vpcs))
    tables, acls = _tables(world), _acls(world)
    for subnet in world.table(Subnet).values():
        home = known(subnet.vpc, "")
        ipv4, ipv6 = network_of(known(subnet.cidr, "")), network_of(known(subnet.ipv6_cidr, ""))
        undrawn += unknowns(f"subnet {subnet.origin.name}", subnet.vpc)
        if home not in vpcs:
            continue
        undrawn += unknowns(f"subnet {subnet.origin.name}", subnet.cidr, subnet.ipv6_cidr)
        if ipv4 is None and ipv6 is None:
            continue
        drawn[subnet.id] = Plot(
            subnet=subnet,
            vpc=home,
            ipv4=ipv4 if isinstance(ipv4, IPv4Network) else None,
            ipv6=ipv6 if isinstance(ipv6, IPv6Network) else None,
            table=tables.get(subnet.id) or tables.get(f"main of {home}"),
            acl=acls.get(subnet.id) or acls.get(f"default of {home}"),
        )
    return Land(world=world, services=chosen, vpcs=vpcs, plots=drawn, undrawn=tuple(undrawn))


def _missing(world: World, vpcs: Mapping[str, Vpc]) -> Iterator[Undrawn]:
    for key, vpc in vpcs.items():
        for noun in _OF_A_VPC:
            gap = world.gap(noun, key)
            if gap is not None:
                yield Undrawn(what=f"{noun.value} of {vpc.origin.name}", why=gap.reason)


def _tables(world: World) -> dict[str, RouteTable]:
    """Index tables by subnet, the main ones by VPC: a subnet that no table names uses the main one.

    https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
    """
    found = {}
    for table in world.table(RouteTable).values():
        if table.main and isinstance(table.vpc, Known):
            found[f"main of {table.vpc.value}"] = table
        found |= dict.fromkeys(table.subnets, table)
    return found


def _acls(world: World) -> dict[str, NetworkAcl]:
    """Index ACLs by subnet, the default ones by VPC: a subnet that no ACL names has the default one.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    """
    found = {}
    for acl in world.table(NetworkAcl).values():
        if acl.default and isinstance(acl.vpc, Known):
            found[f"default of {acl.vpc.value}"] = acl
        found |= dict.fromkeys(acl.subnets, acl)
    return found
