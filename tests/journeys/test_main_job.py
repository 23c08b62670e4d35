"""The main job: an image, a spec, a plan, an apply, what it made, and nothing left after the destroy."""

from __future__ import annotations

import json
import time

from sealane.sandbox.clients import client
from tests.journeys.traveller import REGION, Traveller

CREATED = {
    "aws_cloudwatch_log_group",
    "aws_default_security_group",
    "aws_ecs_cluster",
    "aws_ecs_service",
    "aws_ecs_task_definition",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_route_table",
    "aws_route_table_association",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_endpoint",
    "aws_vpc_security_group_egress_rule",
    "aws_vpc_security_group_ingress_rule",
}


def test_from_nothing_to_a_service_and_back(nobody: Traveller) -> None:
    """Every step of the demo succeeds, says what the next one needs, and after the last the account is as before."""
    assert nobody.run("sandbox", "status").status == 1
    started = nobody.must("sandbox", "start").err
    assert "sandbox started" in started
    assert "its tasks run in the network that they are given" in started
    assert "sandbox was running" in nobody.must("sandbox", "start").err
    assert "sha256:" in nobody.must("sandbox", "push", "demo/app:1.0").err
    before = nobody.holdings()
    assert "wrote sealane.yaml" in nobody.must("init").err
    planned = nobody.must("plan", "--sandbox").out
    assert {line.split()[1].split(".")[0] for line in planned.splitlines() if line.startswith("    + ")} == CREATED
    assert "23 to add, 0 to change, 0 to remove" in planned
    assert nobody.holdings() == before
    missing = nobody.run("status", "--sandbox")
    assert (missing.status, "does not exist" in missing.out) == (1, True)
    _apply(nobody)
    _look(nobody)
    held = nobody.holdings()
    assert len(held) > len(before) + 23
    _nothing_more(nobody)
    assert nobody.holdings() == held
    removed = nobody.must("destroy", "--sandbox", "--yes")
    assert (removed.out, "removed 23 resources; nothing is left" in removed.err) == ("", True)
    assert nobody.holdings() == before
    assert "nothing to remove" in nobody.must("destroy", "--sandbox", "--yes").err


def _apply(person: Traveller) -> None:
    refused = person.run("apply", "--sandbox")
    assert (refused.status, refused.out) == (2, "")
    assert "[nobody-to-ask]" in refused.err
    assert "--yes" in refused.err
    done = person.must("apply", "--sandbox", "--yes", "--format", "json")
    assert "every service is steady" in done.err
    answer = done.json
    assert (answer["watched"]["steady"], answer["watched"]["diagnosis"]) == (True, None)
    assert "looking for the cause" not in done.err
    assert f"as {answer['caller']} in account 123456789012, us-east-1" in done.err
    assert done.err.index(answer["caller"]) < done.err.index("applying") < done.err.index("created aws_ecs_service.app")
    assert (answer["added"], answer["changed"], answer["removed"], answer["sandbox"]) == (23, 0, 0, True)
    assert answer["outputs"]["images"] == {"app": "123456789012.dkr.ecr.us-east-1.amazonaws.com/demo/app:1.0"}
    assert len(answer["outputs"]["subnet_ids"]) == 2


def _look(person: Traveller) -> None:
    assert "ACTIVE" in person.must("status", "--sandbox").out
    (service,) = person.must("status", "--sandbox", "--format", "json").json["services"]
    assert (service["name"], service["desired"], service["status"]) == ("app", 1, "ACTIVE")
    assert (service["running"], service["pending"]) == (1, 0)
    said = _said(person)
    assert "registry: 123456789012.dkr.ecr.us-east-1.amazonaws.com is 10.0." in said
    assert "the image was pulled through its endpoint" in said
    assert "cannot be reached from here" in said
    logs = client(person.sandbox, "logs", REGION)
    logs.create_log_stream(logGroupName="/ecs/app/app", logStreamName="app/app/1")
    line = {"timestamp": int(time.time() * 1000), "message": "hello \x1b[31m from the container"}
    logs.put_log_events(logGroupName="/ecs/app/app", logStreamName="app/app/1", logEvents=[line])
    assert person.must("logs", "--sandbox").out.endswith(" app/app/1 hello \\x1b[31m from the container\n")
    assert "[service-unknown]" in person.run("logs", "other", "--sandbox").err


def _said(person: Traveller) -> str:
    """Wait for what the container writes once it has looked around, which takes it a few seconds."""
    deadline = time.monotonic() + 60
    while "ready: " not in (said := person.must("logs", "--sandbox").out) and time.monotonic() < deadline:
        time.sleep(0.5)
    return said


def _nothing_more(person: Traveller) -> None:
    again = person.must("plan", "--sandbox", "--format", "json", "--output", "again.json", "--format", "text")
    assert json.loads((person.folder / "again.json").read_text(encoding="utf-8"))["changes"] == []
    assert "no changes" in again.out
    done = person.must("apply", "--sandbox")
    assert "no changes: what exists is what the spec asks for" in done.out
    assert "vpc_id" in done.out
    assert "applying" not in done.err
