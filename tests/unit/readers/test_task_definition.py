"""Task definitions in JSON, in both forms that the AWS CLI speaks."""

from __future__ import annotations

import json
from typing import Any

import botocore.session
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.errors import InputError, Problem
from sealane.readers.task_definition import read
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known

IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1.0"
LOGS = {
    "logDriver": "awslogs",
    "options": {"awslogs-group": "/x", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "app"},
}


def definition(**changes: Any) -> dict[str, Any]:
    """Return a healthy task definition with changes; `None` takes a key away."""
    healthy: dict[str, Any] = {
        "family": "shop",
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "256",
        "memory": "512",
        "executionRoleArn": "arn:aws:iam::111122223333:role/shop",
        "containerDefinitions": [{"name": "app", "image": IMAGE, "logConfiguration": LOGS}],
    }
    return {key: value for key, value in {**healthy, **changes}.items() if value is not None}


def taken(**changes: Any) -> TaskDefinition:
    """Read the healthy definition with changes."""
    return read(json.dumps(definition(**changes)), "task.json")


def container(**changes: Any) -> dict[str, Any]:
    """Return the healthy definition's container with changes, as a change of the definition."""
    return {"containerDefinitions": [{"name": "app", "image": IMAGE, **changes}]}


def refused(text: str) -> Problem:
    """Return the problem that a text is refused with."""
    with pytest.raises(InputError) as caught:
        read(text, "task.json")
    (problem,) = caught.value.problems
    return problem


def test_a_plain_definition() -> None:
    """Family, sizes, role, image and logs are taken over, and the rest has Fargate's defaults."""
    task = taken()
    assert (task.family, task.cpu, task.memory) == ("shop", Known("256"), Known("512"))
    assert task.execution_role == Known("arn:aws:iam::111122223333:role/shop")
    assert task.task_role == Known("")
    assert (task.operating_system, task.architecture, task.platform_version) == ("LINUX", "X86_64", "LATEST")
    (app,) = task.containers
    assert (app.image, app.own_registry, app.essential) == (Known(IMAGE), False, True)
    assert app.log.option("awslogs-group") == Known("/x")
    assert task.origin.file == "task.json"


def test_what_describe_prints_is_the_same() -> None:
    """The wrapper of `describe-task-definition` changes nothing but the origin."""
    arn = "arn:aws:ecs:us-east-1:111122223333:task-definition/shop:3"
    described = {"taskDefinition": {**definition(), "taskDefinitionArn": arn, "status": "ACTIVE"}, "tags": []}
    task = read(json.dumps(described), "task.json")
    assert task.containers == taken().containers
    assert task.origin.name == arn


EFS = {
    "fileSystemId": "fs-1",
    "rootDirectory": "/x",
    "transitEncryption": "ENABLED",
    "authorizationConfig": {"accessPointId": "fsap-1", "iam": "ENABLED"},
}


def test_every_feature_is_taken_over() -> None:
    """Secrets, files, credentials, the router, volumes, platform and storage reach the facts."""
    task = taken(
        taskRoleArn="arn:aws:iam::111122223333:role/task",
        runtimePlatform={"operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64"},
        ephemeralStorage={"sizeInGiB": 50},
        volumes=[{"name": "data", "efsVolumeConfiguration": EFS}, {"name": "scratch"}],
        **container(
            essential=False,
            secrets=[{"name": "DB", "valueFrom": "/db"}],
            environmentFiles=[{"type": "s3", "value": "arn:aws:s3:::b/k.env"}],
            repositoryCredentials={"credentialsParameter": "registry"},
            firelensConfiguration={"type": "fluentbit", "options": {"enable-ecs-log-metadata": "true"}},
            mountPoints=[{"sourceVolume": "data", "containerPath": "/data", "readOnly": True}],
            logConfiguration={
                "logDriver": "splunk",
                "options": {"splunk-url": "https://s"},
                "secretOptions": [{"name": "splunk-token", "valueFrom": "/t"}],
            },
        ),
    )
    (app,) = task.containers
    assert (task.architecture, task.ephemeral_storage_gib, app.essential) == ("ARM64", 50, False)
    assert [(one.name, one.value_from) for one in app.secrets] == [("DB", Known("/db"))]
    assert app.environment_files == (Known("arn:aws:s3:::b/k.env"),)
    assert app.repository_credentials == Known("registry")
    assert (app.firelens_type, app.firelens_options) == ("fluentbit", (("enable-ecs-log-metadata", "true"),))
    assert [one.name for one in app.log.secret_options] == ["splunk-token"]
    (volume,) = task.volumes
    assert (volume.name, volume.file_system_id, volume.access_point_id) == ("data", Known("fs-1"), Known("fsap-1"))
    assert (volume.iam, volume.transit_encryption, volume.read_only, volume.root_directory) == (True, True, True, "/x")


@pytest.mark.parametrize(
    ("mounts", "read_only"),
    [([], False), ([True], True), ([True, False], False), ([None], False)],
)
def test_a_volume_is_read_only_when_every_mount_is(mounts: list[bool | None], read_only: bool) -> None:  # noqa: FBT001
    """One writing mount, or none at all, makes the volume writable."""
    points = [{"sourceVolume": "data", **({} if one is None else {"readOnly": one})} for one in mounts]
    volumes = [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}]
    (volume,) = taken(volumes=volumes, **container(mountPoints=points)).volumes
    assert volume.read_only is read_only


