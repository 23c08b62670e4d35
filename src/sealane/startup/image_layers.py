"""The image's layers: ECR answers with a redirect to a bucket of its own in S3.

The bucket's URL is signed by ECR, so the task's roles need no permission for it:
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html
"""

from __future__ import annotations

from sealane.grammar.images import ImageReference, repository_region, same_partition
from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.container_images import reference_of
from sealane.startup.image_manifest import pull, to_registry
from sealane.startup.journeys import Journey, bucket_host, from_task, s3, undecided
from sealane.startup.step import Call, Kind, Outside, Principal, Resource, Step, StepName
from sealane.world.tasks import Container, Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread

CARD = Card(
    name=StepName.IMAGE_LAYERS,
    title="Fargate fetches the image's layers",
    sources=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return the steps of each container: for private ECR the question to the registry and the download from S3."""
    return tuple(one for container in task.containers for one in _fetch(container, setting))


def layer_bucket(region: str) -> str:
    """Return the name of the bucket in which ECR keeps a Region's layers."""
    return f"prod-{region}-starport-layer-bucket"


def _fetch(container: Container, setting: Setting) -> tuple[Step, ...]:
    reference = reference_of(container)
    because = f"container {container.name}'s image has layers"
    if isinstance(reference, Unknown | Unread):
        return (step(CARD, container.name, because, undecided(reference)),)
    if not reference.in_private_ecr:
        return (step(CARD, container.name, because, _elsewhere(reference, setting)),)
    ask = f"the registry says where the layers of container {container.name}'s image are"
    asked = pull("ecr:GetDownloadUrlForLayer", reference, setting)
    download = f"the layers of container {container.name}'s image are in S3"
    return (
        step(CARD, container.name, ask, to_registry(reference, setting), asked),
        step(CARD, container.name, download, _bucket(reference, setting), _signed(reference, setting)),
    )


def _bucket(reference: ImageReference, setting: Setting) -> Journey:
    region = repository_region(reference, setting.region)
    name = bucket_host(layer_bucket(region), region)
    if not same_partition(reference, setting.region):
        return from_task(Known(name), Outside(reason=f"{region} is in another partition than {setting.region}"))
    return from_task(Known(name), s3(region, setting))


def _signed(reference: ImageReference, setting: Setting) -> Call:
    region = repository_region(reference, setting.region)
    layers = Resource(kind=Kind.LAYER_BUCKET, identifier=Known(""), region=Known(region))
    return Call(principal=Principal.NOBODY, actions=("s3:GetObject",), resources=(layers,))


def _elsewhere(reference: ImageReference, setting: Setting) -> Journey:
    """Where other registries keep their layers is theirs to say."""
    carrier = to_registry(reference, setting).carrier
    return from_task(Unknown(f"{reference.host} says where the layers are"), carrier)
