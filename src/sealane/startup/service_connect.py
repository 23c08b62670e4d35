"""Service Connect: the proxy beside the containers takes its configuration from ECS."""

from __future__ import annotations

from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.journeys import to_service
from sealane.startup.step import Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known

CARD = Card(
    name=StepName.SERVICE_CONNECT,
    title="The Service Connect proxy asks ECS for its configuration",
    sources=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return the proxy's step; the platform calls with permissions of its own."""
    if not task.service_connect:
        return ()
    because = "Service Connect is on, and its proxy talks to ECS"
    return (step(CARD, "", because, to_service("ecs-agent", Known(setting.region), setting)),)
