"""Which files are written, and what stands where."""

from __future__ import annotations

import re

import pytest

from tests.unit.terraform.files.written import block, written

MINIMAL = "image: demo/app:1.0"
USUAL = [
    "versions.tf",
    "variables.tf",
    "data.tf",
    "network.tf",
    "security_groups.tf",
    "endpoints.tf",
    "roles.tf",
    "service.tf",
    "outputs.tf",
    "terraform.tfvars",
]


def test_files_come_in_reading_order_and_none_is_empty() -> None:
    """A spec with an image alone gives the usual files and no others."""
    files = written(MINIMAL)
    assert list(files) == USUAL
    assert all(text.strip() for text in files.values())


@pytest.mark.parametrize(
    ("more", "extra"),
    [
        ("port: 80, load_balancer: {}", "load_balancer.tf"),
        ("autoscaling: {maximum: 3, cpu_percent: 50}", "autoscaling.tf"),
        ("volumes: {data: {path: /data}}", "storage.tf"),
    ],
)
def test_a_feature_has_a_file_of_its_own(more: str, extra: str) -> None:
    """Load balancers, autoscaling and storage have files only when there is something in them."""
    assert set(written(f"services: {{app: {{image: a/b:1, {more}}}}}")) - set(USUAL) == {extra}


def test_image_has_no_default() -> None:
    """The image comes from `terraform.tfvars` or from `-var`, and from nowhere else."""
    files = written(MINIMAL)
    assert files["terraform.tfvars"] == 'app_image = "demo/app:1.0"\n'
    assert "default" not in block(files["variables.tf"], 'variable "app_image"')
    assert "demo/app" not in "".join(text for name, text in files.items() if name != "terraform.tfvars")


def test_nothing_is_decided_by_count_or_condition() -> None:
    """Decisions are made before the files are written: resources have neither `count` nor `for_each`."""
    files = written("services: {app: {image: a/b:1, exec: {}, spot: true, volumes: {v: {path: /v}}}}")
    assert not re.search(r"^ *(count|for_each) +=", "".join(files.values()), re.MULTILINE)
    # Whether the image names its registry is known only when Terraform is given it.
    assert [line for line in "".join(files.values()).splitlines() if " ? " in line and "image_uri" not in line] == []


def test_each_endpoint_says_who_needs_it() -> None:
    """The comment above an endpoint names each step and the services that take it."""
    files = written("services: {api: {image: a/b:1, secrets: {A: {parameter: /a}}}, job: {image: a/c:1}}")
    assert block(files["endpoints.tf"], 'resource "aws_vpc_endpoint" "ssm"').startswith(
        "# Fargate reads parameters from Parameter Store: step parameters of api.\n"
    )
    assert "step image-layers of api and job." in block(files["endpoints.tf"], 'resource "aws_vpc_endpoint" "s3"')


def test_many_services_are_counted() -> None:
    """An endpoint that a hundred services need has a comment of one line."""
    services = ", ".join(f"s{number}: {{image: a/b:1}}" for number in range(100))
    text = written(f"services: {{{services}}}")["endpoints.tf"]
    assert "step registry-login of s0, s1, s2, s3, s4 and 95 more." in text


def test_open_endpoints_have_no_policy() -> None:
    """AWS's default policy is left alone when the spec leaves the endpoints open."""
    assert "policy" not in written(MINIMAL)["endpoints.tf"]
    guarded = written(f"{MINIMAL}\nendpoints: {{policy: least-privilege}}")["endpoints.tf"]
    assert guarded.count("minified_json") == guarded.count('resource "aws_vpc_endpoint"')


def test_callers_of_a_gateway_are_a_condition() -> None:
    """An interface endpoint names the roles as principals; a gateway endpoint can only ask who the principal is."""
    files = written(f"{MINIMAL}\nendpoints: {{policy: least-privilege, aws_services: [dynamodb, sqs]}}")
    gateway = block(files["endpoints.tf"], 'data "aws_iam_policy_document" "dynamodb_endpoint"')
    assert 'identifiers = ["*"]' in gateway
    assert 'variable = "aws:PrincipalArn"' in gateway
    interface = block(files["endpoints.tf"], 'data "aws_iam_policy_document" "sqs_endpoint"')
    assert "identifiers = [aws_iam_role.app_task.arn]" in interface
    assert "PrincipalArn" not in interface
    layers = block(files["endpoints.tf"], 'data "aws_iam_policy_document" "s3_endpoint"')
    # The layers' URL is signed by ECR, so it is nobody's role that fetches them.
    assert "prod-us-east-1-starport-layer-bucket" in layers
    assert "PrincipalArn" not in layers


def test_a_service_waits_for_what_its_start_needs() -> None:
    """`depends_on` names the endpoints, routes, rules and permissions of this service, and not another's."""
    files = written("services: {api: {image: a/b:1, secrets: {A: {parameter: /a}}}, job: {image: a/c:1}}")
    api, job = (block(files["service.tf"], f'resource "aws_ecs_service" "{name}"') for name in ("api", "job"))
    assert "aws_vpc_endpoint.ssm," in api
    assert "aws_vpc_endpoint.ssm," not in job
    assert "aws_iam_role_policy.job_execution," in job
    assert "aws_vpc_security_group_egress_rule.job_to_s3," in job
    assert "aws_route_table_association.private_b," in job


def test_autoscaling_owns_the_count() -> None:
    """Terraform leaves the number of tasks alone exactly when autoscaling moves it."""
    scaled = "autoscaling: {maximum: 3, cpu_percent: 50}"
    files = written(f"services: {{api: {{image: a/b:1, {scaled}}}, job: {{image: a/c:1}}}}")
    assert "ignore_changes = [desired_count]" in block(files["service.tf"], 'resource "aws_ecs_service" "api"')
    assert "ignore_changes" not in block(files["service.tf"], 'resource "aws_ecs_service" "job"')


def test_managed_policy_is_attached_with_what_it_lacks() -> None:
    """With AWS's managed policy only the shortfall is written, and without it everything."""
    text = "execution_role: managed\nservices: {app: {image: a/b:1, secrets: {A: {parameter: /a}}}}"
    managed = written(text)["roles.tf"]
    assert "AmazonECSTaskExecutionRolePolicy" in managed
    assert "ssm:GetParameters" in managed
    assert "ecr:BatchGetImage" not in managed
    assert "AmazonECSTaskExecutionRolePolicy" not in written(MINIMAL)["roles.tf"]


def test_state_in_s3_is_locked_there() -> None:
    """The backend uses S3's own locking; without `state` there is no backend."""
    versions = written(f"{MINIMAL}\nstate: {{bucket: my-state-bucket}}")["versions.tf"]
    assert 'key          = "app/terraform.tfstate"' in versions
    assert "use_lockfile = true" in versions
    assert "backend" not in written(MINIMAL)["versions.tf"]


def test_secrets_by_name_are_looked_up() -> None:
    """A secret known by its name is read once, and its ARN used in the container and in the role."""
    files = written("services: {app: {image: a/b:1, secrets: {A: {secret: shop/db, key: p}, B: {secret: shop/db}}}}")
    assert files["data.tf"].count('data "aws_secretsmanager_secret" "shop_db"') == 1
    assert 'valueFrom = "${data.aws_secretsmanager_secret.shop_db.arn}:p::"' in files["service.tf"]
    assert "resources = [data.aws_secretsmanager_secret.shop_db.arn]" in files["roles.tf"]
