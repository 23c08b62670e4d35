"""Rules and entries of which an apply decides the direction."""

from __future__ import annotations

from sealane.readers.plan.read import world_of_plan
from sealane.world.network_acls import NetworkAcl
from sealane.world.security_groups import Direction, SecurityGroup
from sealane.world.values import Known, Unknown
from tests.unit.readers.plan.plan_document import Document, plan, refers, resource

VPC = resource("aws_vpc.v", {"cidr_block": "10.0.0.0/16"})
ACL = resource("aws_network_acl.a", {"ingress": [], "egress": []}, vpc_id=refers("aws_vpc.v.id"))
GROUP = resource("aws_security_group.g", {"name": "g"}, vpc_id=refers("aws_vpc.v.id"))
ENTRY = {"rule_number": 100, "rule_action": "allow", "protocol": "-1", "cidr_block": "0.0.0.0/0"}
RULE = {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}


def entry(values: Document, **expressions: Document) -> Document:
    """Return an entry of the ACL."""
    return resource(
        "aws_network_acl_rule.r", values, module="", network_acl_id=refers("aws_network_acl.a.id"), **expressions
    )


def rule(values: Document, **expressions: Document) -> Document:
    """Return a rule of the group."""
    return resource(
        "aws_security_group_rule.r",
        values,
        module="",
        security_group_id=refers("aws_security_group.g.id"),
        **expressions,
    )


def test_entry_has_its_direction_or_may_be_in_both() -> None:
    """An entry has one direction; undecided, it may be in either, and let through or not."""
    for egress, direction in ((True, Direction.EGRESS), (False, Direction.INGRESS)):
        (found,) = (
            world_of_plan(plan(VPC, ACL, entry({**ENTRY, "egress": egress})), "p")
            .table(NetworkAcl)["aws_network_acl.a"]
            .entries
        )
        assert (found.direction, found.allow) == (direction, Known(value=True))
    undecided = entry(ENTRY, egress=refers("local.undecided"))
    acl = world_of_plan(plan(VPC, ACL, undecided), "p").table(NetworkAcl)["aws_network_acl.a"]
    assert {one.direction for one in acl.entries} == set(Direction)
    assert all(isinstance(one.allow, Unknown) and one.number == Known(100) for one in acl.entries)


def test_rule_has_its_direction_or_is_hidden() -> None:
    """A rule looks the way that its type says; undecided, it is one that the group may have and is not listed."""
    for kind, direction in (("ingress", Direction.INGRESS), ("egress", Direction.EGRESS)):
        group = world_of_plan(plan(VPC, GROUP, rule({**RULE, "type": kind})), "p").table(SecurityGroup)[
            "aws_security_group.g"
        ]
        assert ([one.direction for one in group.rules], group.hidden) == ([direction], ())
    undecided = plan(VPC, GROUP, rule(RULE, type=refers("local.undecided")))
    group = world_of_plan(undecided, "p").table(SecurityGroup)["aws_security_group.g"]
    assert (group.rules, len(group.hidden)) == ((), 1)
