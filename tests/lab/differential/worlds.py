"""Random worlds in which everything that decides on a packet meets: from a seed, so that each can be had again.

The parts are small and picked from small pools, so that what they say is about each other often.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.vpc_defaults import default_acl, default_group, main_table
from sealane.world.vpcs import BlockPublicAccess, Vpc
from sealane.world.world import Fact, Source, World, world_of
from tests.lab.differential import names, transit_gateways
from tests.unit.reachability.estate import (
    FACTS,
    REGION,
    S3,
    S3_LIST,
    acl,
    endpoint,
    entry,
    everything,
    gateway_endpoint,
    group,
    origin,
    route,
    rule,
    service,
    subnet,
    table,
    vpc,
)

IN, OUT = Direction.INGRESS, Direction.EGRESS
VPC, FAR = "vpc", "far"
OWN_LIST = "own-list"
LISTED = ("52.216.0.0/24",)
IPV4 = (
    *("0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/15", "10.1.0.0/16", "10.0.1.0/28", "10.0.4.0/28"),
    *("10.0.2.0/28", "10.0.3.0/28", "10.1.1.0/28", "52.0.0.0/8", "52.216.0.0/24", "8.8.8.8/32", "8.0.0.0/7"),
)
IPV6 = ("::/0", "2600:1f00::/56", "2600:1f00:0:1::/64", "2600:1f00:0:2::/64", "2606:4700::/32")
PORTS = ((0, 65535), (443, 443), (1024, 65535), (32768, 60999), (53, 53), (443, 2049), (50001, 65535))
GROUPS = ("tasks", "ends", "others")
SUBNETS = {
    "tasks-a": ("10.0.1.0/28", "2600:1f00:0:1::/64"),
    "tasks-b": ("10.0.4.0/28", "2600:1f00:0:4::/64"),
    "ends-a": ("10.0.2.0/28", "2600:1f00:0:2::/64"),
    "public-a": ("10.0.3.0/28", "2600:1f00:0:3::/64"),
}


# So many worlds in a row have the same interfaces.
ALIKE = 8


class Dice:
    """A seed's choices."""

    def __init__(self, seed: int | str) -> None:
        """Begin at a seed."""
        self.random = Random(seed)  # noqa: S311 - worlds, not secrets

    def mostly(self, share: float = 0.75) -> bool:
        """Say yes, but not always."""
        return self.random.random() < share

    def one(self, *values: Any) -> Any:  # noqa: ANN401 - of any kind
        """Pick one."""
        return self.random.choice(values)

    def some(self, values: tuple[Any, ...], most: int) -> list[Any]:
        """Pick a few different ones."""
        return self.random.sample(values, self.random.randint(0, min(most, len(values))))


def world_from(seed: int) -> World:
    """Return the world of a seed; a few in a row have the same interfaces, so that one lab quickly becomes the next."""
    dice, shape = Dice(seed), Dice(f"shape {seed // ALIKE}")
    dual, calm = shape.mostly(0.4), dice.mostly(0.5)
    far = shape.one("", "peering", "transit", "both")
    facts: list[Fact] = [
        *(fact for fact in FACTS if fact.id not in {"endpoint-ecr.dkr", "mount-b"}),
        _vpc(dice, dual=dual),
        *_subnets(dual=dual),
        *_groups(dice, calm=calm),
    ]
    facts += [
        _service(dice, shape),
        *_endpoints(dice, shape),
        *_files(dice, shape),
        *_exits(dice, shape),
        *(_far(dice, shape, far) if far else ()),
        *_acls(dice, calm=calm),
        *_tables(dice, far),
        *(names.of_vpc(dice) if not calm else ()),
    ]
    if far in {"transit", "both"}:
        facts += transit_gateways.of_two_vpcs(dice, shape)
    return world_of(Source(kind="terraform-plan", name="plan.json"), facts)


def _vpc(dice: Dice, *, dual: bool) -> Vpc:
    return vpc(
        ipv6_cidrs=Known(("2600:1f00::/56",) if dual else ()),
        dns_support=Known(dice.mostly(0.95)),
        dns_hostnames=Known(dice.mostly(0.9)),
        dhcp_options=Known(dice.one("", "", "", "", "", "dhcp")),
    )


