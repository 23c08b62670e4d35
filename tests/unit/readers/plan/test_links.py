"""References followed through modules, and where they end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.readers.plan.read import world_of_plan
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import SecurityGroup
from sealane.world.values import Known, Unknown, Value
from tests.unit.readers.plan.plan_document import Document, plan, refers, resource

VPC = resource("aws_vpc.v", {"cidr_block": "10.0.0.0/16"})
OTHER = resource("aws_vpc.w", {"cidr_block": "10.1.0.0/16"})
TABLES = [resource(f"aws_route_table.t[{place}]", vpc_id=refers("aws_vpc.v.id")) for place in range(2)]


def endpoint(**expressions: Document) -> Document:
    """Return a gateway endpoint with some arguments that are decided by the apply."""
    given = {"vpc_id": refers("aws_vpc.v.id"), **expressions}
    return resource("aws_vpc_endpoint.e", {"service_name": "com.amazonaws.us-east-1.s3"}, module="", **given)


def tables(*names: str) -> Value[tuple[str, ...]]:
    """Return the tables of an endpoint whose argument refers to some names."""
    world = world_of_plan(plan(VPC, *TABLES, endpoint(route_table_ids={"references": list(names)})), "p")
    return world.table(Endpoint)["aws_vpc_endpoint.e"].route_tables


def vpc_of(*names: str, variables: Document | None = None) -> Value[str]:
    """Return the VPC of an endpoint whose argument refers to some names."""
    world = world_of_plan(
        plan(VPC, OTHER, endpoint(vpc_id={"references": list(names)}), variables=variables or {}), "p"
    )
    return world.table(Endpoint)["aws_vpc_endpoint.e"].vpc


def test_explicit() -> None:
    """Elements that are named one by one are exactly those."""
    assert tables("aws_route_table.t[1].id", "aws_route_table.t[1]", "aws_route_table.t") == Known(
        ("aws_route_table.t[1]",)
    )


def test_splat() -> None:
    """A whole block in a list stands for all its instances."""
    assert tables("aws_route_table.t") == Known(("aws_route_table.t[0]", "aws_route_table.t[1]"))


@pytest.mark.parametrize("beside", ["var.n", "count.index", "local.some", "each.key", "path.module"])
def test_chosen(beside: str) -> None:
    """With a name beside it that may be an index or a condition, which instances are meant is not told."""
    assert isinstance(tables("aws_route_table.t", beside), Unknown)


def test_condition_between_resources() -> None:
    """A condition between two resources is not told; one between a resource and nothing leaves the resource."""
    one = ("aws_vpc.v.id", "aws_vpc.v")
    assert isinstance(vpc_of("var.n", *one, "aws_vpc.w.id", "aws_vpc.w", variables={"n": {"value": 3}}), Unknown)
    assert vpc_of("var.n", *one, variables={"n": {"value": 3}}) == Known("aws_vpc.v")


def test_locals() -> None:
    """A chain ends at a local value, whose expression is not in the plan; the reason names it."""
    found = vpc_of("local.vpc")
    assert isinstance(found, Unknown)
    assert "aws_vpc_endpoint.e" in found.reason
    assert "local.vpc" in found.reason


def test_no_instances() -> None:
    """A repeated block without an instance adds nothing; any other, as a plan of some targets lacks it, is not told."""
    unmade = {"address": "aws_route_table.none", "expressions": {}, "count_expression": {"constant_value": 0}}
    document = json.loads(plan(VPC, *TABLES, endpoint(route_table_ids=refers("aws_route_table.none"))))
    assert isinstance(_tables(document), Unknown)
    expression = {"references": ["aws_route_table.none", "aws_route_table.t"]}
    document = json.loads(plan(VPC, *TABLES, endpoint(route_table_ids=expression)))
    document["configuration"]["root_module"]["resources"].append(unmade)
    assert _tables(document) == Known(("aws_route_table.t[0]", "aws_route_table.t[1]"))
    del document["configuration"]["root_module"]["resources"][-1]["count_expression"]
    assert isinstance(_tables(document), Unknown)


def _tables(document: dict[str, Any]) -> Value[tuple[str, ...]]:
    world = world_of_plan(json.dumps(document).encode(), "p")
    return world.table(Endpoint)["aws_vpc_endpoint.e"].route_tables


def test_source_text_is_no_value() -> None:
    """The text of an expression in JSON syntax beside its references is not taken for a value."""
    expression = {"constant_value": "${aws_vpc.w.id}", "references": ["aws_vpc.v.id", "aws_vpc.v"]}
    world = world_of_plan(plan(VPC, OTHER, endpoint(vpc_id=expression)), "p")
    assert world.table(Endpoint)["aws_vpc_endpoint.e"].vpc == Known("aws_vpc.v")


def module_call(**expressions: Document) -> dict[str, Document]:
    """Return a call of a module that hands a variable on as an output."""
    return {"m": {"expressions": expressions, "module": {"outputs": {"out": {"expression": refers("var.given")}}}}}


def test_through_a_module() -> None:
    """A resource is found through a module's variable and output, and back."""
    inside = resource("aws_security_group.g", {"name": "g"}, module="module.m", vpc_id=refers("var.given"))
    outside = resource("aws_security_group.h", {"name": "h"}, vpc_id=refers("module.m.out"))
    world = world_of_plan(plan(VPC, inside, outside, calls=module_call(given=refers("aws_vpc.v.id"))), "p")
    groups = world.table(SecurityGroup)
    assert groups["module.m.aws_security_group.g"].vpc == Known("aws_vpc.v")
    assert groups["aws_security_group.h"].vpc == Known("aws_vpc.v")


