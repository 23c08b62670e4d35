"""Policy documents as AWS takes them: of a role, of an endpoint, and of who may assume a role."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sealane.startup.endpoint_policies import LONGEST_POLICY, endpoint_statements
from sealane.startup.needs import Caller, EndpointNeed, Statement, TaskSteps
from sealane.startup.resource_arns import arn_of
from sealane.startup.step import Kind, Principal, StepName
from sealane.world.tasks import Setting
from sealane.world.values import Known

_VERSION = "2012-10-17"


def identity_policy(statements: Iterable[Statement], setting: Setting) -> dict[str, Any]:
    """Return the policy of a role."""
    return {"Version": _VERSION, "Statement": [_statement(one, setting) for one in statements]}


def endpoint_policy(need: EndpointNeed, tasks: Sequence[TaskSteps], setting: Setting) -> dict[str, Any]:
    """Return the least-privilege policy of an endpoint.

    A role that does not exist yet is written as a placeholder, `${execution-role of TASK}`.
    The principal of a gateway endpoint's policy can only be `*`, so its callers are a condition:
    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """
    roles = role_arns(tasks)
    statements = []
    for statement in endpoint_statements(need, tasks):
        callers = [roles.get(caller, _placeholder(caller)) for caller in statement.callers]
        rendered = _statement(statement, setting)
        gateway = need.kind == "Gateway"
        rendered["Principal"] = {"AWS": callers} if callers and not gateway else "*"
        if callers and gateway:
            rendered.setdefault("Condition", {})["ArnEquals"] = {"aws:PrincipalArn": callers}
        statements.append(rendered)
    return {"Version": _VERSION, "Statement": statements}


def trust_policy(setting: Setting) -> dict[str, Any]:
    """Return who may assume the task's roles: ECS, and only for tasks of this account and Region.

    AWS documents the conditions for the task role:
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    """
    account = setting.account.value if isinstance(setting.account, Known) else "${account}"
    source = f"arn:{setting.partition}:ecs:{setting.region}:{account}:*"
    statement = {
        "Sid": "EcsTasks",
        "Effect": "Allow",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {"ArnLike": {"aws:SourceArn": source}, "StringEquals": {"aws:SourceAccount": account}},
    }
    return {"Version": _VERSION, "Statement": [statement]}


def excess(document: Mapping[str, Any]) -> int:
    """Return by how many characters an endpoint policy, written without white space, is longer than AWS takes."""
    return max(0, len(json.dumps(document, separators=(",", ":"))) - LONGEST_POLICY)


def role_arns(tasks: Iterable[TaskSteps]) -> dict[Caller, str]:
    """Return the ARNs of the roles that the tasks name themselves."""
    principals = {"execution-role": Principal.EXECUTION_ROLE, "task-role": Principal.TASK_ROLE}
    return {
        Caller(task=task.task, principal=principals[step.subject]): resource.identifier.value
        for task in tasks
        for step in task.steps
        if step.name is StepName.ROLE_ASSUMPTION
        for call in step.calls
        for resource in call.resources
        if resource.kind is Kind.ROLE and isinstance(resource.identifier, Known)
    }


def _placeholder(caller: Caller) -> str:
    return f"${{{caller.principal} of {caller.task}}}"


def _statement(statement: Statement, setting: Setting) -> dict[str, Any]:
    resources = list(dict.fromkeys(arn_of(resource, setting) for resource in statement.resources))
    rendered: dict[str, Any] = {
        "Sid": statement.sid,
        "Effect": "Allow",
        "Action": list(statement.actions),
        "Resource": resources,
    }
    for condition in statement.conditions:
        operator = rendered.setdefault("Condition", {}).setdefault(condition.operator, {})
        operator[condition.key] = [_filled(value, setting) for value in condition.values]
    return rendered


def _filled(value: str, setting: Setting) -> str:
    account = setting.account.value if isinstance(setting.account, Known) else "${account}"
    replacements = {"${partition}": setting.partition, "${region}": setting.region, "${account}": account}
    for placeholder, text in replacements.items():
        value = value.replace(placeholder, text)
    return value