def skeleton(shape: Any) -> Any:  # noqa: ANN401 - botocore's shapes differ by kind
    """Return an example of a shape of the API with every member, as `--generate-cli-skeleton` prints one."""
    match shape.type_name:
        case "structure":
            return {name: skeleton(member) for name, member in shape.members.items()}
        case "list":
            return [skeleton(shape.member)]
        case "map":
            return {"key": skeleton(shape.value)}
        case "string":
            return shape.enum[0] if shape.enum else "text"
        case "boolean":
            return True
        case _:
            return 21


def test_every_member_of_the_api_has_the_type_that_is_read() -> None:
    """A definition with every member that the API knows is read, so no name or type is imagined."""
    model = botocore.session.get_session().get_service_model("ecs")
    full = skeleton(model.operation_model("RegisterTaskDefinition").input_shape)
    full["containerDefinitions"][0] |= {"image": IMAGE, "logConfiguration": {**LOGS, "secretOptions": []}}
    full |= {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc"}
    task = read(json.dumps(full), "task.json")
    (app,), (volume,) = task.containers, task.volumes
    assert (task.family, task.cpu, task.execution_role, task.task_role) == ("text", *[Known("text")] * 3)
    assert (app.secrets[0].value_from, app.environment_files[0]) == (Known("text"), Known("text"))
    assert (app.repository_credentials, app.firelens_options) == (Known("text"), (("key", "text"),))
    assert (volume.file_system_id, volume.access_point_id, volume.iam) == (Known("text"), Known("text"), True)
    assert (task.ephemeral_storage_gib, task.operating_system != "") == (21, True)


def test_null_is_absent() -> None:
    """`null` stands for a key that is not there, as the SDKs write it."""
    task = taken(volumes=None, **container(secrets=None, logConfiguration=None, essential=None))
    assert task.containers[0].log.driver == ""


def test_what_is_no_json_is_placed() -> None:
    """A syntax error has line and column, and a byte order mark is none."""
    problem = refused('{\n  "family": "shop",\n  oops\n}')
    assert problem.code == "json-invalid"
    assert str(problem.place) == "task.json:3:3"
    assert read("\ufeff" + json.dumps(definition()), "task.json").family == "shop"


def test_nesting_without_end_is_no_crash() -> None:
    """A document that is nested too deeply is refused like any other that cannot be read."""
    assert refused("[" * 200_000).code == "json-invalid"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"family": 1}, "`family`"),
        ({"cpu": 256}, "`cpu`"),
        ({"containerDefinitions": {}}, "`containerDefinitions`"),
        ({"containerDefinitions": ["app"]}, "`containerDefinitions[0]`"),
        (container(image=["x"]), "`containerDefinitions[0].image`"),
        (container(essential="yes"), "`containerDefinitions[0].essential`"),
        (container(secrets=[{"name": 1}]), "`containerDefinitions[0].secrets[0].name`"),
        (container(logConfiguration={"options": {"a": 1.5}}), "`containerDefinitions[0].logConfiguration.options.a`"),
        ({"ephemeralStorage": {"sizeInGiB": "50"}}, "`ephemeralStorage.sizeInGiB`"),
        ({"ephemeralStorage": {"sizeInGiB": True}}, "`ephemeralStorage.sizeInGiB`"),
        ({"requiresCompatibilities": [1]}, "`requiresCompatibilities[0]`"),
    ],
)
def test_a_wrong_type_is_named_by_its_path(changes: dict[str, Any], path: str) -> None:
    """A value of the wrong type is refused with the path to it."""
    problem = refused(json.dumps(definition(**changes)))
    assert problem.code == "json-wrong-type"
    assert problem.what.startswith(path)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"containerDefinitions": None}, "task-definition-unrecognised"),
        ({"containerDefinitions": []}, "task-definition-empty"),
        ({"requiresCompatibilities": ["EC2"]}, "task-definition-not-fargate"),
        ({"requiresCompatibilities": None, "compatibilities": ["EC2"]}, "task-definition-not-fargate"),
        ({"networkMode": "bridge"}, "task-definition-not-fargate"),
        ({"networkMode": None}, "task-definition-not-fargate"),
        (container(image=""), "image-empty"),
        (container(image="<IMAGE1_NAME>"), "image-character-invalid"),
        (container(logConfiguration={"logDriver": "json-file"}), "log-driver-not-on-fargate"),
        (container(logConfiguration={"logDriver": "awslogs"}), "log-option-missing"),
    ],
)
def test_what_cannot_run_on_fargate_is_refused(changes: dict[str, Any], code: str) -> None:
    """A definition that ECS would not run on Fargate is refused, with its own code and a hint."""
    problem = refused(json.dumps(definition(**changes)))
    assert problem.code == code
    assert problem.hint
    assert problem.place is not None


def test_a_definition_for_both_is_for_fargate() -> None:
    """EC2 beside FARGATE is fine, and so is a definition that lists nothing but runs in awsvpc."""
    assert taken(requiresCompatibilities=["EC2", "FARGATE"]).family == "shop"
    assert taken(requiresCompatibilities=None).family == "shop"


def test_a_template_of_cloudformation_is_told_apart() -> None:
    """A CloudFormation template is no task definition, and the hint says how to get one."""
    problem = refused(json.dumps({"Resources": {}}))
    assert problem.code == "task-definition-unrecognised"
    assert "`aws ecs describe-task-definition" in problem.hint
    assert refused("[]").code == "json-wrong-type"


KEYS = st.sampled_from([*sorted(definition()), "name", "image", "options", "secrets", "logConfiguration"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(definition())), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(sorted(definition())))
def test_any_json_is_a_definition_or_a_problem(value: object, key: str) -> None:
    """Whatever stands in whatever place, the reader answers with facts or a problem."""
    try:
        found = str(read(json.dumps({**definition(), key: value}), "task.json").family)
    except InputError as error:
        found = error.problems[0].code
    assert found
