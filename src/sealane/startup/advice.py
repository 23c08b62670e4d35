"""What one should know about a task's start that is no step: doubts of AWS's own pages, and what a platform lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.grammar.endpoint_services import endpoint_service
from sealane.grammar.images import ImageReference
from sealane.records import dataclass
from sealane.startup.container_images import reference_of
from sealane.startup.platforms import Platform, platform_of
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known

# The Regions that opened after that day, as far as AWS's list of ECR endpoints and its SDK's data tell.
# https://docs.aws.amazon.com/general/latest/gr/ecr.html
_OPENED_SINCE_DECEMBER_2023: Final = frozenset(
    {
        "ap-east-2",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ca-west-1",
        "eusc-de-east-1",
        "me-west-1",
        "mx-central-1",
        "sa-west-1",
    }
)
_ECS_ENDPOINTS: Final = ("ecs-agent", "ecs-telemetry", "ecs")


@dataclass(frozen=True, slots=True, kw_only=True)
class EcsEndpointsInNewRegion:
    """In a Region opened since 2023-12-23 AWS asks for three more endpoints, and says Fargate needs none.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
    """

    region: str
    suffixes: tuple[str, ...]
    service_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureNotOnPlatform:
    """The task asks for something that its platform version does not have.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-version-migration.html
    """

    feature: str
    platform: Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageOfAnotherRegion:
    """An image of another Region: an endpoint there may carry it, replication to the task's Region surely does.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
    """

    container: str
    image: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DualStackRegistry:
    """An image by its dual-stack name: AWS's pages disagree on whether an endpoint serves it.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
    """

    container: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FipsRegistry:
    """An image by its FIPS name: which host Fargate then asks for the token is not documented.

    https://docs.aws.amazon.com/general/latest/gr/ecr.html
    """

    container: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsBaseLayers:
    """A Windows image may have base layers that ECR does not hold and that come from the internet.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """

    container: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionRoleMissing:
    """An image of private ECR needs an execution role, and the task definition names none.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    """

    container: str


Advice = (
    EcsEndpointsInNewRegion
    | FeatureNotOnPlatform
    | ImageOfAnotherRegion
    | DualStackRegistry
    | FipsRegistry
    | WindowsBaseLayers
    | ExecutionRoleMissing
)


def advice(task: TaskDefinition, setting: Setting) -> tuple[Advice, ...]:
    """Return what there is to know, in a stable order."""
    return (*_of_region(setting), *_of_platform(task), *_of_images(task, setting))


def _of_region(setting: Setting) -> Iterator[Advice]:
    if setting.region in _OPENED_SINCE_DECEMBER_2023:
        yield EcsEndpointsInNewRegion(
            region=setting.region,
            suffixes=_ECS_ENDPOINTS,
            service_names=tuple(endpoint_service(suffix).full_name(setting.region) for suffix in _ECS_ENDPOINTS),
        )


def _of_platform(task: TaskDefinition) -> Iterator[Advice]:
    platform = platform_of(task)
    files = any(container.environment_files for container in task.containers)
    routers = any(container.log.driver == "awsfirelens" for container in task.containers)
    asked = (
        ("environment files", files and not platform.has_environment_files),
        ("EFS volumes", bool(task.volumes) and not platform.has_file_systems),
        ("ECS Exec", task.exec_enabled and not platform.has_exec),
        ("FireLens", routers and platform is Platform.WINDOWS_1_0),
    )
    for feature, lacking in asked:
        if lacking:
            yield FeatureNotOnPlatform(feature=feature, platform=platform)


def _of_images(task: TaskDefinition, setting: Setting) -> Iterator[Advice]:
    for container in task.containers:
        reference = reference_of(container)
        if not isinstance(reference, ImageReference) or not reference.in_private_ecr:
            continue
        if task.execution_role == Known(""):
            yield ExecutionRoleMissing(container=container.name)
        if platform_of(task) is Platform.WINDOWS_1_0:
            yield WindowsBaseLayers(container=container.name)
        yield from _of_registry(container.name, reference, setting)


def _of_registry(container: str, reference: ImageReference, setting: Setting) -> Iterator[Advice]:
    private = reference.private
    if private is None:
        return
    if private.region != setting.region:
        yield ImageOfAnotherRegion(container=container, image=reference.text, region=private.region)
    if private.dual_stack:
        yield DualStackRegistry(container=container, image=reference.text)
    if private.fips:
        yield FipsRegistry(container=container, image=reference.text)
