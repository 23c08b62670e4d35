"""ECS assumes the execution role and the task role; nothing of it is seen in the VPC."""

from __future__ import annotations

from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.journeys import from_elsewhere
from sealane.startup.step import Call, Interface, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known

CARD = Card(
    name=StepName.ROLE_ASSUMPTION,
    title="ECS assumes the task's roles",
    sources=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    ),
)


def derive(task: TaskDefinition, _setting: Setting) -> tuple[Step, ...]:
    """Return one step for each role that the task has."""
    roles = (
        ("execution-role", "ECS takes the execution role to prepare the task", task.execution_role),
        ("task-role", "ECS takes the task role for the containers", task.task_role),
    )
    return tuple(
        step(
            CARD,
            subject,
            because,
            from_elsewhere(Interface.CONTROL_PLANE),
            Call(
                principal=Principal.ECS,
                actions=("sts:AssumeRole",),
                resources=(Resource(kind=Kind.ROLE, identifier=role),),
            ),
        )
        for subject, because, role in roles
        if role != Known("")
    )
