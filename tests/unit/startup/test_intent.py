"""A spec to task definitions and steps."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.spec.document import Spec
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import log_group_name, steps_of, task_of
from sealane.startup.step import StepName
from sealane.world.values import Known, Unknown
from tests.unit.startup.tasks import KEY, SECRET, SETTING, TASK_ROLE


def spec(**service: Any) -> Spec:
    """Return a spec with one service, `web`."""
    return Spec.model_validate({"name": "shop", "services": {"web": {"image": "shop:1.0", **service}}})


def test_an_image_alone_is_the_callers_private_repository() -> None:
    """`repository:tag` is pulled from the account and Region of the caller, and logged."""
    (task,) = steps_of(spec(), SETTING)
    assert task.task == "web"
    hosts = [step.host for step in task.steps if step.name is StepName.IMAGE_MANIFEST]
    assert hosts == [Known("111122223333.dkr.ecr.us-east-1.amazonaws.com")]
    assert [need.suffix for need in endpoint_needs([task])] == ["ecr.api", "ecr.dkr", "logs", "s3"]


def test_the_log_group_is_named_after_spec_and_service() -> None:
    """The log configuration names the group that the files create, in the Region of the setting."""
    options = dict(_known(task_of(spec(), "web", SETTING).containers[0].log.options))
    assert options["awslogs-group"] == log_group_name(spec(), "web") == "/ecs/shop/web"
    assert options["awslogs-region"] == "us-east-1"


def _known(value: object) -> Any:  # noqa: ANN401 - whatever is known
    assert isinstance(value, Known)
    return value.value


def test_without_any_region_the_log_region_is_unknown() -> None:
    """A spec without a Region, read without a setting, does not guess where the logs go."""
    assert isinstance(task_of(spec(), "web").containers[0].log.options, Unknown)
    somewhere = Spec.model_validate({"region": "eu-west-1", "services": {"web": {"image": "shop:1.0"}}})
    options = dict(_known(task_of(somewhere, "web").containers[0].log.options))
    assert options["awslogs-region"] == "eu-west-1"


@pytest.mark.parametrize(
    ("written", "value_from", "by_name"),
    [
        ({"secret": SECRET}, SECRET, ""),
        ({"secret": SECRET, "key": "password"}, f"{SECRET}:password::", ""),
        ({"secret": SECRET, "version_stage": "AWSPREVIOUS"}, f"{SECRET}::AWSPREVIOUS:", ""),
        ({"secret": SECRET, "key": "k", "version_id": "v1"}, f"{SECRET}:k::v1", ""),
        ({"parameter": "/shop/key"}, "/shop/key", ""),
        ({"secret": "prod/db"}, None, "prod/db"),
    ],
)
def test_secrets(written: dict[str, str], value_from: str | None, by_name: str) -> None:
    """A secret becomes the text that ECS takes; one given by name is unknown until it is looked up."""
    (reference,) = task_of(spec(secrets={"DB": written}), "web").containers[0].secrets
    assert reference.secret_name == by_name
    assert (reference.value_from == Known(value_from)) is (value_from is not None)


def test_keys_of_secrets() -> None:
    """A secret's KMS key is paired with its variable, and a secret without one has no pair."""
    secrets = {"DB": {"secret": SECRET, "kms_key": KEY}, "OTHER": {"parameter": "/x"}}
    assert task_of(spec(secrets=secrets), "web").keys == (("secret:DB", KEY),)


def test_what_terraform_creates_is_unknown() -> None:
    """Roles and a volume's new file system have no id yet, each for a reason of its own; an existing one has."""
    volumes = {"new": {"path": "/a"}, "old": {"path": "/b", "file_system_id": "fs-0123456789abcdef0"}}
    task = task_of(spec(volumes=volumes), "web")
    assert isinstance(task.execution_role, Unknown)
    assert task.task_role != Known(TASK_ROLE)
    new, old = task.volumes
    assert isinstance(new.file_system_id, Unknown)
    assert "web/new" in new.file_system_id.reason
    assert old.file_system_id == Known("fs-0123456789abcdef0")


def test_platform_and_features() -> None:
    """Operating system, platform version, Exec, Service Connect and files are taken over."""
    task = task_of(
        spec(
            operating_system="windows-server-2022-core",
            platform_version="1.0.0",
            exec={"kms_key": KEY},
            service_connect={},
            port=80,
            environment_files=["arn:aws:s3:::shop/prod.env"],
        ),
        "web",
    )
    assert (task.operating_system, task.platform_version) == ("WINDOWS_SERVER_2022_CORE", "1.0.0")
    assert (task.exec_enabled, task.exec_key, task.service_connect) == (True, Known(KEY), True)
    assert task.containers[0].environment_files == (Known("arn:aws:s3:::shop/prod.env"),)
    plain = task_of(spec(), "web")
    assert (plain.operating_system, plain.exec_enabled, plain.service_connect) == ("LINUX", False, False)


def test_application_services_are_for_every_service() -> None:
    """The services that the applications call are steps of each service of the spec."""
    both = Spec.model_validate(
        {"services": {"web": "shop:1", "worker": "shop:2"}, "endpoints": {"aws_services": ["sqs"]}}
    )
    found = [
        [step.subject for step in task.steps if step.name is StepName.APPLICATION] for task in steps_of(both, SETTING)
    ]
    assert found == [["sqs"], ["sqs"]]


def test_a_service_that_is_not_there() -> None:
    """Asking for a service that the spec does not have is a mistake of the caller."""
    with pytest.raises(KeyError):
        task_of(spec(), "worker")
