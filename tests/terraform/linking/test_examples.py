"""The directories that sealane itself writes are linked without anything left open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sealane.verbs.prove_sources import world_from_directory
from sealane.world.endpoints import Endpoint
from sealane.world.policies import Role
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize("name", ["minimal", "everything"])
def test_an_exported_directory_is_known_to_its_last_relation(name: str) -> None:
    """Every service, endpoint, group and role has all that it refers to, in the same world."""
    world = world_from_directory(EXAMPLES / name / "terraform", environ=os.environ)
    groups, tasks, roles = world.table(SecurityGroup), world.table(TaskDefinition), world.table(Role)
    assert world.table(Service)
    for service in world.table(Service).values():
        assert isinstance(service.subnets, Known)
        assert isinstance(service.security_groups, Known)
        assert set(service.security_groups.value) <= groups.keys()
        assert isinstance(service.task_definition, Known)
        task = tasks[service.task_definition.value]
        assert not task.hidden
        assert task.execution_role.value in roles if isinstance(task.execution_role, Known) else False
    for endpoint in world.table(Endpoint).values():
        assert all(isinstance(one, Known) for one in (endpoint.vpc, endpoint.subnets, endpoint.security_groups))
        assert isinstance(endpoint.policy, Known)
    assert all(isinstance(rule.peer, Known) for group in groups.values() for rule in group.rules)
    assert all(isinstance(role.inline, Known) and isinstance(role.trust, Known) for role in roles.values())
    assert not [gap for gap in world.gaps if gap.scope == ""]