def _subnets(*, dual: bool) -> list[Subnet]:
    return [
        subnet(
            name,
            cidr,
            ipv6_cidr=Known(ipv6 if dual else ""),
            ipv6_on_creation=Known(dual),
            zone_name=Known("us-east-1a" if name != "tasks-b" else "us-east-1b"),
        )
        for name, (cidr, ipv6) in SUBNETS.items()
    ]


def _rule(dice: Dice, direction: Direction) -> GroupRule:
    kind = dice.one(PeerKind.CIDR, PeerKind.CIDR, PeerKind.IPV6_CIDR, PeerKind.GROUP, PeerKind.PREFIX_LIST)
    pool = {
        PeerKind.CIDR: IPV4,
        PeerKind.IPV6_CIDR: IPV6,
        PeerKind.GROUP: (*GROUPS, "far"),
        PeerKind.PREFIX_LIST: (S3_LIST, OWN_LIST),
    }[kind]
    protocol = dice.one("tcp", "tcp", "tcp", "udp", "icmp", "-1", "-1", "47")
    low, high = dice.one(*PORTS) if protocol in {"tcp", "udp"} else (-1, -1)
    peer = dice.one(*pool)
    ports = {"from_port": Known(low), "to_port": Known(high)}
    made = rule(direction, peer, kind=kind, protocol=Known(protocol), **ports)
    return replace(made, origin=origin(f"{direction} {protocol} {low}-{high} {peer}"))


def _sane(dice: Dice, name: str) -> list[GroupRule]:
    """Return rules by which most things work, so that others matter."""
    if name == "tasks":
        rules = [
            rule(OUT, "ends"),
            rule(OUT, S3_LIST, kind=PeerKind.PREFIX_LIST),
            everything(OUT),
            everything(OUT, "::/0"),
        ]
        return dice.some(tuple(rules), 3)
    ways = (rule(IN, "tasks"), everything(IN, "10.0.0.0/15"), everything(IN), everything(OUT), everything(OUT, "::/0"))
    return dice.some(ways, 4)


def _groups(dice: Dice, *, calm: bool) -> list[SecurityGroup]:
    """Return the groups; in a calm world most of them let everything pass, so that the rest decides."""
    made = []
    for name in (*GROUPS, "far"):
        rules = _sane(dice, name) + [_rule(dice, dice.one(IN, OUT)) for _ in range(dice.one(0, 1, 2, 3))]
        if calm and dice.mostly(0.8):
            rules = [*rules, *(everything(way, block) for way in (IN, OUT) for block in ("0.0.0.0/0", "::/0"))]
        made.append(group(name, *rules, vpc=Known(FAR if name == "far" else VPC)))
    return made


def _service(dice: Dice, shape: Dice) -> Fact:
    where = shape.one(("tasks-a",), ("tasks-a", "tasks-b"), ("tasks-a", "tasks-b"), ("public-a",))
    return service(
        subnets=Known(where),
        security_groups=Known(dice.one(("tasks",), ("tasks",), ("tasks", "others"), ())),
        public_address=Known(shape.mostly(0.4)),
    )


def _endpoints(dice: Dice, shape: Dice) -> list[Fact]:
    made: list[Fact] = []
    for suffix in ("ecr.api", "logs"):
        where = shape.one(("ends-a",), ("ends-a",), ("tasks-a",), ("ends-a", "tasks-b"))
        addresses = tuple((name, _nth(name, 5 if suffix == "logs" else 6)) for name in where)
        one: Endpoint = endpoint(
            suffix,
            subnets=Known(where),
            addresses=addresses,
            private_dns=Known(dice.mostly(0.85)),
            security_groups=Known(dice.one(("ends",), ("ends",), ("others",), ())),
            state=Known("available" if shape.mostly(0.9) else "pendingAcceptance"),
        )
        made.append(one)
    tables = dice.one(("tasks",), ("tasks", "public"), ("main",), ())
    made.append(gateway_endpoint(route_tables=Known(tables)))
    blocks = Known(LISTED)
    made.append(PrefixList(id=S3_LIST, origin=origin(S3_LIST), name=Known(S3), cidrs=blocks, aws=Known(value=True)))
    cidrs = Known(tuple(dice.some(IPV4[2:], 3)))
    made.append(PrefixList(id=OWN_LIST, origin=origin(OWN_LIST), name=Known("own"), cidrs=cidrs))
    return made


