"""Advice: what one should know that is no step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.startup.advice import (
    DualStackRegistry,
    EcsEndpointsInNewRegion,
    ExecutionRoleMissing,
    FeatureNotOnPlatform,
    FipsRegistry,
    ImageOfAnotherRegion,
    WindowsBaseLayers,
    advice,
)
from sealane.world.tasks import FileSystemVolume, LogConfiguration, TaskDefinition
from sealane.world.values import Known, Unknown
from tests.unit.startup.tasks import APP, SETTING, SHOP, with_app


def test_a_plain_task_needs_no_advice() -> None:
    """A private image of the own Region in an old Region is beyond doubt."""
    assert advice(SHOP, SETTING) == ()


def test_new_regions_ask_for_ecs_endpoints() -> None:
    """In ca-west-1 the three ECS endpoints are named, in full."""
    (found,) = advice(
        with_app(replace(APP, own_registry=True, image=Known("shop:1"))), replace(SETTING, region="ca-west-1")
    )
    assert isinstance(found, EcsEndpointsInNewRegion)
    assert found.service_names == tuple(
        f"com.amazonaws.ca-west-1.{suffix}" for suffix in ("ecs-agent", "ecs-telemetry", "ecs")
    )


WINDOWS = {"operating_system": "WINDOWS_SERVER_2022_CORE", "platform_version": "1.0.0"}
OLD = {"platform_version": "1.3.0"}
WITH_VOLUME = replace(SHOP, volumes=(FileSystemVolume(name="data", file_system_id=Known("fs-1")),))
WITH_FILE = with_app(replace(APP, environment_files=(Known("arn:aws:s3:::shop/prod.env"),)))
WITH_ROUTER = with_app(replace(APP, log=LogConfiguration(driver="awsfirelens")))


@pytest.mark.parametrize(
    ("task", "platform", "lacking"),
    [
        (WITH_VOLUME, OLD, ["EFS volumes"]),
        (WITH_VOLUME, WINDOWS, ["EFS volumes"]),
        (WITH_VOLUME, {}, []),
        (WITH_FILE, OLD, ["environment files"]),
        (WITH_FILE, WINDOWS, []),
        (replace(SHOP, exec_enabled=True), OLD, ["ECS Exec"]),
        (replace(SHOP, exec_enabled=True), WINDOWS, []),
        (WITH_ROUTER, WINDOWS, ["FireLens"]),
        (WITH_ROUTER, OLD, []),
    ],
)
def test_what_a_platform_lacks(task: TaskDefinition, platform: dict[str, str], lacking: list[str]) -> None:
    """A feature is named exactly on the platforms that do not have it."""
    found = advice(replace(task, **platform), SETTING)  # type: ignore[arg-type]
    assert [one.feature for one in found if isinstance(one, FeatureNotOnPlatform)] == lacking


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1", ImageOfAnotherRegion),
        ("111122223333.dkr-ecr.us-east-1.on.aws/shop:1", DualStackRegistry),
        ("111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/shop:1", FipsRegistry),
    ],
)
def test_doubtful_registries(image: str, kind: type) -> None:
    """Another Region, a dual-stack name and a FIPS name each have their own advice."""
    assert [type(one) for one in advice(with_app(replace(APP, image=Known(image))), SETTING)] == [kind]


def test_windows_images_may_have_layers_elsewhere() -> None:
    """On Windows the base layers are a question, on Linux they are not."""
    found = advice(replace(SHOP, operating_system="WINDOWS_SERVER_2022_CORE"), SETTING)
    assert found == (WindowsBaseLayers(container="app"),)


def test_a_private_image_without_an_execution_role() -> None:
    """Private ECR needs an execution role; one that is only unknown is none of ours to doubt."""
    assert advice(replace(SHOP, execution_role=Known("")), SETTING) == (ExecutionRoleMissing(container="app"),)
    assert advice(replace(SHOP, execution_role=Unknown("created by this plan")), SETTING) == ()
    public = with_app(replace(APP, image=Known("redis:7")), replace(SHOP, execution_role=Known("")))
    assert advice(public, SETTING) == ()
