"""The token for private ECR, one for each Region that images come from."""

from __future__ import annotations

from sealane.grammar.images import repository_region
from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.container_images import reference_of
from sealane.startup.journeys import before_containers
from sealane.startup.step import Call, Kind, Principal, Resource, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread

CARD = Card(
    name=StepName.REGISTRY_LOGIN,
    title="Fargate gets a token for private ECR",
    sources=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html",
    ),
)

# The action knows no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/
# list_amazonelasticcontainerregistry.html
_TOKEN = Call(
    principal=Principal.EXECUTION_ROLE,
    actions=("ecr:GetAuthorizationToken",),
    resources=(Resource(kind=Kind.ANYTHING),),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each Region of private ECR images; the subject is a Region other than the task's own."""
    regions: dict[str, None] = {}
    hidden: Unknown | Unread | None = None
    for container in task.containers:
        reference = reference_of(container)
        if isinstance(reference, Unknown | Unread):
            hidden = hidden or reference
        elif reference.in_private_ecr:
            regions[repository_region(reference, setting.region)] = None
    steps = [_login(Known(region), task, setting) for region in regions]
    # Whether an image that nobody knows needs a token, and of which Region, nobody knows either.
    return tuple(steps if steps or hidden is None else [_login(hidden, task, setting)])


def _login(region: Known[str] | Unknown | Unread, task: TaskDefinition, setting: Setting) -> Step:
    elsewhere = isinstance(region, Known) and region.value != setting.region
    where = f" of {region.value}" if isinstance(region, Known) and elsewhere else ""
    return step(
        CARD,
        region.value if isinstance(region, Known) and elsewhere else "",
        f"Fargate asks ECR{where} for the token with which images are pulled",
        before_containers("ecr.api", region, task, setting),
        _TOKEN,
    )
