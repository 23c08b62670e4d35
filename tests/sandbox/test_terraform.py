"""A module with everything a Fargate service may need, through the real Terraform and the real AWS provider."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from sealane.sandbox.clients import client
from sealane.sandbox.inventory import inventory
from sealane.sandbox.provider import VARIABLE, keep_provider
from sealane.sandbox.record import Sandbox

from .terraform_folder import Engine, provider_binary

REGION = "eu-west-1"
MODULE = Path(__file__).parent / "terraform"


@pytest.fixture
def engine(sandbox: Sandbox, tmp_path: Path) -> Engine:
    """Give Terraform in a copy of the module."""
    folder = tmp_path / "module"
    shutil.copytree(MODULE, folder, ignore=shutil.ignore_patterns(".terraform*"))
    kept = keep_provider(sandbox, provider_binary(), REGION)
    return Engine(sandbox=sandbox, folder=folder, region=REGION, more=((VARIABLE, kept),))


def test_apply_then_no_changes_then_nothing_left(engine: Engine) -> None:
    """After an apply a plan is empty, a change from outside is seen and undone, and after a destroy nothing is left."""
    before = inventory(engine.sandbox)
    engine.must("init")
    engine.must("apply", "-auto-approve")
    held = inventory(engine.sandbox, {REGION})
    assert len(held) > 150
    assert {line.split("/")[0] for line in held} >= {"ec2", "ecs", "efs", "elbv2", "logs", "kms", "secretsmanager"}
    _wait_for_the_clock()
    same = engine.run("plan", "-detailed-exitcode")
    assert same.returncode == 0, same.stdout + same.stderr
    _change_a_description(engine)
    changed = engine.run("plan", "-detailed-exitcode")
    assert changed.returncode == 2, changed.stdout + changed.stderr
    assert "Plan: 0 to add, 1 to change, 0 to destroy." in changed.stdout
    engine.must("apply", "-auto-approve")
    assert engine.run("plan", "-detailed-exitcode").returncode == 0
    engine.must("destroy", "-auto-approve")
    assert sorted(inventory(engine.sandbox) - before) == []
    assert sorted(before - inventory(engine.sandbox)) == []


def _wait_for_the_clock() -> None:
    # Whatever moto dates with the moment of the answer would show as a change one second later.
    time.sleep(1.1)


def _change_a_description(engine: Engine) -> None:
    state = json.loads((engine.folder / "terraform.tfstate").read_text())
    (rule,) = (
        resource["instances"][0]["attributes"]
        for resource in state["resources"]
        if resource["name"] == "tasks_to_s3" and resource["type"] == "aws_vpc_security_group_egress_rule"
    )
    client(engine.sandbox, "ec2", REGION).modify_security_group_rules(
        GroupId=rule["security_group_id"],
        SecurityGroupRules=[
            {
                "SecurityGroupRuleId": rule["id"],
                "SecurityGroupRule": {
                    "IpProtocol": "tcp",
                    "FromPort": 443,
                    "ToPort": 443,
                    "PrefixListId": rule["prefix_list_id"],
                    "Description": "changed by hand",
                },
            }
        ],
    )
