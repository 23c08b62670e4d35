"""The roles of a task, as ECS's control plane takes them: key, ARN and trust policy; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sealane.lab.task.supply import EXECUTION_ROLE, TASK_ROLE
from sealane.sandbox.estate.settled import partition, role_arn
from sealane.world.policies import Role
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from sealane.world.world import World


def roles_of(task: TaskDefinition, world: World, account: str) -> dict[str, tuple[str, str]]:
    """Return key and ARN of the roles of a task, by whose they are; one that the source lacks has its key as ARN."""
    found = {}
    for whose, value in ((EXECUTION_ROLE, task.execution_role), (TASK_ROLE, task.task_role)):
        if isinstance(value, Known) and value.value:
            role = world.table(Role).get(value.value)
            arn = role_arn(role, account, partition(world)) if role else value.value
            if arn.startswith("arn:"):
                found[whose] = (value.value, arn)
    return found


def trusts_of(roles: Mapping[str, tuple[str, str]], world: World) -> dict[str, object]:
    """Return the trust policies of roles, parsed, by whose they are.

    `None` for a role that is not there; one whose policy is not known is left out, so that nobody calls it absent.
    """
    found: dict[str, object] = {}
    for whose, (key, _) in roles.items():
        role = world.table(Role).get(key)
        if role is None:
            found[whose] = None
        elif isinstance(role.trust, Known):
            document = role.trust.value
            try:
                found[whose] = dict(document) if isinstance(document, Mapping) else json.loads(str(document))
            except ValueError:
                continue
    return found
