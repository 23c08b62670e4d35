"""The law of readers: what two sources both tell of a resource is the same, apart from names and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, NatGateway
from sealane.world.interfaces import NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Policy, Role
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, MountTarget, Parameter, Repository, Secret
from sealane.world.subnets import Subnet
from sealane.world.tasks import TaskDefinition
from sealane.world.transit import TransitAttachment, TransitRouteTable
from sealane.world.values import Known, Origin, Unknown, Unread
from sealane.world.vpcs import DhcpOptions, Vpc
from sealane.world.world import World
from tests.worlds.sources import Reading

# What every source has words for; a policy's text is held by what is found with it.
_TOLD: Mapping[type, tuple[str, ...]] = {
    Vpc: ("cidrs", "ipv6_cidrs", "dns_support", "dns_hostnames", "dhcp_options"),
    DhcpOptions: ("name_servers",),
    Subnet: ("vpc", "cidr", "ipv6_cidr", "zone_id", "zone_name", "free_addresses"),
    RouteTable: ("vpc", "main", "subnets", "routes"),
    SecurityGroup: ("vpc", "rules"),
    NetworkAcl: ("vpc", "subnets", "entries"),
    Endpoint: ("vpc", "service_name", "kind", "private_dns", "subnets", "route_tables"),
    Gateway: ("kind", "vpcs"),
    NatGateway: ("subnet", "public"),
    NetworkInterface: ("subnet", "addresses", "security_groups", "check"),
    LoadBalancer: ("kind", "internal", "subnets", "security_groups", "listeners"),
    HostedZone: ("name", "vpcs", "records"),
    ResolverRule: ("domain", "kind", "vpcs", "targets"),
    FirewallGroup: ("vpcs", "rules"),
    TransitAttachment: ("gateway", "kind", "resource", "subnets"),
    TransitRouteTable: ("gateway", "associations", "routes"),
    Role: ("name", "boundary"),
    Policy: ("name",),
    Service: ("name", "task_definition", "subnets", "security_groups", "public_address", "tasks", "targets", "setting"),
    TaskDefinition: ("family", "cpu", "memory", "operating_system", "architecture", "execution_role", "task_role"),
    Repository: ("name", "account", "region"),
    Secret: ("name", "key"),
    Parameter: ("name", "kind"),
    LogGroup: ("name", "region"),
    Bucket: ("name", "region", "account"),
    Key: ("enabled",),
    FileSystem: ("one_zone",),
    MountTarget: ("file_system", "subnet", "security_groups"),
}
_UNTOLD = "untold"
# How the CDK writes a group that lets nothing out, because CloudFormation opens one that says nothing.
_NOTHING_OUT = "255.255.255.255/32"


def differences(world: World, reading: Reading) -> list[str]:
    """Return every fact that a reading tells differently from the world that it was made of, or not at all."""
    return list(_differences(world, reading))


def _differences(world: World, reading: Reading) -> Iterator[str]:
    for kind, names in _TOLD.items():
        for key, fact in world.tables.get(kind, {}).items():
            address = _key(key, reading.keys)
            told = reading.world.tables.get(kind, {}).get(address)
            if told is None:
                if key in reading.keys:
                    yield f"no {kind.__name__} {address}"
                continue
            for name in names:
                said, written = (
                    _plain(getattr(told, name), {}),
                    _plain(getattr(fact, name), {} if name == "name" else reading.keys),
                )
                if not _agree(said, written):
                    yield f"{kind.__name__} {address} {name}: {said} is not {written}"


def _key(key: str, keys: Mapping[str, str]) -> str:
    """Return the key that stands for another, also for one that AWS makes with a VPC."""
    if key in keys:
        return keys[key]
    owner, mark, derived = key.partition("#")
    return f"{keys.get(owner, owner)}{mark}{derived}"


def _plain(value: object, keys: Mapping[str, str]) -> object:
    if isinstance(value, Known):
        return _plain(value.value, keys)
    if isinstance(value, (Unknown, Unread)):
        return _UNTOLD
    if isinstance(value, Origin):
        return None
    if is_dataclass(value):
        return tuple(_plain(getattr(value, one.name), keys) for one in fields(value))
    if isinstance(value, tuple):
        # Only the numbers of an ACL's entries tell an order.
        plain = (_plain(one, keys) for one in value)
        return tuple(sorted((one for one in plain if _NOTHING_OUT not in repr(one)), key=repr))
    return _key(value, keys) if type(value) is str else value


def _agree(said: object, written: object) -> bool:
    if _UNTOLD in (said, written):
        return True
    if isinstance(said, tuple) and isinstance(written, tuple):
        return len(said) == len(written) and all(map(_agree, said, written))
    return said == written