def test_literal_through_a_module() -> None:
    """An id that is handed to a module is known, and one that is not handed is not."""
    outside = resource("aws_security_group.h", {"name": "h"}, vpc_id=refers("module.m.out"))
    world = world_of_plan(plan(outside, calls=module_call(given={"constant_value": "vpc-0123456789abcdef0"})), "p")
    assert isinstance(world.table(SecurityGroup)["aws_security_group.h"].vpc, Known | Unknown)
    world = world_of_plan(plan(outside, calls=module_call()), "p")
    assert isinstance(world.table(SecurityGroup)["aws_security_group.h"].vpc, Unknown)


def test_a_module_that_refers_to_itself() -> None:
    """References that lead in a circle, which Terraform would refuse, are not told, and end."""
    outside = resource("aws_security_group.h", {"name": "h"}, vpc_id=refers("module.m.out"))
    calls = module_call(given={"references": ["module.m.out", "module.m", "aws_vpc.v.id", "aws_vpc.v"]})
    world = world_of_plan(plan(VPC, outside, calls=calls), "p")
    assert isinstance(world.table(SecurityGroup)["aws_security_group.h"].vpc, Unknown)


def test_attribute_of_another_resource() -> None:
    """An attribute that itself refers on is followed to its end."""
    group = resource("aws_security_group.g", {"name": "g"}, vpc_id=refers("aws_route_table.t.vpc_id"))
    table = resource("aws_route_table.t", vpc_id=refers("aws_vpc.v.id"))
    world = world_of_plan(plan(VPC, table, group), "p")
    assert world.table(SecurityGroup)["aws_security_group.g"].vpc == Known("aws_vpc.v")


def test_rules_within_a_group() -> None:
    """References of a group's own rules are one list: they tell when one group can be meant, and not when two can."""
    values = {"ingress": [_rule(443), _rule(80)]}
    others = [resource(f"aws_security_group.{name}", {"name": name}, vpc_id=refers("aws_vpc.v.id")) for name in "ab"]

    def peers(*names: str) -> list[Value[str]]:
        group = resource("aws_security_group.g", values, vpc_id=refers("aws_vpc.v.id"))
        marks = {"security_groups": True, "cidr_blocks": []}
        group["change"]["change"]["after_unknown"]["ingress"] = [marks, marks]
        group["block"]["expressions"]["ingress"] = refers(*names)
        world = world_of_plan(plan(VPC, *others, group), "p")
        return [rule.peer for rule in world.table(SecurityGroup)["aws_security_group.g"].rules]

    assert peers("aws_security_group.a.id") == [Known("aws_security_group.a")] * 2
    assert all(isinstance(peer, Unknown) for peer in peers("aws_security_group.a.id", "aws_security_group.b.id"))


def _rule(port: int) -> Document:
    return {"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [], "self": False}


def test_something_else_beside_a_resource() -> None:
    """A stated value beside one resource is a condition; what is not stated might be the value itself."""
    other = resource("aws_eip.x", {"domain": "vpc"}, public_ip=refers("local.x"))
    names = ("aws_vpc.v.id", "aws_vpc.v")

    def vpc(attribute: str) -> Value[str]:
        expression = {"references": [f"aws_eip.x.{attribute}", "aws_eip.x", *names]}
        world = world_of_plan(plan(VPC, other, endpoint(vpc_id=expression)), "p")
        return world.table(Endpoint)["aws_vpc_endpoint.e"].vpc

    assert vpc("domain") == Known("aws_vpc.v")
    assert isinstance(vpc("public_ip"), Unknown)
