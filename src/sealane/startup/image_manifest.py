"""The image's manifest, from the registry."""

from __future__ import annotations

from functools import lru_cache

from sealane.grammar.images import ImageReference, Registry, repository_region
from sealane.grammar.partitions import known_regions
from sealane.grammar.registry_hosts import private_registry_host
from sealane.startup.card import Card
from sealane.startup.compose import step
from sealane.startup.container_images import Image, images_of, repository_of
from sealane.startup.journeys import HTTPS, Journey, from_task, interface_endpoint, no_region, undecided
from sealane.startup.step import Call, Carrier, Outside, Principal, Step, StepName
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

CARD = Card(
    name=StepName.IMAGE_MANIFEST,
    title="Fargate fetches the image's manifest",
    sources=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    ),
)


def derive(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return one step for each image."""
    return tuple(_fetch(image, setting) for image in images_of(task))


def _fetch(image: Image, setting: Setting) -> Step:
    reference = image.reference
    runs = f"{image.whose} {'run' if len(image.containers) > 1 else 'runs'}"
    if isinstance(reference, Unknown | Unread):
        return step(CARD, image.subject, f"{runs} an image", undecided(reference))
    calls = (pull("ecr:BatchGetImage", reference, setting),) if reference.in_private_ecr else ()
    return step(CARD, image.subject, f"{runs} {reference.text}", to_registry(reference, setting), *calls)


def pull(action: str, reference: ImageReference, setting: Setting) -> Call:
    """Return one of the two calls that a pull from private ECR consists of; the token carries who asks."""
    return Call(principal=Principal.EXECUTION_ROLE, actions=(action,), resources=(repository_of(reference, setting),))


@lru_cache(maxsize=256)
def to_registry(reference: ImageReference, setting: Setting) -> Journey:
    """Travel to the image's registry."""
    if not reference.in_private_ecr:
        name, _, port = reference.host.rpartition(":")
        separate = bool(name) and port.isdecimal()
        return from_task(
            Known(name if separate else reference.host), _no_endpoint(reference), int(port) if separate else HTTPS
        )
    return from_task(_host(reference, setting), _carrier(reference, setting))


def _host(reference: ImageReference, setting: Setting) -> Value[str]:
    if reference.private is not None:
        return Known(reference.host)
    if setting.region not in known_regions():
        return no_region(setting.region)
    if isinstance(setting.account, Known):
        return Known(private_registry_host(setting.account.value, setting.region))
    return setting.account


def _carrier(reference: ImageReference, setting: Setting) -> Carrier:
    private = reference.private
    if private is not None and private.dual_stack:
        # AWS's pages disagree: https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html says no,
        # https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html says yes.
        return Outside(reason="AWS's pages disagree on endpoints for dual-stack registry names: use the IPv4 name")
    suffix = "ecr-fips.dkr" if private is not None and private.fips else "ecr.dkr"
    return interface_endpoint(suffix, repository_region(reference, setting.region), setting)


def _no_endpoint(reference: ImageReference) -> Outside:
    names = {
        Registry.ECR_PUBLIC: "images of ECR Public cannot be pulled through an endpoint: copy it to private ECR",
        Registry.DOCKER_HUB: "Docker Hub is on the internet: copy the image to private ECR",
    }
    other = f"the registry {reference.host} has no endpoint: copy the image to private ECR"
    return Outside(reason=names.get(reference.registry, other))