def _files(dice: Dice, shape: Dice) -> list[Fact]:
    """Return a file system with a mount target in some subnet of one zone or of two."""
    arn = f"arn:aws:elasticfilesystem:{REGION}:111122223333:file-system/fs-0123"
    made: list[Fact] = [FileSystem(id="files", origin=origin("files"), arn=Known(arn))]
    zones = (("a", ("ends-a", "tasks-a")), ("b", ("tasks-b",)))
    for zone, subnets in zones if shape.mostly(0.3) else zones[:1]:
        where = shape.one(*subnets)
        made.append(
            MountTarget(
                id=f"mount-{zone}",
                origin=origin(f"mount-{zone}"),
                file_system=Known("files"),
                subnet=Known(where),
                security_groups=Known((dice.one("mounts", "others"),)),
                address=Known(_nth(where, 7)),
            )
        )
    return made


def _nth(name: str, number: int) -> str:
    return SUBNETS[name][0].replace(".0/28", f".{number}")


def _exits(dice: Dice, shape: Dice) -> list[Fact]:
    """Return the gateways, a NAT gateway and an instance that may forward."""
    attached = Known((VPC,) if shape.mostly(0.85) else ())
    here = Known((VPC,) if shape.mostly(0.85) else ())
    made: list[Fact] = [
        Gateway(id="igw", origin=origin("igw"), kind=GatewayKind.INTERNET, vpcs=attached),
        Gateway(id="eigw", origin=origin("eigw"), kind=GatewayKind.EGRESS_ONLY, vpcs=here),
        NatGateway(
            id="nat",
            origin=origin("nat"),
            subnet=Known(shape.one("public-a", "public-a", "tasks-b")),
            public=Known(shape.mostly(0.8)),
            state=Known("available" if shape.mostly(0.9) else "failed"),
        ),
        Instance(
            id="i",
            origin=origin("i"),
            subnet=Known("public-a"),
            security_groups=Known(("others",)),
            address=Known("10.0.3.9"),
            check=Known(shape.mostly(0.5)),
            public=Known(shape.mostly(0.6)),
        ),
    ]
    if dice.mostly(0.15):
        excluded = dice.some(("vpc", "public-a", "tasks-a"), 2)
        made.append(
            BlockPublicAccess(
                id="bpa",
                origin=origin("bpa"),
                mode=Known(dice.one("off", "block-bidirectional", "block-ingress")),
                exclusions=Known(tuple((key, dice.one("allow-bidirectional", "allow-egress")) for key in excluded)),
            )
        )
    return made


def _far(dice: Dice, shape: Dice, far: str) -> list[Fact]:
    """Return another VPC with an instance, and the connection to it."""
    other = vpc(FAR, "10.1.0.0/16")
    targets = {"peering": ("pcx",), "transit": ("tgw",), "both": ("pcx", "tgw")}.get(far, ())
    back = [route(block, dice.one(*targets)) for block in ("10.0.0.0/16",) if targets and dice.mostly(0.85)]
    made: list[Fact] = [
        other,
        main_table(other),
        default_acl(other),
        default_group(other),
        subnet("far-a", "10.1.1.0/28", vpc=Known(FAR)),
        subnet("hub-a", "10.1.2.0/28", vpc=Known(FAR)),
        *_hub(dice, shape, back),
        Instance(
            id="far-i",
            origin=origin("far-i"),
            subnet=Known("far-a"),
            security_groups=Known(("far",)),
            address=Known("10.1.1.9"),
        ),
    ]
    if "pcx" in targets:
        status = Known("active" if shape.mostly(0.9) else "pending-acceptance")
        ends = {"requester": Known(VPC), "accepter": Known(FAR)}
        made.append(PeeringConnection(id="pcx", origin=origin("pcx"), status=status, **ends))
    return made


