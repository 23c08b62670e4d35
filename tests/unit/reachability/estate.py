"""The healthy world that the tests wound: a service in two zones of a VPC without internet, and all it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from sealane.reachability.goal import Goal, HostGoal, MountGoal
from sealane.reachability.reach import reach
from sealane.reachability.seats import seats_of
from sealane.verdicts.trace import Trace
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.subnets import Subnet
from sealane.world.tasks import Container, Setting, TaskDefinition
from sealane.world.values import Known, Origin, Unread
from sealane.world.vpc_defaults import default_acl, default_group, main_table
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, Source, World, world_of

T = TypeVar("T")

REGION = "us-east-1"
S3 = f"com.amazonaws.{REGION}.s3"
S3_LIST = "endpoint-s3#prefix-list"
SETTING = Setting(partition="aws", region=REGION, account=Known("111122223333"))
INTERFACES = ("ecr.api", "ecr.dkr", "logs")
HOSTS = {
    "ecr.api": f"api.ecr.{REGION}.amazonaws.com",
    "ecr.dkr": f"111122223333.dkr.ecr.{REGION}.amazonaws.com",
    "logs": f"logs.{REGION}.amazonaws.com",
}
LOGIN, MANIFEST, LOGS = (
    HostGoal(host=Known(HOSTS[suffix]), service_name=f"com.amazonaws.{REGION}.{suffix}") for suffix in INTERFACES
)
LAYERS = HostGoal(
    host=Known(f"prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com"), service_name=S3, gateway=True
)
MOUNT = MountGoal(file_system=Known("files"), host=Known(f"fs-0123.efs.{REGION}.amazonaws.com"))
GOALS: dict[str, Goal] = {"login": LOGIN, "manifest": MANIFEST, "logs": LOGS, "layers": LAYERS, "mount": MOUNT}


def origin(name: str) -> Origin:
    """Return an origin that is only a name."""
    return Origin(name)


def rule(direction: Direction, peer: str, **more: Any) -> GroupRule:
    """Return a rule of a security group, TCP 443 unless said otherwise."""
    given: dict[str, Any] = {
        "origin": origin(f"{direction} {peer}"),
        "direction": direction,
        "protocol": Known("tcp"),
        "from_port": Known(443),
        "to_port": Known(443),
        "kind": PeerKind.GROUP,
        "peer": Known(peer),
    }
    return GroupRule(**(given | more))


def everything(direction: Direction, peer: str = "0.0.0.0/0") -> GroupRule:
    """Return a rule for all protocols and ports of a block."""
    kind = PeerKind.IPV6_CIDR if ":" in peer else PeerKind.CIDR
    ports = Known(-1)
    return rule(direction, peer, protocol=Known("-1"), from_port=ports, to_port=ports, kind=kind)


def group(name: str, *rules: GroupRule, **more: Any) -> SecurityGroup:
    """Return a security group of the VPC."""
    given: dict[str, Any] = {"id": name, "origin": origin(name), "vpc": Known("vpc"), "rules": rules}
    return SecurityGroup(**(given | more))


def entry(direction: Direction, number: int, cidr: str, **more: Any) -> AclEntry:
    """Return an ACL entry that allows every protocol unless said otherwise."""
    given: dict[str, Any] = {
        "origin": origin(f"{direction} {number}"),
        "direction": direction,
        "number": Known(number),
        "allow": Known(value=True),
        "protocol": Known("-1"),
        "from_port": Known(-1),
        "to_port": Known(-1),
        "cidr": Known(cidr),
    }
    return AclEntry(**(given | more))


def tcp(direction: Direction, number: int, cidr: str, low: int, high: int, **more: Any) -> AclEntry:
    """Return an ACL entry for TCP ports."""
    ports = {"protocol": Known("6"), "from_port": Known(low), "to_port": Known(high)}
    return entry(direction, number, cidr, **(ports | more))


def acl(name: str, subnets: tuple[str, ...], *entries: AclEntry) -> NetworkAcl:
    """Return a network ACL of the VPC."""
    return NetworkAcl(id=name, origin=origin(name), vpc=Known("vpc"), subnets=subnets, entries=entries)


def endpoint(suffix: str, **more: Any) -> Endpoint:
    """Return an interface endpoint with private DNS in both endpoint subnets."""
    given: dict[str, Any] = {
        "id": f"endpoint-{suffix}",
        "origin": origin(f"endpoint-{suffix}"),
        "vpc": Known("vpc"),
        "service_name": Known(f"com.amazonaws.{REGION}.{suffix}"),
        "kind": EndpointKind.INTERFACE,
        "private_dns": Known(value=True),
        "subnets": Known(("ends-a", "ends-b")),
        "security_groups": Known(("ends",)),
    }
    return Endpoint(**(given | more))


def gateway_endpoint(**more: Any) -> Endpoint:
    """Return the gateway endpoint of S3 on the tasks' route table."""
    given: dict[str, Any] = {
        "id": "endpoint-s3",
        "origin": origin("endpoint-s3"),
        "vpc": Known("vpc"),
        "service_name": Known(S3),
        "kind": EndpointKind.GATEWAY,
        "route_tables": Known(("tasks",)),
    }
    return Endpoint(**(given | more))


