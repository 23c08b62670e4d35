"""A change as Terraform: a resource to add, or what to write into one that is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sealane.terraform.hcl import Item, document, resource
from sealane.terraform.hcl_values import Value, aligned
from sealane.verbs.mending.keys import address, label, refer
from sealane.verbs.mending.policies import of_role
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Role
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, MountTarget, Repository, Secret
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from sealane.world.vpcs import DhcpOptions, Vpc

if TYPE_CHECKING:
    from sealane.fixes.change import Change
    from sealane.proof.blocks.permissions import Need
    from sealane.verbs.mending.matter import Matter

# How a part of an ARN begins that is not known.
_HOLE = "«"
_GROUP = "aws_security_group"
_ENDPOINT = "aws_vpc_endpoint"
_PEERS = {
    PeerKind.CIDR: "cidr_ipv4",
    PeerKind.IPV6_CIDR: "cidr_ipv6",
    PeerKind.GROUP: "referenced_security_group_id",
    PeerKind.PREFIX_LIST: "prefix_list_id",
}
# The resource that holds the policy of a store, and the argument that names the store.
_POLICIES = {
    Repository: ("aws_ecr_repository_policy", "repository", "name"),
    Secret: ("aws_secretsmanager_secret_policy", "secret_arn", "arn"),
    Bucket: ("aws_s3_bucket_policy", "bucket", "id"),
    Key: ("aws_kms_key_policy", "key_id", "id"),
    FileSystem: ("aws_efs_file_system_policy", "file_system_id", "id"),
}


def snippet(change: Change, matter: Matter | None = None) -> str:
    """Return the Terraform of a change; empty for what has none."""
    after = change.after
    needs = tuple(matter.lacking(after.id)) if matter is not None and isinstance(after, Role) else ()
    if matter is not None and isinstance(after, Role) and any(_HOLE in need.resource for need in needs):
        return _role_with_references(after, needs, matter).strip("\n")
    words = _WORDS.get(type(after))
    return "" if words is None else words(change, after).strip("\n")


def _known(value: Any) -> Any:  # noqa: ANN401 - a value of any type, or nothing
    return value.value if isinstance(value, Known) else None


def _edit(name: str, attributes: dict[str, Value]) -> str:
    """Return attributes to write into a resource that is there."""
    own = address(name) or name
    return "\n".join((f"# in {own}", *aligned(attributes.items(), 0)))


def _added(kind: str, key: str, *body: Item) -> str:
    return document([resource(kind, label(key), *body)])


def _endpoint(change: Change, after: Endpoint) -> str:
    before = change.before
    if isinstance(before, Endpoint):
        return "\n\n".join(_endpoint_edits(before, after))
    body: dict[str, Value] = {
        "vpc_id": refer(_known(after.vpc)),
        "service_name": _known(after.service_name),
        "vpc_endpoint_type": str(after.kind),
    }
    if after.kind is EndpointKind.GATEWAY:
        body["route_table_ids"] = [refer(key) for key in _known(after.route_tables)]
    else:
        body["private_dns_enabled"] = True
        body["subnet_ids"] = [refer(key) for key in _known(after.subnets)]
        body["security_group_ids"] = [refer(key, _GROUP) for key in _known(after.security_groups)]
    return _added(_ENDPOINT, after.id, body)


def _endpoint_edits(before: Endpoint, after: Endpoint) -> Iterator[str]:
    if before.private_dns != after.private_dns:
        yield _edit(after.id, {"private_dns_enabled": True})
    if before.security_groups != after.security_groups:
        groups: list[Value] = [refer(key, _GROUP) for key in _known(after.security_groups)]
        yield _edit(after.id, {"security_group_ids": groups})
    if before.policy != after.policy:
        yield _policy_text(after.id, _known(after.policy))
    old = _known(before.route_tables) or ()
    for key in _known(after.route_tables) or ():
        if key not in old:
            body: dict[str, Value] = {
                "vpc_endpoint_id": refer(after.id, _ENDPOINT),
                "route_table_id": refer(key),
            }
            yield _added("aws_vpc_endpoint_route_table_association", f"{address(key) or key}", body)


def _policy_text(key: str, policy: str) -> str:
    own = address(key) or key
    return f"# in {own}\npolicy = <<-EOT\n{_indented(policy)}\nEOT"


def _indented(policy: str) -> str:
    text = json.dumps(json.loads(policy), indent=2).replace("${", "$${").replace("%{", "%%{")
    return "\n".join(f"  {line}" for line in text.splitlines())


def _group(change: Change, after: SecurityGroup) -> str:
    old = change.before.rules if isinstance(change.before, SecurityGroup) else ()
    new = [rule for rule in after.rules if rule not in old]
    parts = []
    if change.before is None:
        body: dict[str, Value] = {"name_prefix": f"{_known(after.name)}-", "vpc_id": refer(_known(after.vpc))}
        parts.append(_added(_GROUP, after.id, body).strip("\n"))
    parts += [_rule(after, rule, number) for number, rule in enumerate(new)]
    return "\n\n".join(parts)


def _rule(group: SecurityGroup, rule: GroupRule, number: int) -> str:
    way = "ingress" if rule.direction is Direction.INGRESS else "egress"
    name = label(f"{address(group.id).rpartition('.')[2] or group.id} {way} {_known(rule.from_port)}")
    body: dict[str, Value] = {
        "security_group_id": refer(group.id, _GROUP),
        _PEERS[rule.kind]: _peer(rule),
        "ip_protocol": _known(rule.protocol),
        "from_port": _known(rule.from_port),
        "to_port": _known(rule.to_port),
    }
    unique = f"{name}_{number + 1}" if number else name
    return document([resource(f"aws_vpc_security_group_{way}_rule", unique, body)]).strip("\n")


def _peer(rule: GroupRule) -> Value:
    key: str = _known(rule.peer)
    if rule.kind is PeerKind.GROUP:
        return refer(key, _GROUP)
    if rule.kind is PeerKind.PREFIX_LIST and "#" in key:
        return refer(key.partition("#")[0], attribute="prefix_list_id")
    return refer(key)


def _acl(change: Change, after: NetworkAcl) -> str:
    old = change.before.entries if isinstance(change.before, NetworkAcl) else ()
    parts = []
    for entry in (one for one in after.entries if one not in old):
        body: dict[str, Value] = {
            "network_acl_id": refer(after.id),
            "egress": entry.direction is Direction.EGRESS,
            "rule_number": _known(entry.number),
            "rule_action": "allow",
            "protocol": _known(entry.protocol),
            "from_port": _known(entry.from_port),
            "to_port": _known(entry.to_port),
            "cidr_block": _known(entry.cidr),
        }
        name = f"{entry.direction} {_known(entry.number)}"
        parts.append(_added("aws_network_acl_rule", name, body).strip("\n"))
    return "\n\n".join(parts)


def _role(change: Change, after: Role) -> str:
    before = change.before
    parts = []
    if isinstance(before, Role) and before.trust != after.trust:
        own = address(after.id) or after.id
        parts.append(f"# in {own}\nassume_role_policy = <<-EOT\n{_indented(_known(after.trust))}\nEOT")
    old = _known(before.inline) if isinstance(before, Role) else ()
    for policy in _known(after.inline) or ():
        if policy not in (old or ()):
            own = address(after.id).rpartition(".")[2] or _known(after.name) or "role"
            head = f'resource "aws_iam_role_policy" "{label(f"{own} {_known(policy.name)}")}" {{'
            told: dict[str, Value] = {"name": _known(policy.name), "role": refer(after.id, attribute="name")}
            rest = [f"  {line}" for line in aligned(told.items(), 0)]
            text = _indented(_known(policy.document))
            parts.append("\n".join((head, *rest, "  policy = <<-EOT", text, "  EOT", "}")))
    return "\n\n".join(parts)


def _role_with_references(after: Role, needs: tuple[Need, ...], matter: Matter) -> str:
    """Write what a role lacks with references to what has no ARN yet, which would else be a `*`."""
    name = "-".join(("start", *dict.fromkeys(need.action.partition(":")[0] for need in needs)))
    own = address(after.id).rpartition(".")[2] or _known(after.name) or "role"
    body: dict[str, Value] = {"name": name, "role": refer(after.id, attribute="name")}
    body["policy"] = of_role(needs, matter.world)
    return _added("aws_iam_role_policy", f"{own} {name}", body)


def _store(_change: Change, after: Any) -> str:  # noqa: ANN401 - one of the stores with a policy
    kind, argument, attribute = _POLICIES[type(after)]
    head = f'resource "{kind}" "{label(address(after.id).rpartition(".")[2] or "policy")}" {{'
    rest = [f"  {line}" for line in aligned({argument: refer(after.id, attribute=attribute)}.items(), 0)]
    return "\n".join((head, *rest, "  policy = <<-EOT", _indented(_known(after.policy)), "  EOT", "}"))


def _vpc(_change: Change, after: Vpc) -> str:
    return _edit(after.id, {"enable_dns_support": True, "enable_dns_hostnames": True})


def _dhcp(_change: Change, after: DhcpOptions) -> str:
    return _edit(after.id, {"domain_name_servers": list(_known(after.name_servers))})


def _table(change: Change, after: RouteTable) -> str:
    before = change.before.routes if isinstance(change.before, RouteTable) else ()
    gone = [route for route in before if route not in after.routes]
    return "\n".join(f"# remove the route {route.origin.name} ({_known(route.destination)})" for route in gone)


def _service(_change: Change, after: Service) -> str:
    return f"{_edit(after.id, {'assign_public_ip': False})}  # in network_configuration"


def _task(change: Change, after: TaskDefinition) -> str:
    before = change.before
    if not isinstance(before, TaskDefinition):
        return ""
    if (before.cpu, before.memory) != (after.cpu, after.memory):
        return _edit(after.id, {"cpu": _known(after.cpu), "memory": _known(after.memory)})
    if before.architecture != after.architecture:
        own = address(after.id) or after.id
        return f'# in {own}\nruntime_platform {{\n  cpu_architecture = "{after.architecture}"\n}}'
    region = next((one.log.option("awslogs-region") for one in after.containers), Known(""))
    return f'# in the logConfiguration of {address(after.id) or after.id}\n"awslogs-region" = "{_known(region)}"'


def _log_group(_change: Change, after: LogGroup) -> str:
    return _added("aws_cloudwatch_log_group", _known(after.name), {"name": _known(after.name)})


def _mount_target(_change: Change, after: MountTarget) -> str:
    body: dict[str, Value] = {
        "file_system_id": refer(_known(after.file_system)),
        "subnet_id": refer(_known(after.subnet)),
        "security_groups": [refer(key) for key in _known(after.security_groups)],
    }
    return _added("aws_efs_mount_target", after.id, body)


_WORDS: dict[type, Callable[[Any, Any], str]] = {
    Endpoint: _endpoint,
    SecurityGroup: _group,
    NetworkAcl: _acl,
    Role: _role,
    Vpc: _vpc,
    DhcpOptions: _dhcp,
    RouteTable: _table,
    Service: _service,
    TaskDefinition: _task,
    LogGroup: _log_group,
    MountTarget: _mount_target,
    **dict.fromkeys(_POLICIES, _store),
}
