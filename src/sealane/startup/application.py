"""Calls that the containers themselves make to AWS services, as far as the user says so.

Which actions they need is the application's to know: its policies are the user's, and the steps name none.
"""

from __future__ import annotations

from sealane.grammar.endpoint_services import endpoint_service
from sealane.grammar.partitions import known_regions
from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.journeys import Journey, from_task, gateway, to_service, undecided
from sealane.startup.step import Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown

CARD = Card(
    name=StepName.APPLICATION,
    title="The containers call AWS services",
    sources=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each service; the task starts without them."""
    return tuple(
        step(CARD, suffix, f"the containers call {suffix}", _journey(suffix, setting), starts=False)
        for suffix in dict.fromkeys(task.aws_services)
    )


def _journey(suffix: str, setting: Setting) -> Journey:
    try:
        service = endpoint_service(suffix)
    except KeyError:
        return undecided(Unknown(f"the catalogue has no endpoint service {suffix!r}"))
    if service.gateway and setting.region in known_regions():
        return from_task(Known(service.private_name(setting.region)), gateway(suffix, setting))
    return to_service(suffix, Known(setting.region), setting)