def subnet(name: str, cidr: str, **more: Any) -> Subnet:
    """Return a subnet of the VPC in the zone that its name ends with."""
    zone = Known(f"{REGION}{name[-1]}")
    given: dict[str, Any] = {
        "id": name,
        "origin": origin(name),
        "vpc": Known("vpc"),
        "cidr": Known(cidr),
        "zone_name": zone,
    }
    return Subnet(**(given | more))


def route(destination: str, target: str, **more: Any) -> Route:
    """Return a static route."""
    given: dict[str, Any] = {
        "origin": origin(f"{destination} to {target}"),
        "destination": Known(destination),
        "target": Known(target),
    }
    return Route(**(given | more))


def table(name: str, subnets: tuple[str, ...], *routes: Route, **more: Any) -> RouteTable:
    """Return a route table of the VPC."""
    given: dict[str, Any] = {
        "id": name,
        "origin": origin(name),
        "vpc": Known("vpc"),
        "subnets": subnets,
        "routes": routes,
    }
    return RouteTable(**(given | more))


def vpc(name: str = "vpc", cidr: str = "10.0.0.0/16", **more: Any) -> Vpc:
    """Return a VPC with both DNS attributes on."""
    given: dict[str, Any] = {
        "id": name,
        "origin": origin(name),
        "cidrs": Known((cidr,)),
        "dns_hostnames": Known(value=True),
        "region": Known(REGION),
    }
    return Vpc(**(given | more))


def service(**more: Any) -> Service:
    """Return the service."""
    given: dict[str, Any] = {
        "id": "app",
        "origin": origin("app"),
        "name": Known("app"),
        "task_definition": Known("definition"),
        "subnets": Known(("tasks-a", "tasks-b")),
        "security_groups": Known(("tasks",)),
        "setting": SETTING,
    }
    return Service(**(given | more))


TASKS = group(
    "tasks",
    rule(Direction.EGRESS, "ends"),
    rule(Direction.EGRESS, S3_LIST, kind=PeerKind.PREFIX_LIST),
    rule(Direction.EGRESS, "mounts", from_port=Known(2049), to_port=Known(2049)),
)
ENDS = group("ends", rule(Direction.INGRESS, "tasks"))
MOUNTS = group("mounts", rule(Direction.INGRESS, "tasks", from_port=Known(2049), to_port=Known(2049)))
SUBNETS = (
    subnet("tasks-a", "10.0.1.0/24"),
    subnet("tasks-b", "10.0.2.0/24"),
    subnet("ends-a", "10.0.11.0/24"),
    subnet("ends-b", "10.0.12.0/24"),
)
FACTS: tuple[Fact, ...] = (
    vpc(),
    main_table(vpc()),
    default_acl(vpc()),
    default_group(vpc()),
    *SUBNETS,
    table("tasks", ("tasks-a", "tasks-b")),
    TASKS,
    ENDS,
    MOUNTS,
    *(endpoint(suffix) for suffix in INTERFACES),
    gateway_endpoint(),
    PrefixList(
        id=S3_LIST,
        origin=origin(S3_LIST),
        name=Known(S3),
        cidrs=Unread("its blocks are AWS's"),
        aws=Known(value=True),
    ),
    FileSystem(id="files", origin=origin("files")),
    *(
        MountTarget(
            id=f"mount-{zone}",
            origin=origin(f"mount-{zone}"),
            file_system=Known("files"),
            subnet=Known(f"ends-{zone}"),
            security_groups=Known(("mounts",)),
        )
        for zone in "ab"
    ),
    TaskDefinition(
        id="definition",
        family="app",
        origin=origin("definition"),
        containers=(Container(name="app", image=Known("app:1")),),
    ),
    service(),
)


def healthy() -> World:
    """Return the world in which everything holds."""
    return world_of(Source(kind="terraform-plan", name="plan.json"), FACTS)


def wounded(*facts: Fact, without: tuple[tuple[type, str], ...] = ()) -> World:
    """Return the healthy world with some facts in the place of others, and some gone."""
    world = healthy().with_facts(*facts)
    for kind, key in without:
        world = world.without(kind, key)
    return world


def traces(world: World, goal: Goal) -> tuple[Trace, ...]:
    """Follow a goal from every seat of the service."""
    app = world.table(Service)["app"]
    return tuple(reach(world, seat, goal) for seat in seats_of(world, app))


def verdicts(world: World, goal: Goal) -> set[str]:
    """Return the verdicts of every seat."""
    return {trace.verdict.value for trace in traces(world, goal)}


def causes(world: World, goal: Goal) -> set[str]:
    """Return the causes that every seat meets."""
    return {block.cause.value for trace in traces(world, goal) for block in trace.blocks}


def findings(world: World) -> dict[str, set[str]]:
    """Return what stands in the way of each goal that does not hold; `unknown` where nobody can say."""
    found = {name: causes(world, goal) or verdicts(world, goal) - {"holds"} for name, goal in GOALS.items()}
    return {name: what for name, what in found.items() if what}


def changed(value: T, **fields: Any) -> T:
    """Return a fact or a rule with some fields changed."""
    return replace(value, **fields)  # type: ignore[type-var]


def each(names: Iterable[str], what: str) -> dict[str, set[str]]:
    """Return findings in which the same stands in the way of several goals."""
    return {name: {what} for name in names}
