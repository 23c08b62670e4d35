"""A service that a person made by hand comes under Terraform, and nothing of it is destroyed, replaced or forgotten."""

from __future__ import annotations

import json
import time
from typing import Any

from sealane.sandbox.clients import client
from tests.journeys.traveller import REGION, Traveller
from tests.sandbox.hand_made import CLUSTER, LOGS, SERVICE, HandMade, hand_made
from tests.sandbox.terraform_folder import Engine

_IMAGE = f"123456789012.dkr.ecr.{REGION}.amazonaws.com/demo/app:1.0"
_ADOPT = ("adopt", "--sandbox", "--region", REGION, "--cluster", CLUSTER, "--service", SERVICE)
_PATIENCE = 120


def test_what_was_made_by_hand_is_taken_over(nobody: Traveller) -> None:
    """Terraform imports it, adds and changes and destroys nothing; the tasks run, and all ids are the same as before.

    The plan after it is empty, the proof of the account holds, and the folder is refused a second time.
    """
    nobody.must("sandbox", "start")
    nobody.must("sandbox", "push", "demo/app:1.0")
    made = hand_made(nobody.sandbox, REGION, _IMAGE)
    told = nobody.must(*_ADOPT, "-o", "infra", "--format", "json").json
    assert {one["to"]: one["id"] for one in told["imports"]}["aws_vpc.main"] == made.vpc
    assert not any(remark["refuses"] for remark in told["remarks"])
    engine = Engine(sandbox=nobody.sandbox, folder=nobody.folder / "infra", region=REGION)
    engine.init()
    changes = _applied(engine)
    assert {addr for addr, change in changes.items() if "importing" in change} == {one["to"] for one in told["imports"]}
    assert {change["action"] for change in changes.values()} == {"import", "create", "update"}
    assert {addr for addr, change in changes.items() if change["action"] == "update"} == {
        "aws_default_security_group.closed",
        "aws_ecs_service.web_shop",
        *(f"aws_vpc_endpoint.{name}" for name in ("ecr_api", "ecr_dkr", "logs", "sqs")),
    }
    assert engine.run("plan", "-detailed-exitcode").returncode == 0
    _is_as_before(nobody, made)
    _runs(nobody)
    proved = nobody.must("prove", "--sandbox", "--region", REGION, "--cluster", CLUSTER, "--format", "json").json
    assert proved["verdict"] == "holds"
    again = nobody.run(*_ADOPT, "-o", "infra")
    assert (again.status, "[adopt-folder-occupied]" in again.err) == (2, True)


def _applied(engine: Engine) -> dict[str, dict[str, Any]]:
    """Apply, and return what was planned for every resource by its address."""
    events = map(json.loads, engine.must("apply", "-auto-approve", "-json").splitlines())
    changes = [event["change"] for event in events if event["type"] == "planned_change"]
    return {change["resource"]["addr"]: change for change in changes}


def _is_as_before(person: Traveller, made: HandMade) -> None:
    """Assert that what was made by hand is there under its ids, names and tags, and its groups go on being used."""
    ec2 = client(person.sandbox, "ec2", REGION)
    subnets = ec2.describe_subnets(SubnetIds=list(made.subnets))["Subnets"]
    assert {tag["Key"]: tag["Value"] for tag in subnets[0]["Tags"]}["owner"] == "anna"
    endpoints = ec2.describe_vpc_endpoints(Filters=[{"Name": "vpc-id", "Values": [made.vpc]}])["VpcEndpoints"]
    assert {one["VpcEndpointId"] for one in endpoints} == set(made.endpoints.values())
    (s3,) = [one for one in endpoints if one["VpcEndpointId"] == made.endpoints["s3"]]
    assert (set(s3["RouteTableIds"]), "prod-*/*" in s3["PolicyDocument"]) == (set(made.tables), True)
    ecs = client(person.sandbox, "ecs", REGION)
    (service,) = ecs.describe_services(cluster=CLUSTER, services=[SERVICE])["services"]
    task = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    variables = {one["name"]: one["value"] for one in task["containerDefinitions"][0]["environment"]}
    assert variables == {"STAGE": "prod", "PRICE": "${x} 5 %{y}"}
    network = service["networkConfiguration"]["awsvpcConfiguration"]
    assert (set(network["subnets"]), made.tasks_group in network["securityGroups"]) == (set(made.subnets), True)
    assert service["desiredCount"] == 2
    groups = client(person.sandbox, "logs", REGION).describe_log_groups(logGroupNamePrefix=LOGS)["logGroups"]
    assert [group["logGroupName"] for group in groups] == [LOGS]


def _runs(person: Traveller) -> None:
    """Wait until as many tasks of the new task definition run as are wanted."""
    ecs, until = client(person.sandbox, "ecs", REGION), time.monotonic() + _PATIENCE
    while True:
        (service,) = ecs.describe_services(cluster=CLUSTER, services=[SERVICE])["services"]
        arns = ecs.list_tasks(cluster=CLUSTER, serviceName=SERVICE)["taskArns"]
        tasks = ecs.describe_tasks(cluster=CLUSTER, tasks=arns)["tasks"] if arns else []
        new = [one for one in tasks if one["taskDefinitionArn"] == service["taskDefinition"]]
        if sum(one["lastStatus"] == "RUNNING" for one in new) == service["desiredCount"]:
            assert ":task-definition/Prod-Main-web-shop:" in service["taskDefinition"]
            return
        assert time.monotonic() < until, (service["events"][:3], tasks)
        time.sleep(0.2)