def _hub(dice: Dice, shape: Dice, back: list[Route]) -> list[Fact]:
    """Return the other VPC's tables, and now and then a way to the internet by a NAT gateway there."""
    if shape.mostly(0.5):
        return [table("far", ("far-a", "hub-a"), *back, vpc=Known(FAR))]
    return [
        table("far", ("far-a",), *back, route("0.0.0.0/0", "far-nat"), vpc=Known(FAR)),
        table("hub", ("hub-a",), *(back if dice.mostly(0.8) else ()), route("0.0.0.0/0", "far-igw"), vpc=Known(FAR)),
        NatGateway(id="far-nat", origin=origin("far-nat"), subnet=Known("hub-a"), public=Known(value=True)),
        Gateway(id="far-igw", origin=origin("far-igw"), kind=GatewayKind.INTERNET, vpcs=Known((FAR,))),
    ]


def _entry(dice: Dice, number: int) -> AclEntry:
    protocol = dice.one("6", "6", "6", "-1", "-1", "17", "1")
    low, high = dice.one(*PORTS) if protocol in {"6", "17"} else (-1, -1)
    return entry(
        dice.one(IN, OUT),
        number,
        dice.one(*IPV4, *IPV4, *IPV6),
        allow=Known(dice.mostly(0.5)),
        protocol=Known(protocol),
        from_port=Known(low),
        to_port=Known(high),
    )


def _acls(dice: Dice, *, calm: bool) -> list[NetworkAcl]:
    made = []
    for name in (*SUBNETS, "far-a", "hub-a"):
        if dice.mostly(0.8 if calm else 0.6):
            continue
        numbers = dice.random.sample(range(1, 90), dice.one(0, 1, 2, 3))
        ends = [entry(way, 100, "0.0.0.0/0") for way in (IN, OUT) if dice.mostly(0.9)]
        ends += [entry(way, 101, "::/0") for way in (IN, OUT) if dice.mostly(0.9)]
        one = acl(f"acl-{name}", (name,), *(_entry(dice, number) for number in numbers), *ends)
        made.append(replace(one, vpc=Known(VPC if name in SUBNETS else FAR)))
    return made


def _routes(dice: Dice, far: str, *, public: bool) -> list[Route]:
    connections = {"peering": ("pcx",), "transit": ("tgw",), "both": ("pcx", "tgw")}.get(far, ())
    ways = ("igw", "igw", "nat", "i") if public else ("nat", "nat", "igw", "i")
    blocks = dice.some(("0.0.0.0/0", "52.0.0.0/8", "52.216.0.0/25", "8.8.8.8/32", OWN_LIST), 3)
    made = [
        route(block, dice.one(*ways, *connections), active=dice.mostly(0.95))
        for block in blocks
        if block != OWN_LIST or dice.mostly(0.4)
    ]
    if public and dice.mostly(0.7) and not any(one.destination == Known("0.0.0.0/0") for one in made):
        made.append(route("0.0.0.0/0", "igw"))
    if dice.mostly(0.6):
        made.append(route("::/0", dice.one("igw", "eigw", "eigw")))
    if connections and dice.mostly(0.85):
        made.append(route(dice.one("10.1.0.0/16", "10.1.0.0/16", "10.1.1.0/24"), dice.one(*connections)))
    return made


def _tables(dice: Dice, far: str) -> list[RouteTable]:
    named = ("tasks-a", "tasks-b") if dice.mostly(0.8) else ("tasks-a",)
    main = table("vpc#main-route-table", (), *_routes(dice, far, public=dice.mostly(0.3)), main=True)
    return [
        main,
        table("tasks", named, *_routes(dice, far, public=dice.mostly(0.3))),
        table("public", ("public-a",), *_routes(dice, far, public=True)),
    ]
