"""The image's layers: ECR answers with a redirect to a bucket of its own in S3.

The bucket's URL is signed by ECR, so the task's roles need no permission for it:
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html
"""

from __future__ import annotations

from functools import lru_cache

from sealane.grammar.images import ImageReference, repository_region
from sealane.grammar.partitions import known_regions, partition_of
from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.container_images import Image, images_of
from sealane.startup.image_manifest import pull, to_registry
from sealane.startup.journeys import Journey, bucket_host, from_task, no_region, s3, undecided
from sealane.startup.step import Call, Kind, Outside, Principal, Resource, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
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
    """Return the steps of each image: for private ECR the question to the registry and the download from S3."""
    return tuple(one for image in images_of(task) for one in _fetch(image, setting))


def layer_bucket(region: str) -> str:
    """Return the name of the bucket in which ECR keeps a Region's layers."""
    return f"prod-{region}-starport-layer-bucket"


def _fetch(image: Image, setting: Setting) -> tuple[Step, ...]:
    reference, subject = image.reference, image.subject
    download = f"the layers of the image of {image.whose} are in S3"
    if isinstance(reference, Unknown | Unread):
        return (step(CARD, subject, f"the image of {image.whose} has layers", undecided(reference)),)
    if not reference.in_private_ecr:
        because = f"the layers of the image of {image.whose} are where its registry says"
        return (step(CARD, subject, because, _elsewhere(reference, setting)),)
    ask = f"the registry says where the layers of the image of {image.whose} are"
    asked = pull("ecr:GetDownloadUrlForLayer", reference, setting)
    region = repository_region(reference, setting.region)
    return (
        step(CARD, subject, ask, to_registry(reference, setting), asked),
        step(CARD, subject, download, _to_layers(region, setting), _signed(region)),
    )


# The layers of a Region's images are in one bucket, whatever the image.
@lru_cache(maxsize=64)
def _to_layers(region: str, setting: Setting) -> Journey:
    unheard = next((one for one in (region, setting.region) if one not in known_regions()), None)
    if unheard is not None:
        return undecided(no_region(unheard))
    name = bucket_host(layer_bucket(region), region)
    if partition_of(region) != partition_of(setting.region):
        return from_task(Known(name), Outside(reason=f"{region} is in another partition than {setting.region}"))
    return from_task(Known(name), s3(region, setting))


@lru_cache(maxsize=64)
def _signed(region: str) -> Call:
    layers = Resource(kind=Kind.LAYER_BUCKET, identifier=Known(""), region=Known(region))
    return Call(principal=Principal.NOBODY, actions=("s3:GetObject",), resources=(layers,))


def _elsewhere(reference: ImageReference, setting: Setting) -> Journey:
    """Where other registries keep their layers is theirs to say."""
    carrier = to_registry(reference, setting).carrier
    return from_task(Unknown(f"{reference.host} says where the layers are"), carrier)
