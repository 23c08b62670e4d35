"""Text that looks like Terraform, in every free-text field of a spec, reaches the plan as it was typed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.spec.document import Spec
from tests.shared import made_once
from tests.terraform.written.conftest import Written
from tests.terraform.written.root_module import spec_of

TYPED = (
    '${file("/etc/passwd")}',
    "%{ for x in y }",
    "$${escaped} %%{ if true }",
    'quote " backslash \\ \\" \\n',
    "line one\nline two\r\n\ttabbed\n",
    "Grüße, 你好, \U0001f600, \u00a0, \u202e",
    "$",
    "${",
    "~} EOF <<EOT # // /* */",
    "&{aws:username}",
    "",
)
# A policy document reads `&{` as `${`; `load` refuses it in what goes there.
PLAIN = tuple(text for text in TYPED if "&{" not in text)


@pytest.fixture
def spec() -> Spec:
    """Give a spec with such text wherever a spec takes free text."""
    plain = spec_of("region: us-east-1\nimage: demo/app:1.0")
    statement = {
        "Sid": "Typed",
        "Effect": "Allow",
        "Action": "s3:GetObject",
        "Resource": [f"arn:aws:s3:::bucket/{text}" for text in TYPED],
        "Condition": {"StringLike": {f"aws:RequestTag/{text}": text for text in TYPED}},
    }
    workload = {
        "image": "demo/app:1.0",
        "command": TYPED,
        "environment": {f"V{place} {text}": text for place, text in enumerate(TYPED)},
        "secrets": {f"S{place} {text}": {"parameter": f"/p/{text}", "kms_key": ""} for place, text in enumerate(TYPED)},
        "environment_files": [f"arn:aws:s3:::bucket/{text}.env" for text in TYPED],
        "health_check": {"command": ("CMD", *TYPED)},
        "port": 80,
        "load_balancer": {"health_check_path": f"/{TYPED[0]}{TYPED[1]}"},
        "volumes": {"data": {"path": f"/{TYPED[0]}", "iam": False}},
        "task_role_statements": [statement],
    }
    # The checks of a spec refuse some of this before it is written; what is written must not rely on them.
    everything = {
        **plain.model_dump(),
        "tags": {f"k{text}": text for text in TYPED if text},
        "services": {"app": workload},
    }
    return Spec.model_validate(everything)


@pytest.fixture
def plan(spec: Spec, in_sandbox: Written, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give the plan of that spec."""
    return made_once(tmp_path_factory, "plan of typed text", in_sandbox(spec).plan)


def test_text_reaches_the_plan(spec: Spec, plan: dict[str, Any]) -> None:
    """Tags, command, environment, references, health check, paths and policy statements are planned as typed."""
    values = {one["address"]: one["values"] for one in plan["planned_values"]["root_module"]["resources"]}
    container = json.loads(values["aws_ecs_task_definition.app"]["container_definitions"])[0]
    workload = spec.services["app"]
    assert container["command"] == list(TYPED)
    assert _pairs(container["environment"], "value") == workload.environment
    assert _pairs(container["secrets"], "valueFrom") == {name: s.parameter for name, s in workload.secrets.items()}
    assert {file["value"] for file in container["environmentFiles"]} == set(workload.environment_files)
    assert container["healthCheck"]["command"] == ["CMD", *TYPED]
    assert container["mountPoints"][0]["containerPath"] == workload.volumes["data"].path
    balancer = workload.load_balancer
    assert balancer is not None
    assert values["aws_lb_target_group.app"]["health_check"][0]["path"] == balancer.health_check_path
    assert json.loads(values["aws_iam_role_policy.app_task_application"]["policy"])["Statement"] == [
        {**workload.task_role_statements[0]},
    ]
    assert values["aws_ecs_cluster.main"]["tags_all"] == spec.tags


def test_text_reaches_policy_documents(plan: dict[str, Any]) -> None:
    """What a user typed stays text in the statements of the execution role too."""
    address = "data.aws_iam_policy_document.app_execution"
    document = next(change["change"]["after"] for change in plan["resource_changes"] if change["address"] == address)
    # What is not known before the apply is `None` in the list.
    named = {resource for statement in document["statement"] for resource in statement["resources"] if resource}
    assert named >= {f"arn:aws:s3:::bucket/{text}.env" for text in PLAIN}


def _pairs(entries: list[dict[str, Any]], value: str) -> dict[str, str]:
    return {entry["name"]: entry[value] for entry in entries}
