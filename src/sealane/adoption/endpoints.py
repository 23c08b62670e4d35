"""The VPC's endpoints: those that the steps need are taken over, for a service's private names exist once in a VPC.

https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.adoption.found import Found
from sealane.adoption.network import Land
from sealane.adoption.remark import Matter, Remark, changed, kept
from sealane.adoption.security_groups import Groups
from sealane.adoption.taken import Taken
from sealane.grammar.endpoint_services import known_suffixes
from sealane.readers.json_node import Node
from sealane.startup.needs import EndpointNeed
from sealane.terraform.files.draft import Created, endpoint_label
from sealane.terraform.hcl_values import Value, call, reference
from sealane.world.endpoints import OPEN_POLICY

_GONE = frozenset({"deleted", "deleting", "failed", "rejected", "expired"})
_KINDS = frozenset({"Interface", "Gateway"})


def endpoints_of(found: Found) -> list[Node]:
    """Return the endpoints that stand in the VPC, those that answer for the service's names first."""
    nodes = found.in_vpc("ec2:DescribeVpcEndpoints", "VpcEndpoints", "VpcEndpointId")
    here = [one for one in nodes if one.text("State").lower() not in _GONE]
    return sorted(here, key=lambda one: (not one.flag("PrivateDnsEnabled", default=False), one.text("VpcEndpointId")))


def matched(found: Found, needs: list[EndpointNeed]) -> dict[str, Node]:
    """Return the endpoint that serves each need, by the name of its Terraform resource."""
    here = endpoints_of(found)
    pairs = {}
    for need in needs:
        fitting = [
            one
            for one in here
            if one.text("ServiceName") == need.service_name and one.text("VpcEndpointType", "Gateway") == need.kind
        ]
        if fitting:
            pairs[endpoint_label(need)] = fitting[0]
    return pairs


def further_services(found: Found, needs: list[EndpointNeed]) -> list[str]:
    """Return the AWS services that have an endpoint here and that no step needs: what the application calls."""
    needed = {need.service_name for need in needs}
    names = {_suffix(one, found.region) for one in endpoints_of(found) if _is_of_aws(one, found, needed)}
    return sorted(names.intersection(known_suffixes()))


def group_ids(endpoint: Node) -> tuple[str, ...]:
    """Return the groups of an endpoint."""
    return tuple(one.text("GroupId") for one in endpoint.nodes("Groups"))


def take_endpoints(created: tuple[Created, ...], found: Found, land: Land, groups: Groups) -> Iterator[Taken]:
    """Yield every endpoint that is there already, with what it must keep; and of new ones what the tables ask for."""
    pairs = matched(found, [one.need for one in created])
    for one in created:
        label = endpoint_label(one.need)
        node = pairs.get(label)
        kept_ = _tables(node, land) if one.need.kind == "Gateway" else _interfaces(node, land, groups)
        if node is not None and not _is_open(node):
            kept_["policy"] = call("jsonencode", json.loads(node.text("PolicyDocument")))
        if node is not None:
            yield Taken(kind="aws_vpc_endpoint", label=label, id=node.text("VpcEndpointId"), kept=kept_)
        elif kept_:
            yield Taken(kind="aws_vpc_endpoint", label=label, id="", kept=kept_, ignored=())


def endpoint_remarks(found: Found, created: tuple[Created, ...], further: list[str]) -> Iterator[Remark]:
    """Yield what is kept and what is changed of the endpoints."""
    pairs = matched(found, [one.need for one in created])
    taken = {node.text("VpcEndpointId") for node in pairs.values()}
    for node in pairs.values():
        if not _is_open(node):
            yield kept(Matter.ENDPOINT_POLICY, node.text("VpcEndpointId"), node.text("ServiceName"))
        if node.text("VpcEndpointType") == "Interface" and not node.flag("PrivateDnsEnabled", default=False):
            yield changed(Matter.PRIVATE_NAMES, node.text("VpcEndpointId"), node.text("ServiceName"))
    for name in further:
        yield kept(Matter.APPLICATION_ENDPOINT, name)
    for node in endpoints_of(found):
        if node.text("VpcEndpointId") not in taken:
            yield kept(Matter.ENDPOINT, node.text("VpcEndpointId"), node.text("ServiceName"))


def _tables(node: Node | None, land: Land) -> dict[str, Value]:
    """Return the tables of a gateway endpoint: those of the tasks, and those that it was given for others."""
    own: list[Value] = [table.reference for table in land.tables]
    mine = {table.id for table in land.tables if not table.new}
    others = [one for one in node.texts("RouteTableIds") if one not in mine] if node else []
    return {"route_table_ids": [*own, *others]} if len(own) > 1 or others else {}


def _interfaces(node: Node | None, land: Land, groups: Groups) -> dict[str, Value]:
    """Return subnets and groups of an interface endpoint: where it stands, and where the tasks lack it.

    One subnet in each zone: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
    """
    if node is None:
        return {}
    there, names = node.texts("SubnetIds"), land.names
    zones = {node_.text("SubnetId"): node_.text("AvailabilityZone") for node_ in land.subnets.values()}
    foreign = [one for one in there if one not in names]
    # Of a subnet elsewhere the zone is not known here, so nothing is added beside it.
    taken = {zones[one] for one in there if one in zones}
    missing = [] if foreign else [one for one in names if one not in there and zones[one] not in taken]
    own = [reference(f"aws_subnet.{names[one]}.id") for one in (*there, *missing) if one in names]
    subnets: dict[str, Value] = {"subnet_ids": [*own, *foreign]} if foreign or len(own) < len(names) else {}
    new: Value = reference("aws_security_group.endpoints.id")
    return {**subnets, "security_group_ids": [new, *groups.references(group_ids(node))]}


def _is_open(node: Node) -> bool:
    """Tell whether a policy lets everything through, however it is written."""
    try:
        policy, open_ = json.loads(node.text("PolicyDocument") or OPEN_POLICY), json.loads(OPEN_POLICY)
        (statement,) = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
        wanted = open_["Statement"][0]
    except (ValueError, KeyError, TypeError):
        return False
    return {key: _plain(statement.get(key)) for key in wanted} == wanted and "Condition" not in statement


def _plain(value: object) -> object:
    """Return a list of one as that one, and AWS's long form of everybody as the short one."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    return "*" if one == {"AWS": "*"} else one


def _is_of_aws(node: Node, found: Found, needed: set[str]) -> bool:
    service = node.text("ServiceName")
    interface = node.text("VpcEndpointType", "Gateway") in _KINDS
    return interface and service not in needed and f".{found.region}." in service and "vpce-svc" not in service


def _suffix(node: Node, region: str) -> str:
    return node.text("ServiceName").partition(f".{region}.")[2]
