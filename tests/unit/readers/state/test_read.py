"""What a state document must be, and what of it counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sealane.errors import InputError
from sealane.readers.plan.read import world_of_plan
from sealane.readers.state.read import recognise, world_of_state
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import Vpc

CASES = Path(__file__).parents[3] / "cases" / "plan_reading"
VPC = "vpc-0123456789abcdef0"


def state(*resources: dict[str, Any], **more: object) -> bytes:
    """Return a state of some resources of the root module."""
    document = {"format_version": "1.0", "terraform_version": "1.11.4"}
    return json.dumps({**document, "values": {"root_module": {"resources": list(resources)}}, **more}).encode()


def resource(address: str, mode: str = "managed", **values: object) -> dict[str, Any]:
    """Return a resource of a state."""
    kind, name = address.removeprefix("data.").split(".")
    return {"address": address, "mode": mode, "type": kind, "name": name, "values": values}


def vpc(**more: Any) -> dict[str, Any]:
    """Return a VPC of a state."""
    arn = f"arn:aws:ec2:eu-west-1:111122223333:vpc/{VPC}"
    return {**resource("aws_vpc.v", id=VPC, arn=arn, cidr_block="10.0.0.0/16"), **more}


def test_keys_are_addresses() -> None:
    """Facts are called by their addresses, and ids of the state's own lead to them."""
    world = world_of_state(state(vpc(), resource("aws_subnet.s", id="subnet-1", vpc_id=VPC)), "s")
    assert world.table(Subnet)["aws_subnet.s"].vpc == Known("aws_vpc.v")
    assert world.table(Vpc)["aws_vpc.v"].aws_id == Known(VPC)
    assert world.gaps == ()


def test_region_and_account_follow_from_arns() -> None:
    """A state has no provider configuration; ARNs tell the Region and the account, and no ARN tells neither."""
    told = world_of_state(state(vpc()), "s").table(Vpc)["aws_vpc.v"]
    assert (told.region, told.account) == (Known("eu-west-1"), Known("111122223333"))
    silent = world_of_state(state(resource("aws_vpc.v", id=VPC, cidr_block="10.0.0.0/16")), "s").table(Vpc)["aws_vpc.v"]
    assert isinstance(silent.region, Unknown)
    assert isinstance(silent.account, Unknown)


def test_looked_up_twice() -> None:
    """A data source that finds the state's own VPC is the same fact, one that finds another is one of its own."""
    own = resource("data.aws_vpc.d", "data", id=VPC, cidr_block="10.0.0.0/16")
    assert list(world_of_state(state(own, vpc()), "s").table(Vpc)) == ["aws_vpc.v"]
    other = resource("data.aws_vpc.d", "data", id="vpc-1111111111111111a", cidr_block="10.9.0.0/16")
    world = world_of_state(state(other, vpc()), "s")
    assert sorted(world.table(Vpc)) == ["aws_vpc.v", "data.aws_vpc.d"]
    assert world.gap(Noun.ENDPOINTS, "data.aws_vpc.d")
    assert not world.gap(Noun.ENDPOINTS, "aws_vpc.v")


def test_deposed_and_tainted() -> None:
    """What waits for its deletion is no fact; what is tainted stands until it is replaced."""
    assert not world_of_state(state(vpc(deposed_key="0123abcd")), "s").table(Vpc)
    assert world_of_state(state(vpc(tainted=True)), "s").table(Vpc)


def test_nested_modules() -> None:
    """Resources of nested modules are read under their full addresses."""
    inner = {
        "address": 'module.a.module.b["x"]',
        "resources": [{**vpc(), "address": 'module.a.module.b["x"].aws_vpc.v'}],
    }
    root = {"resources": [], "child_modules": [{"address": "module.a", "child_modules": [inner]}]}
    world = world_of_state(state(values={"root_module": root}), "s")
    assert list(world.table(Vpc)) == ['module.a.module.b["x"].aws_vpc.v']


def test_rules_are_not_counted_twice() -> None:
    """A rule of its own, which the provider also reports with its group, is one rule and is called by its own name."""
    rule = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/16"]}
    group = resource("aws_security_group.g", id="sg-1", vpc_id=VPC, egress=[rule], ingress=[])
    single = resource(
        "aws_vpc_security_group_egress_rule.r",
        security_group_id="sg-1",
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
        cidr_ipv4="10.0.0.0/16",
    )
    rules = world_of_state(state(vpc(), group, single), "s").table(SecurityGroup)["aws_security_group.g"].rules
    assert [one.origin.name for one in rules] == ["aws_vpc_security_group_egress_rule.r"]
    alone = world_of_state(state(vpc(), group), "s").table(SecurityGroup)["aws_security_group.g"].rules
    assert [one.origin.name for one in alone] == ["aws_security_group.g"]


def test_agrees_with_its_plan() -> None:
    """What was planned and then applied is the same service in the same places."""
    planned = world_of_plan((CASES / "minimal" / "plan.json").read_bytes(), "p")
    applied = world_of_state((CASES / "minimal_state" / "state.json").read_bytes(), "s")
    for name in ("task_definition", "security_groups", "setting", "cluster", "tasks"):
        one, other = (world.table(Service)["aws_ecs_service.app"] for world in (planned, applied))
        assert getattr(one, name) == getattr(other, name)
    for key, endpoint in planned.table(Endpoint).items():
        assert applied.table(Endpoint)[key].route_tables == endpoint.route_tables
        assert applied.table(Endpoint)[key].security_groups == endpoint.security_groups


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (state(vpc())[:-9], "json-invalid"),
        (state(values=[]), "terraform-json-wrong-form"),
        (state(format_version="4"), "terraform-format-unknown"),
        (b'{"version": 4, "resources": []}', "terraform-format-unknown"),
    ],
)
def test_refused(document: bytes, code: str) -> None:
    """What is no state that Terraform shows is one clear problem; so is a state file itself, which has another form."""
    with pytest.raises(InputError) as caught:
        world_of_state(document, "state.json")
    assert caught.value.problems[0].code == code


def test_empty() -> None:
    """A state of nothing is a world of nothing."""
    world = world_of_state(b'{"format_version":"1.0"}', "s")
    assert not any(world.tables.values())


def test_recognised() -> None:
    """A state is recognised by its content, and nothing else is taken for one."""
    assert recognise(state(vpc())) == "terraform-state"
    for other in (b"", b"[]", b"{}", b'{"Resources":{}}', state()[:-1], b'{"version": 4, "resources": []}'):
        assert recognise(other) is None
