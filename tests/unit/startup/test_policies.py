"""Policy documents, as AWS takes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import Condition, Statement, TaskSteps
from sealane.startup.permissions import role_statements
from sealane.startup.policies import endpoint_policy, excess, identity_policy, trust_policy
from sealane.startup.resource_arns import arn_of
from sealane.startup.step import Kind, Principal, Resource
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown
from tests.unit.startup.tasks import APP, EXECUTION_ROLE, KEY, SECRET, SETTING, SHOP, TASK_ROLE, secret, start, with_app

SOMEWHERE = replace(SETTING, account=Unknown("read by Terraform"))


def policy_of(suffix: str, *tasks: TaskSteps, setting: Setting = SETTING) -> list[dict[str, Any]]:
    """Return the statements of one endpoint's policy."""
    need = next(need for need in endpoint_needs(tasks) if need.suffix == suffix)
    statements: list[dict[str, Any]] = endpoint_policy(need, tasks, setting)["Statement"]
    return statements


def test_a_role_policy() -> None:
    """A role's policy has the version that variables need, and ARNs of the task's own account and Region."""
    document = identity_policy(role_statements(start(SHOP).steps, Principal.EXECUTION_ROLE), SETTING)
    assert document == {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "RegistryLogin", "Effect": "Allow", "Action": ["ecr:GetAuthorizationToken"], "Resource": ["*"]},
            {
                "Sid": "PullImages",
                "Effect": "Allow",
                "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                "Resource": ["arn:aws:ecr:us-east-1:111122223333:repository/shop"],
            },
        ],
    }


def test_conditions_are_written_with_their_placeholders_filled() -> None:
    """A statement's conditions keep operator and key, and the account is filled in where it is known."""
    condition = Condition(operator="StringEquals", key="aws:SourceAccount", values=("${account}",))
    anything = Resource(kind=Kind.ANYTHING)
    statement = Statement(sid="One", actions=("a:B",), resources=(anything,), conditions=(condition,))
    known = identity_policy([statement], SETTING)["Statement"][0]["Condition"]
    assert known == {"StringEquals": {"aws:SourceAccount": ["111122223333"]}}
    unknown = identity_policy([statement], SOMEWHERE)["Statement"][0]["Condition"]
    assert unknown == {"StringEquals": {"aws:SourceAccount": ["${account}"]}}


@pytest.mark.parametrize(
    ("kind", "identifier", "arn"),
    [
        (Kind.ANYTHING, "*", "*"),
        (Kind.REPOSITORY, "team/shop", "arn:aws:ecr:us-east-1:111122223333:repository/team/shop"),
        (Kind.SECRET, SECRET, SECRET),
        (Kind.SECRET, SECRET.removesuffix("-AbC123"), SECRET.removesuffix("-AbC123") + "-??????"),
        (Kind.SECRET, "prod/db", "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-??????"),
        (Kind.PARAMETER, "/shop/key", "arn:aws:ssm:us-east-1:111122223333:parameter/shop/key"),
        (Kind.PARAMETER, "key", "arn:aws:ssm:us-east-1:111122223333:parameter/key"),
        (Kind.OBJECT, "shop/prod.env", "arn:aws:s3:::shop/prod.env"),
        (Kind.BUCKET, "shop", "arn:aws:s3:::shop"),
        (Kind.LOG_GROUP, "/ecs/shop", "arn:aws:logs:us-east-1:111122223333:log-group:/ecs/shop:*"),
        (Kind.KEY, KEY, KEY),
        (Kind.FILE_SYSTEM, "fs-1", "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1"),
        (Kind.LAYER_BUCKET, "", "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"),
        (Kind.ROLE, EXECUTION_ROLE, EXECUTION_ROLE),
        (Kind.ROLE, "shop", "arn:aws:iam::111122223333:role/shop"),
        (Kind.DELIVERY_STREAM, "x", "arn:aws:firehose:us-east-1:111122223333:deliverystream/x"),
        (Kind.DATA_STREAM, "x", "arn:aws:kinesis:us-east-1:111122223333:stream/x"),
    ],
)
def test_arns(kind: Kind, identifier: str, arn: str) -> None:
    """Each kind of resource has the ARN that its service's permissions page gives it."""
    assert arn_of(Resource(kind=kind, identifier=Known(identifier)), SETTING) == arn


def test_arns_elsewhere() -> None:
    """A resource's own Region decides its partition, an unknown account is a placeholder, and so is an unknown id."""
    china = Resource(kind=Kind.SECRET, identifier=Known("db"), region=Known("cn-north-1"), account=Known("1" * 12))
    assert arn_of(china, SETTING) == f"arn:aws-cn:secretsmanager:cn-north-1:{'1' * 12}:secret:db-??????"
    group = Resource(kind=Kind.LOG_GROUP, identifier=Known("/x"))
    assert arn_of(group, SOMEWHERE) == "arn:aws:logs:us-east-1:${account}:log-group:/x:*"
    created = Resource(kind=Kind.FILE_SYSTEM, identifier=Unknown("created by this plan"))
    assert arn_of(created, SETTING).endswith("file-system/${file-system}")


