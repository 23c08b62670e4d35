"""What a plan of written files says: sealed, exact, and with the image that was asked for."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sealane.readers.plan.read import world_of_plan
from tests.cases.plan_reading.written import lines_of
from tests.terraform.written.conftest import Written
from tests.terraform.written.specs import SPECS

OUTWARD = {
    "aws_internet_gateway",
    "aws_egress_only_internet_gateway",
    "aws_nat_gateway",
    "aws_eip",
    "aws_route",
    "aws_vpn_gateway",
    "aws_vpc_peering_connection",
    "aws_ec2_transit_gateway_vpc_attachment",
}
_ROOT = Path(__file__).parents[3]
SPEC = _ROOT / "examples" / "minimal" / "sealane.yaml"
CASE = _ROOT / "tests" / "cases" / "plan_reading" / "minimal"
# What a plan says of itself and of its values a second time, and of the account that the provider asked.
_LEFT_OUT = ("timestamp", "planned_values", "relevant_attributes", "checks", "output_changes", "prior_state")
MINIMAL = SPECS["nothing but an image"]
DIGEST = f"demo/app@sha256:{'a' * 64}"


def test_nothing_leads_outward(in_sandbox: Written) -> None:
    """The largest set of features plans no gateway, no public address, no open group, and private subnets only."""
    plan = in_sandbox(SPECS["service connect"] + "\nnetwork: {flow_logs: {}}").plan()
    resources = plan["planned_values"]["root_module"]["resources"]
    assert {resource["type"] for resource in resources} & OUTWARD == set()
    services = [r["values"] for r in resources if r["type"] == "aws_ecs_service"]
    assert [service["network_configuration"][0]["assign_public_ip"] for service in services] == [False] * 3
    assert not any(r["values"]["map_public_ip_on_launch"] for r in resources if r["type"] == "aws_subnet")
    vpc = next(r["values"] for r in resources if r["type"] == "aws_vpc")
    assert vpc["enable_dns_support"] is True
    assert vpc["enable_dns_hostnames"] is True
    rules = [r["values"] for r in resources if r["type"].startswith("aws_vpc_security_group_")]
    assert {rule["cidr_ipv4"] for rule in rules} <= {None, "10.0.0.0/16"}
    assert {rule["ip_protocol"] for rule in rules} == {"tcp"}
    assert "aws_default_security_group.closed" in {resource["address"] for resource in resources}


def test_every_relation_is_a_reference(in_sandbox: Written) -> None:
    """What has no id before the first apply is tied together by exact references: no index and no local between."""
    plan = in_sandbox(SPECS["least privilege and tasks only"]).plan()
    blocks = {block["address"]: block for block in plan["configuration"]["root_module"]["resources"]}
    endpoint = blocks["aws_vpc_endpoint.ecr_api"]["expressions"]
    assert "aws_subnet.private_b.id" in endpoint["subnet_ids"]["references"]
    caller = blocks["data.aws_iam_policy_document.ecr_api_endpoint"]["expressions"]["statement"][0]["principals"][0]
    assert caller["identifiers"]["references"] == ["aws_iam_role.app_execution.arn", "aws_iam_role.app_execution"]
    document = next(c for c in plan["resource_changes"] if c["address"] == "data.aws_iam_policy_document.app_execution")
    # The log group has no ARN yet, and still each statement says what it allows on which repository.
    statements = {statement["sid"]: statement for statement in document["change"]["after"]["statement"]}
    assert statements["PullImages"]["resources"] == ["arn:aws:ecr:us-east-1:123456789012:repository/demo/app"]
    assert set(statements["WriteLogs"]["actions"]) == {"logs:CreateLogStream", "logs:PutLogEvents"}
    indexed = json.dumps([block["expressions"] for block in blocks.values() if block["mode"] == "managed"])
    assert "count.index" not in indexed


@pytest.mark.parametrize(
    ("image", "uri", "repository"),
    [
        ("demo/app:2", "123456789012.dkr.ecr.us-east-1.amazonaws.com/demo/app:2", "us-east-1:123456789012"),
        (DIGEST, f"123456789012.dkr.ecr.us-east-1.amazonaws.com/{DIGEST}", "us-east-1:123456789012"),
        *(
            (uri, uri, f"{region}:210987654321")
            for region in ("us-east-1", "eu-west-1")
            for uri in (f"210987654321.dkr.ecr.{region}.amazonaws.com/demo/app:3",)
        ),
    ],
)
def test_image_is_given_at_apply(image: str, uri: str, repository: str, in_sandbox: Written) -> None:
    """`-var app_image=…` takes a tag, a digest and a full URI, and the execution role follows."""
    plan = in_sandbox(MINIMAL).plan(f"-var=app_image={image}")
    resources = {r["address"]: r["values"] for r in plan["planned_values"]["root_module"]["resources"]}
    container = json.loads(resources["aws_ecs_task_definition.app"]["container_definitions"])[0]
    assert container["image"] == uri
    document = next(c for c in plan["resource_changes"] if c["address"] == "data.aws_iam_policy_document.app_execution")
    allowed = {arn for s in document["change"]["after"]["statement"] for arn in s["resources"] or ()}
    assert f"arn:aws:ecr:{repository}:repository/demo/app" in allowed


def test_wrong_values_are_refused_with_a_reason(in_sandbox: Written) -> None:
    """A public image, a size Fargate lacks and a negative count are refused before anything is planned."""
    module = in_sandbox(MINIMAL)
    wrong = (
        {
            "app_image=public.ecr.aws/nginx/nginx:1": "tasks without internet can pull from private ECR only",
            "app_cpu=300": "app_cpu must be one of 256, 512",
        },
        {
            "app_image=docker.io/library/nginx:1": "app_image names a public registry",
            "app_memory=8192": "Fargate does not offer app_memory with app_cpu",
        },
        {
            "app_image=Demo/App:1": "app_image must be repository:tag",
            "app_desired_count=-1": "app_desired_count must be a whole number",
        },
    )
    for values in wrong:
        said = module.terraform("plan", *(f"-var={value}" for value in values), status=1)
        for message in values.values():
            assert message in " ".join(said.replace("│", " ").split())


def essence(document: dict[str, Any]) -> dict[str, Any]:
    """Return of a plan what does not change from one day, and one release of Terraform, to the next."""
    return {key: value for key, value in document.items() if key not in (*_LEFT_OUT, "terraform_version")}


def test_committed_plan_is_of_the_committed_example(in_sandbox: Written) -> None:
    """A plan of the smallest example says what the committed one says, and comes to the same facts.

    `SEALANE_WRITE_CASES=1` writes both anew.
    """
    spec = SPEC.read_text(encoding="utf-8").replace("version: 1\n", "", 1)
    printed = in_sandbox(spec).plan()
    kept = {key: value for key, value in printed.items() if key not in _LEFT_OUT[:-1]}
    lines = list(lines_of(world_of_plan(json.dumps(printed).encode(), "plan.json")))
    if os.environ.get("SEALANE_WRITE_CASES"):
        (CASE / "plan.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
        (CASE / "facts.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    committed = json.loads((CASE / "plan.json").read_text(encoding="utf-8"))
    assert essence(printed) == essence(committed)
    assert lines == (CASE / "facts.txt").read_text(encoding="utf-8").splitlines()
