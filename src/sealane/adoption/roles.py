"""The roles: new ones are made beside the old, and what the old task role may do is written into the new one.

A role's name cannot be changed, and one made by hand often serves more than this service.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, changed, lost, renewed
from sealane.adoption.taken import Taken
from sealane.readers.capture.translate.shelf import last_part
from sealane.spec import derived
from sealane.world.policies import Policy, Role
from sealane.world.values import Known

# What the written roles have under this name follows from the steps, and is written again.
_START = "start"
_MAY = {
    "executionRoleArn": "may do what the start needs",
    "taskRoleArn": "may do what the old one may do",
}


def roles_say(found: Found) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a service of the spec says of its task role, and what the whole spec says of roles."""
    role = _role(found, "taskRoleArn")
    service: dict[str, Any] = {}
    if role is not None and isinstance(role.attached, Known) and role.attached.value:
        service["task_role_policies"] = list(role.attached.value)
    statements = [one for policy in _inline(role) for one in _statements(policy) or ()]
    if statements:
        service["task_role_statements"] = statements
    boundaries = [one.boundary for one in (role, _role(found, "executionRoleArn")) if one is not None]
    known = [one.value for one in boundaries if isinstance(one, Known) and one.value]
    return service, ({"permissions_boundary": known[0]} if known else {})


def role_remarks(found: Found, spec: str, service: str) -> Iterator[Remark]:
    """Yield the roles that are left over, and permissions of the task that nobody could read."""
    for key, name in _names(spec, service).items():
        arn = found.task.text(key)
        if arn and last_part(arn) == name:
            yield changed(Matter.ROLE, name)
        elif arn:
            yield renewed(Matter.ROLE, last_part(arn), f"{name} {_MAY[key]}")
    arn = found.task.text("taskRoleArn")
    role = _role(found, "taskRoleArn")
    if arn and role is None:
        yield lost(Matter.TASK_ROLE, last_part(arn), "no answer of `aws iam get-role` is about it")
    if role is None:
        return
    if not isinstance(role.attached, Known):
        yield lost(Matter.TASK_ROLE, last_part(arn), role.attached.reason)
    if not isinstance(role.inline, Known):
        yield lost(Matter.TASK_ROLE, last_part(arn), role.inline.reason)
    for policy in _inline(role):
        if _statements(policy) is None:
            name = policy.name.value if isinstance(policy.name, Known) else policy.id
            yield lost(Matter.TASK_ROLE, f"{last_part(arn)}/{name}", "its document was not read")


def take_roles(found: Found, spec: str, service: str, label: str) -> Iterator[Taken]:
    """Yield a role that has the very name that is written already."""
    for key, name in _names(spec, service).items():
        if found.task.text(key) and last_part(found.task.text(key)) == name:
            purpose = "task" if key == "taskRoleArn" else "execution"
            yield Taken(kind="aws_iam_role", label=f"{label}_{purpose}", id=name)


def _names(spec: str, service: str) -> dict[str, str]:
    return {
        "executionRoleArn": derived.execution_role(spec, service),
        "taskRoleArn": derived.task_role(spec, service),
    }


def _role(found: Found, key: str) -> Role | None:
    return found.world.table(Role).get(found.task.text(key))


def _inline(role: Role | None) -> tuple[Policy, ...]:
    if role is None or not isinstance(role.inline, Known):
        return ()
    return tuple(one for one in role.inline.value if one.name != Known(_START))


def _statements(policy: Policy) -> list[dict[str, Any]] | None:
    """Return the statements of a policy; nothing where its document is not known or is none."""
    if not isinstance(policy.document, Known) or not isinstance(policy.document.value, str):
        return None
    try:
        read = json.loads(policy.document.value)
        found = read["Statement"]
    except (ValueError, KeyError, TypeError):
        return None
    statements = found if isinstance(found, list) else [found]
    return statements if all(isinstance(one, dict) for one in statements) else None
