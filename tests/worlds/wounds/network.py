"""Wounds of the way between the task and its endpoints: names, groups, ACLs, routes, file systems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, GatewayKind, NatGateway
from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, ResolverRule
from sealane.world.route_tables import Route, RouteTable
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.stores import MountTarget
from sealane.world.values import Known
from sealane.world.vpcs import DhcpOptions
from sealane.world.world import Fact, World
from tests.worlds import healthy as well
from tests.worlds.wounds.wound import (
    BY_GATEWAY,
    BY_INTERFACE,
    LOGIN,
    LOGS,
    MOUNT,
    Wound,
    expect,
    wound,
)

_OUT, _IN = Direction.EGRESS, Direction.INGRESS
_EVERYTHING = BY_INTERFACE | BY_GATEWAY | {MOUNT}
# A mount target is in the task's own subnet, whose border its packets never cross.
_ACROSS = BY_INTERFACE | BY_GATEWAY


def wounds() -> Iterator[Wound]:
    """Yield every wound of this family."""
    yield from _names()
    yield from _names_by_rules()
    yield from _egress()
    yield from _acls()
    yield from _file_systems()
    yield from _ways_that_lead_nowhere()


def _names() -> Iterator[Wound]:
    off = Known(False)  # noqa: FBT003 - a value
    for attribute, vpc in (
        ("enableDnsSupport", replace(well.vpc(), dns_support=off)),
        ("enableDnsHostnames", replace(well.vpc(), dns_hostnames=off)),
    ):
        yield wound(f"{attribute} is off", well.healthy(vpc), expect(Cause.VPC_DNS_OFF, well.VPC, *_EVERYTHING))
    for name, servers in (("its own", ("10.0.0.53",)), ("public", ("8.8.8.8", "1.1.1.1"))):
        options = DhcpOptions(id="dopt-1", origin=well.origin("dopt-1"), name_servers=Known(servers))
        yield wound(
            f"the VPC asks {name} name servers",
            well.healthy(options, replace(well.vpc(), dhcp_options=Known("dopt-1"))),
            expect(Cause.NAMES_CUSTOM_SERVER, "dopt-1", *_EVERYTHING),
        )
    for zone, step in (("logs.us-east-1.amazonaws.com", LOGS), ("api.ecr.us-east-1.amazonaws.com", LOGIN)):
        hosted = HostedZone(id=f"Z-{step}", origin=well.origin(f"Z-{step}"), name=Known(zone), vpcs=Known((well.VPC,)))
        yield wound(
            f"an empty private zone {zone} stands in front",
            well.healthy(hosted),
            expect(Cause.NAMES_OVERRIDDEN, hosted.id, step),
        )


def _names_by_rules() -> Iterator[Wound]:
    forward = ResolverRule(
        id="rslvr-1",
        origin=well.origin("rslvr-1"),
        domain=Known("logs.us-east-1.amazonaws.com"),
        kind=Known("FORWARD"),
        vpcs=Known((well.VPC,)),
        targets=Known(("10.9.0.2",)),
    )
    yield wound(
        "a resolver rule forwards the name elsewhere",
        well.healthy(forward),
        expect(Cause.NAMES_OVERRIDDEN, "rslvr-1", LOGS),
    )
    block = FirewallRule(
        origin=well.origin("rule"),
        priority=Known(1),
        action=Known("BLOCK"),
        domains=Known(("api.ecr.us-east-1.amazonaws.com",)),
    )
    firewall = FirewallGroup(
        id="rslvr-frg-1", origin=well.origin("rslvr-frg-1"), vpcs=Known(((well.VPC, 1),)), rules=(block,)
    )
    yield wound(
        "DNS Firewall blocks a name",
        well.healthy(firewall),
        expect(Cause.NAMES_OVERRIDDEN, "rule", LOGIN),
    )


def _egress() -> Iterator[Wound]:
    yield wound(
        "the tasks' group does not let out to the endpoints",
        well.healthy(well.tasks_group(well.to_s3(), well.to_files())),
        expect(Cause.TASK_GROUP_EGRESS, well.TASKS, *BY_INTERFACE),
    )
    yield wound(
        "the tasks' group does not let out to S3",
        well.healthy(well.tasks_group(well.to_endpoints(), well.to_files())),
        expect(Cause.TASK_GROUP_EGRESS, well.TASKS, *BY_GATEWAY),
    )
    yield wound(
        "the tasks' group does not let out to the file system",
        well.healthy(well.tasks_group(well.to_endpoints(), well.to_s3())),
        expect(Cause.TASK_GROUP_EGRESS, well.TASKS, MOUNT),
    )
    yield wound(
        "the tasks' group has no outbound rule",
        well.healthy(replace(well.tasks_group(), rules=())),
        expect(Cause.TASK_GROUP_EGRESS, well.TASKS, *_EVERYTHING),
    )
    wrong = replace(well.to_endpoints(), from_port=Known(80), to_port=Known(80))
    yield wound(
        "the tasks' group lets out on port 80 only",
        well.healthy(well.tasks_group(wrong, well.to_s3(), well.to_files())),
        expect(Cause.TASK_GROUP_EGRESS, well.TASKS, *BY_INTERFACE),
    )


def _acls() -> Iterator[Wound]:
    tcp = {"protocol": "6"}
    https = well.entry(_OUT, 100, from_port=443, to_port=443, **tcp)
    answers = well.entry(_IN, 100, from_port=1024, to_port=65535, **tcp)
    yield wound(
        "the ACL lets nothing in",
        well.healthy(well.acl(well.entry(_OUT, 100))),
        expect(Cause.NETWORK_ACL_BLOCKS, well.ACL, *_ACROSS),
    )
    yield wound(
        "the ACL lets nothing out",
        well.healthy(well.acl(well.entry(_IN, 100))),
        expect(Cause.NETWORK_ACL_BLOCKS, well.ACL, *_ACROSS),
    )
    yield wound(
        "the ACL denies everything before it allows it",
        well.healthy(well.acl(*(well.entry(way, n, allow=n > 1) for way in Direction for n in (1, 100)))),
        *(expect(Cause.NETWORK_ACL_BLOCKS, f"{well.ACL} {way} 1", *_ACROSS) for way in Direction),
    )
    vpc_only = [well.entry(way, 100, "10.0.0.0/16") for way in Direction]
    yield wound(
        "the ACL is closed for everything outside of the VPC",
        well.healthy(well.acl(*vpc_only)),
        expect(Cause.NETWORK_ACL_BLOCKS, well.ACL, *BY_GATEWAY),
    )
    yield wound(
        "the ACL lets HTTPS out and no answers in",
        well.healthy(well.acl(https, well.entry(_IN, 100, from_port=443, to_port=443, **tcp))),
        expect(Cause.NETWORK_ACL_BLOCKS, well.ACL, *_ACROSS),
    )
    yield wound(
        "the ACL lets HTTPS out and answers in, and nothing else",
        well.healthy(well.acl(https, answers)),
        expect(Cause.NETWORK_ACL_BLOCKS, well.ACL, *BY_INTERFACE),
    )


def _file_systems() -> Iterator[Wound]:
    others = well.rule(well.FILES, _IN, "sg-others", 2049, PeerKind.GROUP)
    yield wound(
        "the mount targets' group admits another group",
        well.healthy(well.group("sg-others"), well.files_group(others)),
        expect(Cause.EFS_GROUP_INGRESS, well.FILES, MOUNT),
    )
    wrong_port = well.rule(well.FILES, _IN, well.TASKS, 443, PeerKind.GROUP)
    yield wound(
        "the mount targets' group admits another port",
        well.healthy(well.files_group(wrong_port)),
        expect(Cause.EFS_GROUP_INGRESS, well.FILES, MOUNT),
    )
    targets = [well.mount_target(number).id for number in range(2)]
    without = well.healthy().without(MountTarget, targets[0])
    yield wound(
        "no mount target in one zone",
        without,
        expect(Cause.EFS_MOUNT_TARGET_MISSING, well.FILE_SYSTEM, MOUNT),
    )
    yield wound(
        "no mount target at all",
        without.without(MountTarget, targets[1]),
        expect(Cause.EFS_MOUNT_TARGET_MISSING, well.FILE_SYSTEM, MOUNT),
    )


def internet() -> Gateway:
    """Return an internet gateway, attached to the VPC."""
    return Gateway(id="igw-1", origin=well.origin("igw-1"), kind=GatewayKind.INTERNET, vpcs=Known((well.VPC,)))


def route(number: int, target: str, destination: str = "0.0.0.0/0") -> Route:
    """Return a route of one of the two tables."""
    return Route(
        origin=well.origin(f"{well.ROUTE_TABLES[number]} {destination}"),
        destination=Known(destination),
        target=Known(target),
    )


def routed(target: str, destination: str = "0.0.0.0/0") -> list[RouteTable]:
    """Return both tables with a route more."""
    return [replace(well.route_table(number), routes=(route(number, target, destination),)) for number in range(2)]


def _without_logs(*facts: Fact) -> World:
    everywhere = well.tasks_group(well.rule(well.TASKS, _OUT, "0.0.0.0/0"), well.to_files())
    return well.healthy(everywhere, *facts).without(Endpoint, well.interface("logs").id)


def _ways_that_lead_nowhere() -> Iterator[Wound]:
    yield wound(
        "no endpoint, and an internet gateway without a public address",
        _without_logs(internet(), *routed("igw-1")),
        expect(Cause.NO_PUBLIC_ADDRESS, well.SERVICE, LOGS),
    )
    one_zone = replace(well.service(), subnets=Known((well.SUBNETS[1],)))
    yield wound(
        "no endpoint in the only zone, and an internet gateway without a public address",
        _without_logs(one_zone, internet(), *routed("igw-1")),
        expect(Cause.NO_PUBLIC_ADDRESS, well.SERVICE, LOGS),
    )
    nat = NatGateway(
        id="nat-1",
        origin=well.origin("nat-1"),
        subnet=Known(well.SUBNETS[0]),
        public=Known(True),  # noqa: FBT003 - a value
    )
    yield wound(
        "no endpoint, and a NAT gateway without a way of its own",
        _without_logs(nat, *routed("nat-1")),
        expect(Cause.NAT_HAS_NO_WAY_OUT, well.ROUTE_TABLES[0], LOGS),
    )
    private = replace(nat, public=Known(False))  # noqa: FBT003 - a value
    yield wound(
        "no endpoint, and a private NAT gateway",
        _without_logs(private, *routed("nat-1")),
        expect(Cause.NAT_HAS_NO_WAY_OUT, well.ROUTE_TABLES[0], LOGS),
    )
