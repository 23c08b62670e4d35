"""A change as AWS CLI commands: https://docs.aws.amazon.com/cli/latest/reference/."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sealane.verbs.mending.keys import is_made, label, named
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Role
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, MountTarget, Repository, Secret
from sealane.world.values import Known
from sealane.world.vpcs import DhcpOptions, Vpc

if TYPE_CHECKING:
    from sealane.fixes.change import Change


def commands(change: Change) -> str:
    """Return the commands of a change, one a line; empty for what no command changes, as a task definition."""
    words = _WORDS.get(type(change.after))
    return "" if words is None else "\n".join(_line(words_) for words_ in words(change, change.after))


def _line(words: Iterable[str]) -> str:
    told = [word if word.startswith(("<", '"$')) else shlex.quote(word) for word in words]
    # What a command makes is kept under a name, for those that follow.
    kept = told[0].removesuffix("=") if told[0].endswith("=") else ""
    return f"{kept}=$(aws {' '.join(told[1:])})" if kept else f"aws {' '.join(told)}"


def _variable(key: str) -> str:
    """Return the name under which a command keeps what it makes for a key."""
    return label(key)


def _name(key: str) -> str:
    """Return a group's key as a command names it: that of one made by an earlier command is kept under a name."""
    return f'"${_variable(key)}"' if is_made(key) else named(key)


def _known(value: Any) -> Any:  # noqa: ANN401 - a value of any type, or nothing
    return value.value if isinstance(value, Known) else None


def _endpoint(change: Change, after: Endpoint) -> Iterator[list[str]]:
    before = change.before
    if not isinstance(before, Endpoint):
        yield _new_endpoint(after)
        return
    base = ["ec2", "modify-vpc-endpoint", "--vpc-endpoint-id", named(after.id)]
    if before.private_dns != after.private_dns:
        yield [*base, "--private-dns-enabled"]
    if before.policy != after.policy:
        yield [*base, "--policy-document", _known(after.policy)]
    if before.security_groups != after.security_groups:
        yield [*base, "--add-security-group-ids", *map(_name, _known(after.security_groups))]
    tables = [key for key in _known(after.route_tables) or () if key not in (_known(before.route_tables) or ())]
    if tables:
        yield [*base, "--add-route-table-ids", *map(named, tables)]


def _new_endpoint(after: Endpoint) -> list[str]:
    words = ["ec2", "create-vpc-endpoint", "--vpc-id", named(_known(after.vpc)), "--service-name"]
    words += [_known(after.service_name), "--vpc-endpoint-type", str(after.kind)]
    if after.kind is EndpointKind.GATEWAY:
        return [*words, "--route-table-ids", *map(named, _known(after.route_tables))]
    words += ["--private-dns-enabled", "--subnet-ids", *map(named, _known(after.subnets))]
    return [*words, "--security-group-ids", *map(_name, _known(after.security_groups))]


def _group(change: Change, after: SecurityGroup) -> Iterator[list[str]]:
    old = change.before.rules if isinstance(change.before, SecurityGroup) else ()
    if change.before is None:
        name = _known(after.name)
        words = ["ec2", "create-security-group", "--group-name", name, "--description", name, "--vpc-id"]
        yield [f"{_variable(after.id)}=", *words, named(_known(after.vpc)), "--query", "GroupId", "--output", "text"]
    for rule in (one for one in after.rules if one not in old):
        way = "ingress" if rule.direction is Direction.INGRESS else "egress"
        yield [
            "ec2",
            f"authorize-security-group-{way}",
            "--group-id",
            _name(after.id),
            "--ip-permissions",
            _permission(rule),
        ]


def _permission(rule: GroupRule) -> str:
    peer: str = named(_known(rule.peer))
    families = {
        PeerKind.CIDR: {"IpRanges": [{"CidrIp": peer}]},
        PeerKind.IPV6_CIDR: {"Ipv6Ranges": [{"CidrIpv6": peer}]},
        PeerKind.GROUP: {"UserIdGroupPairs": [{"GroupId": peer}]},
        PeerKind.PREFIX_LIST: {"PrefixListIds": [{"PrefixListId": peer}]},
    }
    ports = {"FromPort": _known(rule.from_port), "ToPort": _known(rule.to_port)}
    return json.dumps([{"IpProtocol": _known(rule.protocol), **ports, **families[rule.kind]}])


def _acl(change: Change, after: NetworkAcl) -> Iterator[list[str]]:
    old = change.before.entries if isinstance(change.before, NetworkAcl) else ()
    for entry in (one for one in after.entries if one not in old):
        ports = f"From={_known(entry.from_port)},To={_known(entry.to_port)}"
        way = "--egress" if entry.direction is Direction.EGRESS else "--ingress"
        words = ["ec2", "create-network-acl-entry", "--network-acl-id", named(after.id), way]
        words += ["--rule-number", str(_known(entry.number)), "--rule-action", "allow", "--protocol"]
        yield [*words, _known(entry.protocol), "--port-range", ports, "--cidr-block", _known(entry.cidr)]


