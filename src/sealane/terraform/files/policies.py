"""Policy statements as `aws_iam_policy_document` data sources.

Documents rather than `jsonencode`: a plan document shows every statement's actions, and beside each resource the
reference it comes from, also while ARNs are not known yet; one text with a single unknown ARN in it would be unknown
as a whole. Reviewers know the form. Statements that a user typed are the exception, see `roles`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sealane.startup.needs import Caller, Condition, Statement
from sealane.startup.step import Principal
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.resource_names import ACCOUNT, placed, resource_values
from sealane.terraform.hcl import Block, block, data
from sealane.terraform.hcl_values import Reference, Value, reference

_ROLES = {Principal.EXECUTION_ROLE: "execution", Principal.TASK_ROLE: "task"}


def document(label: str, statements: Iterable[Block], comment: str = "") -> Block:
    """Return a policy document of that name."""
    return data("aws_iam_policy_document", label, *statements, comment=comment)


def identity_statement(statement: Statement, service: Service, draft: Draft) -> Block:
    """Return a statement of the policy of one of a service's roles."""
    return block(
        "statement",
        {
            "sid": statement.sid,
            "actions": list(statement.actions),
            "resources": resource_values(statement.resources, (service,), draft),
        },
        *map(_condition, statement.conditions),
    )


def endpoint_statement(statement: Statement, draft: Draft, *, gateway: bool) -> Block:
    """Return a statement of an endpoint's policy; without callers it is about everybody.

    The principal of a gateway endpoint's policy can only be `*`, so its callers become a condition:
    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """
    names = {caller.task for caller in statement.callers}
    services = tuple(service for service in draft.services if not names or service.name in names)
    callers: list[Value] = [_caller(caller, draft) for caller in statement.callers]
    conditions = list(map(_condition, statement.conditions))
    if callers and gateway:
        conditions.append(_test("ArnEquals", "aws:PrincipalArn", callers))
    named = callers and not gateway
    return block(
        "statement",
        {
            "sid": statement.sid,
            "actions": list(statement.actions),
            "resources": resource_values(statement.resources, services, draft),
        },
        block("principals", {"type": "AWS" if named else "*", "identifiers": callers if named else ["*"]}),
        *conditions,
    )


def _caller(caller: Caller, draft: Draft) -> Reference:
    """Return the ARN of a role."""
    return draft.service(caller.task).of("aws_iam_role", _ROLES[caller.principal], "arn")


def _condition(condition: Condition) -> Block:
    """Return a condition of a statement."""
    return _test(condition.operator, condition.key, [placed(value) for value in condition.values])


def _test(operator: str, key: str, values: list[Value]) -> Block:
    """Return a condition block."""
    return block("condition", {"test": operator, "variable": key, "values": values})


def trust(label: str, service: str, source: Value, comment: str) -> Block:
    """Return the trust policy for a service of AWS, only on behalf of this account.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
    """
    return document(
        label,
        [
            block(
                "statement",
                {"actions": ["sts:AssumeRole"]},
                block("principals", {"type": "Service", "identifiers": [service]}),
                _test("StringEquals", "aws:SourceAccount", [ACCOUNT]),
                _test("ArnLike", "aws:SourceArn", [source]),
            ),
        ],
        comment,
    )


def document_json(label: str) -> Reference:
    """Return a policy document's text."""
    return reference(f"data.aws_iam_policy_document.{label}.json")
