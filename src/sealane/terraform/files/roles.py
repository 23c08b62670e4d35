"""`roles.tf`: an execution role and a task role for each service, and what each may do."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.names import ROLE, bounded, identifier
from sealane.terraform.files.policies import document, document_json, identity_statement, trust
from sealane.terraform.files.resource_names import ACCOUNT, PARTITION, REGION
from sealane.terraform.hcl import Block, resource
from sealane.terraform.hcl_values import Value, call, reference, template

_TRUST = "ecs_tasks_trust"
_MANAGED = ":iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def roles(draft: Draft) -> Iterator[Block]:
    """Yield the trust policy that all roles share, and then the roles service by service."""
    # A single cluster in the source ARN is not supported, hence the wildcard:
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    yield trust(
        _TRUST,
        "ecs-tasks.amazonaws.com",
        template("arn:", PARTITION, ":ecs:", REGION, ":", ACCOUNT, ":*"),
        "Only ECS tasks of this account and Region may take the roles below.",
    )
    for service in draft.services:
        yield from _execution_role(service, draft)
        yield from _task_role(service, draft)


def _execution_role(service: Service, draft: Draft) -> Iterator[Block]:
    """Yield the role with which Fargate starts the tasks."""
    label = f"{service.label}_execution"
    yield _role(draft, service, "execution", f"With this role Fargate prepares the tasks of {service.name}.")
    if draft.spec.execution_role == "managed":
        yield _attachment(label, template("arn:", PARTITION, _MANAGED))
    if not service.execution:
        return
    statements = [identity_statement(statement, service, draft) for statement in service.execution]
    lacking = " beyond AWS's managed policy" if draft.spec.execution_role == "managed" else ""
    yield document(label, statements, f"What starting {service.name} needs{lacking}, and nothing else.")
    yield _policy(label, "start", document_json(label))


def _task_role(service: Service, draft: Draft) -> Iterator[Block]:
    """Yield the role that the containers themselves have."""
    label = f"{service.label}_task"
    yield _role(draft, service, "task", f"With this role the containers of {service.name} call AWS.")
    if service.task:
        yield document(label, [identity_statement(statement, service, draft) for statement in service.task])
        yield _policy(label, "start", document_json(label))
    for arn, name in zip(service.workload.task_role_policies, _policy_names(service), strict=True):
        yield _attachment(label, arn, name)
    if typed := service.workload.task_role_statements:
        # As typed, and all of it known: a policy document would read `&{` as `${`.
        text = call("jsonencode", {"Version": "2012-10-17", "Statement": list(typed)})
        yield _policy(label, "application", text, "As the specification says.", f"{label}_application")


def _role(draft: Draft, service: Service, purpose: str, comment: str) -> Block:
    """Return a role with the shared trust policy."""
    boundary = draft.spec.permissions_boundary
    bounds: dict[str, Value] = {"permissions_boundary": boundary} if boundary else {}
    return resource(
        "aws_iam_role",
        f"{service.label}_{purpose}",
        {
            "name": bounded(ROLE, draft.spec.name, service.name, purpose),
            "assume_role_policy": document_json(_TRUST),
            **bounds,
        },
        comment=comment,
    )


def _policy(role: str, name: str, text: Value, comment: str = "", label: str = "") -> Block:
    """Return an inline policy of a role."""
    return resource(
        "aws_iam_role_policy",
        label or role,
        {"name": name, "role": reference(f"aws_iam_role.{role}.name"), "policy": text},
        comment=comment,
    )


def _attachment(role: str, arn: Value, name: str = "") -> Block:
    """Return the attachment of a managed policy to a role."""
    return resource(
        "aws_iam_role_policy_attachment",
        f"{role}_{name}" if name else role,
        {"role": reference(f"aws_iam_role.{role}.name"), "policy_arn": arn},
    )


def _policy_names(service: Service) -> list[str]:
    """Return a Terraform name for each managed policy of the task role: the policy's own, numbered when it recurs."""
    names: list[str] = []
    for arn in service.workload.task_role_policies:
        name = identifier(arn.rpartition("/")[2]).lower()
        names.append(f"{name}_{len(names) + 1}" if name in names else name)
    return names


def role_policies(service: Service, draft: Draft) -> list[Value]:
    """Return references to all permissions of a service's roles, for what must not start before them."""
    execution, task = f"{service.label}_execution", f"{service.label}_task"
    found = []
    if draft.spec.execution_role == "managed":
        found.append(f"aws_iam_role_policy_attachment.{execution}")
    if service.execution:
        found.append(f"aws_iam_role_policy.{execution}")
    if service.task:
        found.append(f"aws_iam_role_policy.{task}")
    found += [f"aws_iam_role_policy_attachment.{task}_{name}" for name in _policy_names(service)]
    if service.workload.task_role_statements:
        found.append(f"aws_iam_role_policy.{task}_application")
    return [reference(path) for path in found]