def _role(change: Change, after: Role) -> Iterator[list[str]]:
    before = change.before
    name = _known(after.name) or named(after.id)
    if isinstance(before, Role) and before.trust != after.trust:
        yield ["iam", "update-assume-role-policy", "--role-name", name, "--policy-document", _known(after.trust)]
    old = _known(before.inline) if isinstance(before, Role) else ()
    for policy in _known(after.inline) or ():
        if policy not in (old or ()):
            words = ["iam", "put-role-policy", "--role-name", name, "--policy-name", _known(policy.name)]
            yield [*words, "--policy-document", _known(policy.document)]


def _repository(_change: Change, after: Repository) -> Iterator[list[str]]:
    yield [
        "ecr",
        "set-repository-policy",
        "--repository-name",
        _known(after.name),
        "--policy-text",
        _known(after.policy),
    ]


def _secret(_change: Change, after: Secret) -> Iterator[list[str]]:
    words = ["secretsmanager", "put-resource-policy", "--secret-id", named(after.id), "--resource-policy"]
    yield [*words, _known(after.policy)]


def _bucket(_change: Change, after: Bucket) -> Iterator[list[str]]:
    yield ["s3api", "put-bucket-policy", "--bucket", _known(after.name), "--policy", _known(after.policy)]


def _key(_change: Change, after: Key) -> Iterator[list[str]]:
    words = ["kms", "put-key-policy", "--key-id", named(after.id), "--policy-name", "default", "--policy"]
    yield [*words, _known(after.policy)]


def _file_system(_change: Change, after: FileSystem) -> Iterator[list[str]]:
    yield ["efs", "put-file-system-policy", "--file-system-id", named(after.id), "--policy", _known(after.policy)]


def _vpc(change: Change, after: Vpc) -> Iterator[list[str]]:
    before = change.before
    for option, attribute in (("--enable-dns-support", "dns_support"), ("--enable-dns-hostnames", "dns_hostnames")):
        if getattr(before, attribute, None) != getattr(after, attribute):
            yield ["ec2", "modify-vpc-attribute", "--vpc-id", named(after.id), option]


def _dhcp(change: Change, after: DhcpOptions) -> Iterator[list[str]]:
    configuration = f"Key=domain-name-servers,Values={','.join(_known(after.name_servers))}"
    words = ["ec2", "create-dhcp-options", "--dhcp-configurations", configuration]
    yield ["options=", *words, "--query", "DhcpOptions.DhcpOptionsId", "--output", "text"]
    vpc = named(change.user.id) if change.user is not None else "<the VPC>"
    yield ["ec2", "associate-dhcp-options", "--dhcp-options-id", '"$options"', "--vpc-id", vpc]


def _table(change: Change, after: RouteTable) -> Iterator[list[str]]:
    before = change.before.routes if isinstance(change.before, RouteTable) else ()
    for route in (one for one in before if one not in after.routes):
        destination = named(_known(route.destination))
        option = "--destination-ipv6-cidr-block" if ":" in destination else "--destination-cidr-block"
        option = option if "/" in destination else "--destination-prefix-list-id"
        yield ["ec2", "delete-route", "--route-table-id", named(after.id), option, destination]


def _service(_change: Change, after: Service) -> Iterator[list[str]]:
    cluster = _known(after.cluster) or "<the cluster>"
    subnets, groups = _known(after.subnets) or (), _known(after.security_groups) or ()
    network = {
        "subnets": list(map(named, subnets)),
        "securityGroups": list(map(named, groups)),
        "assignPublicIp": "DISABLED",
    }
    words = ["ecs", "update-service", "--cluster", named(cluster), "--service", _known(after.name) or named(after.id)]
    yield [*words, "--network-configuration", json.dumps({"awsvpcConfiguration": network})]


def _log_group(_change: Change, after: LogGroup) -> Iterator[list[str]]:
    yield ["logs", "create-log-group", "--log-group-name", _known(after.name), "--region", _known(after.region)]


def _mount_target(_change: Change, after: MountTarget) -> Iterator[list[str]]:
    words = ["efs", "create-mount-target", "--file-system-id", named(_known(after.file_system))]
    words += ["--subnet-id", named(_known(after.subnet)), "--security-groups"]
    yield [*words, *map(named, _known(after.security_groups))]


_WORDS: dict[type, Callable[[Any, Any], Iterator[list[str]]]] = {
    Endpoint: _endpoint,
    SecurityGroup: _group,
    NetworkAcl: _acl,
    Role: _role,
    Repository: _repository,
    Secret: _secret,
    Bucket: _bucket,
    Key: _key,
    FileSystem: _file_system,
    Vpc: _vpc,
    DhcpOptions: _dhcp,
    RouteTable: _table,
    Service: _service,
    LogGroup: _log_group,
    MountTarget: _mount_target,
}
