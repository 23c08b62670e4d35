"""What people do to the Terraform that sealane wrote, done to its plan: each wound changes a plan as they would.

A wound changes a resource's planned values and its block together, as a change of the file does.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sealane.verdicts.cause import Cause
from tests.unit.readers.plan.plan_document import refers, resource

Document = dict[str, Any]
ANYWHERE = "0.0.0.0/0"
DENY_ALL = json.dumps({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]})
_NOBODY = json.dumps(
    {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wound:
    """A change of a plan, and the causes that the proof then finds."""

    change: Callable[[Document], None]
    causes: frozenset[Cause]

    def of(self, plan: bytes) -> bytes:
        """Return the wounded plan."""
        document = copy.deepcopy(json.loads(plan))
        self.change(document)
        return json.dumps(document).encode()


def undecided(plan: bytes) -> bytes:
    """Return a plan in which only an apply decides whether the endpoint for images has its private name."""
    document, address, name = json.loads(plan), "aws_vpc_endpoint.ecr_dkr", "private_dns_enabled"
    (planned,) = (one["change"] for one in document["resource_changes"] if one["address"] == address)
    del planned["after"][name]
    planned["after_unknown"][name] = True
    (block,) = (one for one in document["configuration"]["root_module"]["resources"] if one["address"] == address)
    block["expressions"][name] = {"references": ["local.decided_later"]}
    return json.dumps(document).encode()


def drop(*addresses: str) -> Callable[[Document], None]:
    """Take resources away."""

    def change(document: Document) -> None:
        for address in addresses:
            document["resource_changes"].remove(_planned(document, address))
            _blocks(document).remove(_block(document, address))

    return change


def put(address: str, **values: object) -> Callable[[Document], None]:
    """Give arguments of a resource other values."""

    def change(document: Document) -> None:
        planned, block = _planned(document, address), _block(document, address)
        for name, value in values.items():
            planned["change"]["after"][name] = value
            planned["change"]["after_unknown"].pop(name, None)
            block["expressions"][name] = {"constant_value": value}

    return change


def leave_out(address: str, argument: str) -> Callable[[Document], None]:
    """Write a resource without an argument."""

    def change(document: Document) -> None:
        _planned(document, address)["change"]["after_unknown"].pop(argument, None)
        del _block(document, address)["expressions"][argument]

    return change


def add(*resources: Document) -> Callable[[Document], None]:
    """Write further resources."""

    def change(document: Document) -> None:
        for one in resources:
            document["resource_changes"].append(one["change"])
            _blocks(document).append(one["block"])

    return change


def both(*changes: Callable[[Document], None]) -> Callable[[Document], None]:
    """Do one after the other."""

    def change(document: Document) -> None:
        for one in changes:
            one(document)

    return change


def without_statement(address: str, action: str) -> Callable[[Document], None]:
    """Take the statement about an action out of a policy document."""

    def change(document: Document) -> None:
        values, block = _planned(document, address)["change"]["after"], _block(document, address)
        (number,) = (at for at, one in enumerate(values["statement"]) if action in (one["actions"] or ()))
        for statements in (
            values["statement"],
            block["expressions"]["statement"],
            _planned(document, address)["change"]["after_unknown"].get("statement") or [],
        ):
            if len(statements) > number:
                del statements[number]

    return change


def _planned(document: Document, address: str) -> Document:
    (found,) = (one for one in document["resource_changes"] if one["address"] == address)
    planned: Document = found
    return planned


def _blocks(document: Document) -> list[Document]:
    blocks: list[Document] = document["configuration"]["root_module"]["resources"]
    return blocks


def _block(document: Document, address: str) -> Document:
    (found,) = (one for one in _blocks(document) if one["address"] == address)
    return found


EGRESS = "aws_vpc_security_group_egress_rule"
WIDE_EGRESS = put(f"{EGRESS}.app_to_endpoints", cidr_ipv4=ANYWHERE)
GATEWAY = resource("aws_internet_gateway.out", vpc_id=refers("aws_vpc.main.id"))
PUBLIC = (
    resource("aws_subnet.public", {"cidr_block": "10.0.128.0/24"}, vpc_id=refers("aws_vpc.main.id")),
    resource("aws_route_table.public", vpc_id=refers("aws_vpc.main.id")),
    resource(
        "aws_route_table_association.public",
        subnet_id=refers("aws_subnet.public.id"),
        route_table_id=refers("aws_route_table.public.id"),
    ),
    resource(
        "aws_route.public",
        {"destination_cidr_block": ANYWHERE},
        route_table_id=refers("aws_route_table.public.id"),
        gateway_id=refers("aws_internet_gateway.out.id"),
    ),
    resource("aws_eip.nat", {"domain": "vpc"}),
    resource(
        "aws_nat_gateway.out",
        {"connectivity_type": "public"},
        subnet_id=refers("aws_subnet.public.id"),
        allocation_id=refers("aws_eip.nat.id"),
    ),
)
BY_NAT = resource(
    "aws_route.out",
    {"destination_cidr_block": ANYWHERE},
    route_table_id=refers("aws_route_table.private.id"),
    nat_gateway_id=refers("aws_nat_gateway.out.id"),
)
CLOSED_ACL = resource(
    "aws_network_acl.closed",
    {"ingress": [], "egress": []},
    vpc_id=refers("aws_vpc.main.id"),
    subnet_ids=refers("aws_subnet.private_a.id", "aws_subnet.private_b.id"),
)

WOUNDS = {
    "an endpoint is dropped": Wound(change=drop("aws_vpc_endpoint.logs"), causes=frozenset({Cause.ENDPOINT_MISSING})),
    "private DNS is off": Wound(
        change=put("aws_vpc_endpoint.ecr_api", private_dns_enabled=False),
        causes=frozenset({Cause.ENDPOINT_PRIVATE_DNS_OFF}),
    ),
    "the endpoints let nobody in": Wound(
        change=drop("aws_vpc_security_group_ingress_rule.endpoints_from_vpc"),
        causes=frozenset({Cause.ENDPOINT_GROUP_INGRESS}),
    ),
    "the tasks may not leave": Wound(
        change=drop(f"{EGRESS}.app_to_endpoints"), causes=frozenset({Cause.TASK_GROUP_EGRESS})
    ),
    "the tasks may not reach S3": Wound(
        change=drop(f"{EGRESS}.app_to_s3"), causes=frozenset({Cause.TASK_GROUP_EGRESS})
    ),
    "names are off": Wound(change=put("aws_vpc.main", enable_dns_support=False), causes=frozenset({Cause.VPC_DNS_OFF})),
    "the gateway endpoint is routed nowhere": Wound(
        change=put("aws_vpc_endpoint.s3", route_table_ids=[]),
        causes=frozenset({Cause.GATEWAY_ENDPOINT_NOT_ROUTED}),
    ),
    "an endpoint denies": Wound(
        change=put("aws_vpc_endpoint.ecr_dkr", policy=DENY_ALL), causes=frozenset({Cause.ENDPOINT_POLICY_DENIES})
    ),
    "a network ACL is closed": Wound(change=add(CLOSED_ACL), causes=frozenset({Cause.NETWORK_ACL_BLOCKS})),
    "the role has no policy": Wound(
        change=drop("aws_iam_role_policy.app_execution"), causes=frozenset({Cause.ACTION_NOT_ALLOWED})
    ),
    "a statement is dropped": Wound(
        change=without_statement("data.aws_iam_policy_document.app_execution", "logs:CreateLogStream"),
        causes=frozenset({Cause.ACTION_NOT_ALLOWED}),
    ),
    "the role trusts somebody else": Wound(
        change=put("aws_iam_role.app_execution", assume_role_policy=_NOBODY),
        causes=frozenset({Cause.ROLE_NOT_ASSUMABLE}),
    ),
    "a size that Fargate lacks": Wound(
        change=put("aws_ecs_task_definition.app", cpu="256", memory="8192"),
        causes=frozenset({Cause.SIZE_NOT_OFFERED}),
    ),
    "a NAT gateway is added": Wound(
        change=both(WIDE_EGRESS, add(GATEWAY, *PUBLIC, BY_NAT)), causes=frozenset({Cause.INTERNET_BY_NAT})
    ),
}
"""By what was done; each stops an apply."""

HARMLESS = {
    "egress to anywhere, and no route there": WIDE_EGRESS,
    "a NAT gateway that the tasks' subnets do not use": add(GATEWAY, *PUBLIC),
}
"""What looks like a wound and is none."""
