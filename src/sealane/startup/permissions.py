"""What a role may do: exactly the calls of the steps, merged into statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sealane.records import replace
from sealane.startup.needs import Statement
from sealane.startup.step import Kind, Principal, Resource, Step

MANAGED_POLICY: Final = "service-role/AmazonECSTaskExecutionRolePolicy"
"""Path and name of AWS's managed policy for execution roles."""

# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html
_MANAGED_ACTIONS: Final = frozenset(
    {
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }
)

_SIDS: Final = {
    "ecr:GetAuthorizationToken": "RegistryLogin",
    "ecr:BatchGetImage": "PullImages",
    "ecr:GetDownloadUrlForLayer": "PullImages",
    "elasticfilesystem:ClientMount": "MountFileSystems",
    "firehose:PutRecordBatch": "SendToFirehose",
    "kinesis:PutRecords": "SendToKinesis",
    "kms:Decrypt": "DecryptWithKeys",
    "logs:CreateLogGroup": "CreateLogGroups",
    "logs:CreateLogStream": "WriteLogs",
    "logs:DescribeLogGroups": "FindLogGroups",
    "s3:GetBucketLocation": "LocateBuckets",
    "s3:GetObject": "ReadFiles",
    "s3:PutObject": "WriteObjects",
    "secretsmanager:GetSecretValue": "ReadSecrets",
    "ssm:GetParameters": "ReadParameters",
    "ssmmessages:CreateControlChannel": "ExecChannel",
}


def role_statements(steps: Iterable[Step], principal: Principal) -> tuple[Statement, ...]:
    """Return the statements of a role's policy: what the steps call as that principal, no more and no less.

    `ecr:GetAuthorizationToken` carries no condition: AWS once forbade `aws:SourceVpc` there and is silent now,
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html.
    """
    resources: dict[str, dict[Resource, None]] = {}
    for step in steps:
        for call in step.calls:
            if call.principal is principal:
                for action in call.actions:
                    resources.setdefault(action, {}).update(dict.fromkeys(call.resources))
    groups: dict[tuple[str, tuple[Resource, ...]], list[str]] = {}
    for action, found in resources.items():
        groups.setdefault((_service(action), tuple(found)), []).append(action)
    return with_sids(
        Statement(sid="", actions=tuple(actions), resources=found) for (_, found), actions in groups.items()
    )


def managed_shortfall(steps: Iterable[Step]) -> tuple[Statement, ...]:
    """Return what the steps need of the execution role and AWS's managed policy does not give."""
    lacking = (
        replace(statement, actions=tuple(a for a in statement.actions if a not in _MANAGED_ACTIONS))
        for statement in role_statements(steps, Principal.EXECUTION_ROLE)
    )
    return with_sids(statement for statement in lacking if statement.actions)


def with_sids(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements, each with a readable Sid of its own, in a stable order."""
    used: dict[str, int] = {}
    named = []
    for statement in statements:
        sid = _sid(statement)
        used[sid] = used.get(sid, 0) + 1
        named.append(replace(statement, sid=sid if used[sid] == 1 else f"{sid}{used[sid]}"))
    return tuple(named)


def _sid(statement: Statement) -> str:
    """Return a Sid that says what the statement is for: letters and digits, as IAM asks."""
    if all(resource.kind is Kind.LAYER_BUCKET for resource in statement.resources):
        return "ImageLayers"
    known = next((_SIDS[action] for action in statement.actions if action in _SIDS), "")
    if known:
        return known
    service, _, name = statement.actions[0].partition(":")
    words = f"Call{service.title()}" if name == "*" else f"{service.title()}{name}"
    return "".join(character for character in words if character.isalnum()) or "Anything"


def _service(action: str) -> str:
    return action.partition(":")[0]