def test_both_ecr_endpoints_have_the_same_policy() -> None:
    """Token and pull by the execution role, on its repositories, as AWS recommends for both endpoints."""
    task = start(SHOP)
    assert policy_of("ecr.api", task) == policy_of("ecr.dkr", task)
    login, pull = policy_of("ecr.dkr", task)
    assert login["Principal"] == pull["Principal"] == {"AWS": [EXECUTION_ROLE]}
    assert pull["Resource"] == ["arn:aws:ecr:us-east-1:111122223333:repository/shop"]


def test_the_gateway_lets_everybody_fetch_layers_and_only_roles_the_rest() -> None:
    """Layers are signed by ECR, so any principal may read that bucket; the rest is for the roles, by condition."""
    container = replace(APP, environment_files=(Known("arn:aws:s3:::shop/prod.env"),))
    task = start(replace(with_app(container), aws_services=("s3",)))
    by_sid = {statement["Sid"]: statement for statement in policy_of("s3", task)}
    layers = by_sid["ImageLayers"]
    assert layers["Principal"] == "*"
    assert "Condition" not in layers
    assert layers["Resource"] == ["arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"]
    files = by_sid["ReadFiles"]
    assert files["Principal"] == "*"
    assert files["Condition"] == {"ArnEquals": {"aws:PrincipalArn": [EXECUTION_ROLE]}}
    assert by_sid["CallS3"]["Action"] == ["s3:*"]
    assert by_sid["CallS3"]["Condition"] == {"ArnEquals": {"aws:PrincipalArn": [TASK_ROLE]}}


def test_what_a_service_asks_of_kms_does_not_pass_the_secrets_endpoint() -> None:
    """The secrets endpoint's policy lets secrets be read and does not mention the key."""
    task = replace(with_app(replace(APP, secrets=(secret("DB", SECRET),))), keys=(("secret:DB", KEY),))
    (statement,) = policy_of("secretsmanager", start(task))
    assert statement["Action"] == ["secretsmanager:GetSecretValue"]
    assert statement["Resource"] == [SECRET]


def test_a_role_that_does_not_exist_yet_is_a_placeholder() -> None:
    """Where a role's ARN is unknown the policy says whose role belongs there."""
    task = start(replace(SHOP, execution_role=Unknown("created by this plan")))
    (login, _) = policy_of("ecr.api", task)
    assert login["Principal"] == {"AWS": ["${execution-role of shop}"]}


def test_an_application_may_use_its_whole_service() -> None:
    """What the application calls is its own role's to limit: the endpoint lets the service's actions through."""
    (statement,) = policy_of("kinesis-streams", start(replace(SHOP, aws_services=("kinesis-streams",))))
    assert (statement["Action"], statement["Principal"]) == (["kinesis:*"], {"AWS": [TASK_ROLE]})


def test_service_connect_has_an_open_policy() -> None:
    """The platform's own calls are not published, so nothing is closed to them."""
    (statement,) = policy_of("ecs-agent", start(replace(SHOP, service_connect=True)))
    assert (statement["Action"], statement["Principal"], statement["Resource"]) == (["*"], "*", ["*"])


def test_the_limit_of_an_endpoint_policy() -> None:
    """A policy for a few tasks fits; one for hundreds of roles and repositories is told to be too long, by how much."""

    def numbered(number: int) -> TaskDefinition:
        image = Known(f"111122223333.dkr.ecr.us-east-1.amazonaws.com/repository-{number}:1")
        named = replace(with_app(replace(APP, image=image)), family=f"task-{number}")
        return replace(named, execution_role=Known(f"{EXECUTION_ROLE}-{number}"))

    few = [start(numbered(number)) for number in range(5)]
    many = [start(numbered(number)) for number in range(200)]
    (need, *_) = endpoint_needs(few)
    assert excess(endpoint_policy(need, few, SETTING)) == 0
    assert excess(endpoint_policy(need, many, SETTING)) > 0


def test_the_trust_policy_keeps_deputies_honest() -> None:
    """Only ECS may assume the roles, and only for tasks of this account and Region."""
    (statement,) = trust_policy(SETTING)["Statement"]
    assert statement["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
    assert statement["Condition"]["ArnLike"] == {"aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*"}
    (unknown,) = trust_policy(SOMEWHERE)["Statement"]
    assert unknown["Condition"]["StringEquals"] == {"aws:SourceAccount": "${account}"}
