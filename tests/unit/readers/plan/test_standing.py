"""How a plan stands in its account: ids of what it knows, and what it changes of what is not its own."""

from __future__ import annotations

import json
from typing import Any

from sealane.readers.plan.standing import standing_of_plan
from sealane.world.joining import Standing
from sealane.world.security_groups import Direction, PeerKind
from sealane.world.values import Known
from tests.unit.readers.plan.plan_document import Document, plan, refers, resource

VPC = {"id": "vpc-0a1b2c3d4", "cidr_block": "10.0.0.0/16", "main_route_table_id": "rtb-0a1b2c3d4"}
PAIR = {"vpc_endpoint_id": "vpce-0e1b2c3d4", "route_table_id": "rtb-0b1b2c3d4"}
RULE = {
    "security_group_id": "sg-0e1b2c3d4",
    "ip_protocol": "tcp",
    "from_port": 443,
    "to_port": 443,
    "cidr_ipv4": "10.0.0.0/16",
}


def changed(address: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Document:
    """Return a resource that the plan changes, keeps or removes."""
    made = resource(address, after or before)
    actions = ["delete"] if after is None else ["no-op"] if before == after else ["update"] if before else ["create"]
    made["change"]["change"] = {"actions": actions, "before": before, "after": after, "after_unknown": {}}
    return made


def standing(*resources: Document) -> Standing:
    """Return the standing of a plan."""
    return standing_of_plan(plan(*resources), "plan.json")


def test_ids_lead_to_keys() -> None:
    """A VPC that is looked up and what comes with it have the plan's keys; what is no id of a network is left out."""
    looked_up = changed("data.aws_vpc.main", None, VPC)
    found = standing(looked_up)
    assert found.names == {
        "vpc-0a1b2c3d4": "data.aws_vpc.main",
        "rtb-0a1b2c3d4": "data.aws_vpc.main#main-route-table",
    }
    assert found.read == {"data.aws_vpc.main"}
    assert standing(changed("data.aws_vpc.main", None, VPC | {"id": "111122223333"})).names.get("111122223333") is None


def test_what_is_kept_and_what_is_removed() -> None:
    """An endpoint that stays has its key, one that the plan deletes is gone."""
    endpoint = {"id": "vpce-0a1b2c3d4", "vpc_id": "vpc-0a1b2c3d4", "service_name": "com.amazonaws.us-east-1.logs"}
    kept = standing(changed("aws_vpc_endpoint.logs", endpoint, endpoint))
    removed = standing(changed("aws_vpc_endpoint.logs", endpoint, None))
    assert (kept.names, kept.gone) == ({"vpce-0a1b2c3d4": "aws_vpc_endpoint.logs"}, frozenset())
    assert (removed.names, removed.gone) == ({}, frozenset({"vpce-0a1b2c3d4"}))


def test_associations_of_other_endpoints() -> None:
    """A new pair is routed, one that is removed is unrouted, one that stays is still routed."""
    pair = ("vpce-0e1b2c3d4", "rtb-0b1b2c3d4")
    name = "aws_vpc_endpoint_route_table_association.s3"
    assert standing(changed(name, None, PAIR)).routed == {pair}
    assert standing(changed(name, PAIR, PAIR)).routed == {pair}
    gone = standing(changed(name, PAIR, None))
    assert (gone.routed, gone.unrouted) == (frozenset(), frozenset({pair}))


def test_rules_of_other_groups() -> None:
    """A rule for somebody else's group is told with its peer, also by reference; one that is removed is withdrawn."""
    name = "aws_vpc_security_group_ingress_rule.open"
    ((group, rule),) = standing(changed(name, None, RULE)).ruled
    assert (group, rule.direction, rule.peer) == ("sg-0e1b2c3d4", Direction.INGRESS, Known("10.0.0.0/16"))
    gone = standing(changed(name, RULE, None))
    assert gone.ruled == ()
    assert [one for one, _ in gone.withdrawn] == ["sg-0e1b2c3d4"]
    values = {key: value for key, value in RULE.items() if key != "cidr_ipv4"}
    refer = resource(name, values, referenced_security_group_id=refers("aws_security_group.tasks.id"))
    own = resource("aws_security_group.tasks", {"name": "tasks"})
    ((_, by_reference),) = standing(refer, own).ruled
    assert (by_reference.kind, by_reference.peer) == (PeerKind.GROUP, Known("aws_security_group.tasks"))


def test_documents_are_checked() -> None:
    """What is no plan is refused as by the reader of plans."""
    document = json.loads(plan(changed("data.aws_vpc.main", None, VPC)))
    assert standing_of_plan(json.dumps(document).encode(), "plan.json").read == {"data.aws_vpc.main"}
