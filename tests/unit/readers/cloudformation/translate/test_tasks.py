"""Task definitions and what runs them: services, rules, schedules, pipes, state machines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.world.gaps import Noun
from sealane.world.services import Cluster, RunnerKind, Service
from sealane.world.tasks import Container, TaskDefinition
from sealane.world.values import Known, Unknown
from tests.unit.readers.cloudformation.deploying import NO, YES, made, read, resource

NETWORK = {"Subnets": ["subnet-1"], "SecurityGroups": ["sg-1"]}
SERVICE = {
    "LaunchType": "FARGATE",
    "TaskDefinition": {"Ref": "T"},
    "NetworkConfiguration": {"AwsvpcConfiguration": NETWORK},
}
TASK = ("ECS::TaskDefinition", {"Family": "app", "RequiresCompatibilities": ["FARGATE"]})


def task(container: dict[str, Any], *, account: str = "111122223333", **more: Any) -> TaskDefinition:
    """Return a task definition `T` of one container, beside other resources."""
    properties = {"Family": "app", "ContainerDefinitions": [{"Name": "app", **container}]}
    resources = {key: resource(*one) for key, one in {"T": ("ECS::TaskDefinition", properties), **more}.items()}
    return read({"Resources": resources}, account=account).table(TaskDefinition)["T"]


def only(found: TaskDefinition) -> Container:
    """Return the only container."""
    (one,) = found.containers
    return one


def test_task_is_read() -> None:
    """A task definition has its sizes, platform, roles and storage."""
    world = made(
        T=(
            "ECS::TaskDefinition",
            {
                "Cpu": 256,
                "Memory": "512",
                "RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"},
                "ExecutionRoleArn": {"Fn::GetAtt": ["E", "Arn"]},
                "TaskRoleArn": "arn:aws:iam::111122223333:role/app",
                "EphemeralStorage": {"SizeInGiB": 50},
                "ContainerDefinitions": [{"Name": "a", "Image": "x", "Essential": False}],
            },
        ),
        E=("IAM::Role", {}),
        N=("IAM::Role", {"RoleName": "app"}),
    )
    found = world.table(TaskDefinition)["T"]
    assert (found.cpu, found.memory, found.architecture, found.ephemeral_storage_gib) == (
        Known("256"),
        Known("512"),
        "ARM64",
        50,
    )
    assert (found.execution_role, found.task_role) == (Known("E"), Known("N"))
    assert not only(found).essential
    assert not found.hidden


REPOSITORY = ("ECR::Repository", {"RepositoryName": "team/app"})


@pytest.mark.parametrize(
    ("image", "account", "expected", "own"),
    [
        ("nginx:1", "1" * 12, Known("nginx:1"), False),
        (
            {"Fn::Sub": "${R.RepositoryUri}:1"},
            "1" * 12,
            Known("111111111111.dkr.ecr.us-east-1.amazonaws.com/team/app:1"),
            False,
        ),
        ({"Fn::Sub": "${R.RepositoryUri}:1"}, "", Known("team/app:1"), True),
        (
            {"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/x@sha256:1"},
            "",
            Known("x@sha256:1"),
            True,
        ),
    ],
)
def test_image_is_read(image: object, account: str, expected: Known[str], own: bool) -> None:  # noqa: FBT001 - a row
    """An image is its text; of the stack's own unknown account the repository alone is named."""
    container = only(task({"Image": image}, account=account, R=REPOSITORY))
    assert (container.image, container.own_registry) == (expected, own)


@pytest.mark.parametrize("image", ["${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/x:1", "${N.RepositoryUri}:1"])
def test_image_that_is_not_known_is_unknown(image: str) -> None:
    """An image of another Region's registry, or in a repository without name, is not guessed."""
    container = only(task({"Image": {"Fn::Sub": image}}, account="", N=("ECR::Repository", {})))
    assert isinstance(container.image, Unknown)
    assert not container.own_registry


def options(values: dict[str, Any], **more: Any) -> object:
    """Return the options of an `awslogs` driver."""
    container = only(task({"Image": "x", "LogConfiguration": {"LogDriver": "awslogs", "Options": values}}, **more))
    return dict(container.log.options.value) if isinstance(container.log.options, Known) else container.log.options


def test_log_group_is_named_or_keyed() -> None:
    """A log group is named by its name, and by its key when only its deployment names it."""
    group = {"awslogs-group": {"Ref": "G"}}
    assert options(group, G=("Logs::LogGroup", {"LogGroupName": "/app"})) == {"awslogs-group": "/app"}
    assert options(group, G=("Logs::LogGroup", {})) == {"awslogs-group": "G"}


def test_option_that_decides_is_not_made_up() -> None:
    """An unknown Region leaves all options open; an unknown prefix decides nothing."""
    assert isinstance(options({"awslogs-region": "{{resolve:ssm:/r}}"}), Unknown)
    prefix = options({"awslogs-stream-prefix": {"Ref": "AWS::StackName"}, "awslogs-region": "us-east-1"})
    assert isinstance(prefix, dict)
    assert prefix["awslogs-region"] == "us-east-1"


@pytest.mark.parametrize(
    ("value", "value_from", "secret"),
    [
        ({"Ref": "S"}, None, "S"),
        ({"Fn::Sub": "${S}:password::"}, None, "S"),
        ({"Fn::Join": ["", [{"Ref": "S"}, ":key::"]]}, None, "S"),
        ({"Fn::GetAtt": ["S", "Id"]}, None, "S"),
        ({"Ref": "A"}, None, "S"),
        ({"Ref": "P"}, "/app/mode", ""),
        ({"Ref": "Q"}, "Q", ""),
        ("arn:aws:ssm:us-east-1:111122223333:parameter/x", "arn:aws:ssm:us-east-1:111122223333:parameter/x", ""),
        ({"Fn::Sub": "arn:aws:ssm:us-east-1:${AWS::AccountId}:parameter/x"}, "/x", ""),
        ({"Fn::Sub": "arn:aws:secretsmanager:us-east-1:${AWS::AccountId}:secret:db"}, None, "db"),
        ({"Fn::Sub": "arn:aws:secretsmanager:us-east-1:${AWS::AccountId}:secret:db-AbCdEf"}, None, ""),
    ],
)
def test_secret_reference_is_read(value: object, value_from: str | None, secret: str) -> None:
    """A secret of the template's is named by its key, a parameter by its name, anything else as far as it is known."""
    found = task(
        {"Image": "x", "Secrets": [{"Name": "V", "ValueFrom": value}]},
        account="",
        S=("SecretsManager::Secret", {}),
        A=("SecretsManager::SecretTargetAttachment", {"SecretId": {"Ref": "S"}}),
        P=("SSM::Parameter", {"Name": "/app/mode", "Type": "String", "Value": "x"}),
        Q=("SSM::Parameter", {"Type": "String", "Value": "x"}),
    )
    (reference,) = only(found).secrets
    assert (reference.name, reference.secret_name) == ("V", secret)
    if value_from is None:
        assert isinstance(reference.value_from, Unknown)
    else:
        assert reference.value_from == Known(value_from)


def test_registry_credentials_and_firelens_are_read() -> None:
    """Credentials are a secret's key; the options of a log router are read."""
    container = only(
        task(
            {
                "Image": "x",
                "RepositoryCredentials": {"CredentialsParameter": {"Ref": "S"}},
                "FirelensConfiguration": {"Type": "fluentbit", "Options": {"config-file-type": "s3"}},
                "EnvironmentFiles": [{"Type": "s3", "Value": "arn:aws:s3:::b/app.env"}],
            },
            S=("SecretsManager::Secret", {}),
        )
    )
    assert container.repository_credentials == Known("S")
    assert (container.firelens_type, dict(container.firelens_options)) == ("fluentbit", {"config-file-type": "s3"})
    assert container.environment_files == (Known("arn:aws:s3:::b/app.env"),)


def test_volume_is_read() -> None:
    """An EFS volume names file system and access point by key; it is read-only when every mount is."""
    world = made(
        T=(
            "ECS::TaskDefinition",
            {
                "Volumes": [
                    {
                        "Name": "v",
                        "EFSVolumeConfiguration": {
                            "FilesystemId": {"Ref": "F"},
                            "TransitEncryption": "ENABLED",
                            "AuthorizationConfig": {"AccessPointId": {"Ref": "P"}, "IAM": "ENABLED"},
                        },
                    },
                    {"Name": "w"},
                ],
                "ContainerDefinitions": [
                    {"Name": "a", "Image": "x", "MountPoints": [{"SourceVolume": "v", "ReadOnly": True}]}
                ],
            },
        ),
        F=("EFS::FileSystem", {}),
        P=("EFS::AccessPoint", {"FileSystemId": {"Ref": "F"}}),
    )
    (volume,) = world.table(TaskDefinition)["T"].volumes
    assert (volume.file_system_id, volume.access_point_id) == (Known("F"), Known("P"))
    assert (volume.transit_encryption, volume.iam, volume.read_only) == (True, True, True)


def test_container_that_is_not_known_is_hidden() -> None:
    """A container under an open choice may be anything."""
    template = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
        "Resources": {
            "T": resource(
                "ECS::TaskDefinition",
                {"ContainerDefinitions": [{"Fn::If": ["C", {"Name": "a", "Image": "x"}, {"Name": "b", "Image": "y"}]}]},
            )
        },
    }
    assert read(template).table(TaskDefinition)["T"].hidden
    assert only(read(template, parameters={"P": "x"}).table(TaskDefinition)["T"]).name == "a"


def test_service_is_read() -> None:
    """A service has its task, places, settings and targets; it has no public address by default."""
    world = made(
        T=TASK,
        C=("ECS::Cluster", {}),
        G=("ElasticLoadBalancingV2::TargetGroup", {}),
        S=(
            "ECS::Service",
            {
                **SERVICE,
                "Cluster": {"Ref": "C"},
                "DesiredCount": 3,
                "PlatformVersion": "1.3.0",
                "EnableExecuteCommand": True,
                "ServiceConnectConfiguration": {"Enabled": True},
                "LoadBalancers": [{"TargetGroupArn": {"Ref": "G"}, "ContainerName": "app", "ContainerPort": 80}],
            },
        ),
    )
    found = world.table(Service)["S"]
    assert (found.task_definition, found.cluster, found.tasks) == (Known("T"), Known("C"), Known(3))
    assert (found.subnets, found.security_groups) == (Known(("subnet-1",)), Known(("sg-1",)))
    assert (found.exec_enabled, found.service_connect, found.platform_version) == (YES, YES, Known("1.3.0"))
    assert (found.targets, found.public_address) == (Known((("G", 80),)), NO)
    assert (found.setting.region, found.setting.account) == ("us-east-1", Known("111122223333"))


def test_service_may_have_a_public_address() -> None:
    """`AssignPublicIp` is off unless the template turns it on."""
    network = {"AwsvpcConfiguration": {**NETWORK, "AssignPublicIp": "ENABLED"}}
    found = made(T=TASK, S=("ECS::Service", {**SERVICE, "NetworkConfiguration": network})).table(Service)["S"]
    assert found.public_address == YES


@pytest.mark.parametrize("name", ["app", "app:3", "arn:aws:ecs:us-east-1:111122223333:task-definition/app:3"])
def test_task_definition_is_found_by_its_family(name: str) -> None:
    """A service may name the template's task definition by family, with or without revision."""
    found = made(T=TASK, S=("ECS::Service", {**SERVICE, "TaskDefinition": name})).table(Service)["S"]
    assert found.task_definition == Known("T")


@pytest.mark.parametrize(
    ("service", "cluster", "compatible", "runs"),
    [
        ({"LaunchType": "FARGATE"}, {}, ["EC2", "FARGATE"], True),
        ({"LaunchType": "EC2"}, {}, ["FARGATE"], False),
        ({"CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT"}]}, {}, [], True),
        ({"CapacityProviderStrategy": [{"CapacityProvider": "mine"}]}, {}, ["FARGATE"], False),
        ({}, {"DefaultCapacityProviderStrategy": [{"CapacityProvider": "FARGATE"}]}, [], True),
        ({}, {}, ["FARGATE"], True),
        ({}, {}, ["EC2", "FARGATE"], False),
        ({}, {}, [], False),
        ({"LaunchType": "{{resolve:ssm:/launch}}"}, {}, [], True),
    ],
)
def test_only_what_may_run_on_fargate_is_read(
    service: dict[str, Any],
    cluster: dict[str, Any],
    compatible: list[str],
    runs: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """A service counts when its launch type, its strategy, its cluster's or its task definition says Fargate."""
    world = made(
        T=("ECS::TaskDefinition", {"Family": "app", "RequiresCompatibilities": compatible}),
        C=("ECS::Cluster", cluster),
        S=("ECS::Service", {"TaskDefinition": {"Ref": "T"}, "Cluster": {"Ref": "C"}, **service}),
    )
    assert bool(world.table(Service)) is runs


def test_cluster_keeps_sessions() -> None:
    """A cluster says where the sessions of ECS Exec are kept."""
    session = {
        "KmsKeyId": {"Ref": "K"},
        "LogConfiguration": {"CloudWatchLogGroupName": {"Ref": "G"}, "S3BucketName": "b"},
    }
    world = made(
        C=("ECS::Cluster", {"Configuration": {"ExecuteCommandConfiguration": session}}),
        K=("KMS::Key", {}),
        G=("Logs::LogGroup", {}),
    )
    found = world.table(Cluster)["C"]
    assert (found.exec_key, found.exec_log_group, found.exec_bucket) == (Known("K"), Known("G"), Known("b"))


RUNS = {"TaskDefinitionArn": {"Ref": "T"}, "LaunchType": "FARGATE", "TaskCount": 2}


@pytest.mark.parametrize(
    ("kind", "properties", "expected"),
    [
        (
            "Events::Rule",
            {
                "Targets": [
                    {
                        "Id": "t",
                        "Arn": {"Fn::GetAtt": ["C", "Arn"]},
                        "EcsParameters": {**RUNS, "NetworkConfiguration": {"AwsVpcConfiguration": NETWORK}},
                    }
                ]
            },
            RunnerKind.SCHEDULE,
        ),
        (
            "Scheduler::Schedule",
            {
                "Target": {
                    "Arn": {"Fn::GetAtt": ["C", "Arn"]},
                    "EcsParameters": {**RUNS, "NetworkConfiguration": {"AwsvpcConfiguration": NETWORK}},
                }
            },
            RunnerKind.SCHEDULE,
        ),
        (
            "Pipes::Pipe",
            {
                "Target": {"Fn::GetAtt": ["C", "Arn"]},
                "TargetParameters": {
                    "EcsTaskParameters": {**RUNS, "NetworkConfiguration": {"AwsvpcConfiguration": NETWORK}}
                },
            },
            RunnerKind.PIPE,
        ),
    ],
)
def test_what_runs_a_task_is_a_service(kind: str, properties: dict[str, Any], expected: RunnerKind) -> None:
    """A rule, a schedule and a pipe that run a task on Fargate are told like a service."""
    (found,) = made(T=TASK, C=("ECS::Cluster", {}), R=(kind, properties)).table(Service).values()
    assert (found.kind, found.task_definition, found.cluster) == (expected, Known("T"), Known("C"))
    assert (found.subnets, found.security_groups, found.tasks) == (Known(("subnet-1",)), Known(("sg-1",)), Known(2))
    other = json.loads(json.dumps(properties).replace('"FARGATE"', '"EC2"'))
    assert not made(T=TASK, C=("ECS::Cluster", {}), R=(kind, other)).table(Service)


STATE = {
    "Type": "Task",
    "Resource": "arn:aws:states:::ecs:runTask.sync",
    "Parameters": {
        "LaunchType": "FARGATE",
        "Cluster": "${cluster}",
        "TaskDefinition": "${task}",
        "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["${subnet}"], "SecurityGroups.$": "$.groups"}},
    },
}
MACHINE = {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": {"StartAt": "R", "States": {"R": STATE}}}}}
GIVEN = {"task": {"Ref": "T"}, "cluster": {"Ref": "C"}, "subnet": "subnet-1"}


def test_state_machine_runs_a_task() -> None:
    """A state that runs a task is found wherever it stands; what its input decides is unknown."""
    definition = {"DefinitionString": json.dumps(MACHINE), "DefinitionSubstitutions": GIVEN}
    world = made(T=TASK, C=("ECS::Cluster", {}), M=("StepFunctions::StateMachine", definition))
    found = world.table(Service)["M#R"]
    assert (found.kind, found.task_definition, found.cluster) == (RunnerKind.STATE_MACHINE, Known("T"), Known("C"))
    assert found.subnets == Known(("subnet-1",))
    assert isinstance(found.security_groups, Unknown)
    assert world.gap(Noun.SERVICES) is None


def test_state_machine_of_the_cdk_is_read() -> None:
    """The CDK joins a definition of texts and references."""
    text = json.dumps(MACHINE).replace("${subnet}", "subnet-1").replace("${cluster}", "c")
    before, after = text.split("${task}")
    definition = {"DefinitionString": {"Fn::Join": ["", [before, {"Ref": "T"}, after]]}}
    found = made(T=TASK, M=("StepFunctions::StateMachine", definition)).table(Service)["M#R"]
    assert found.task_definition == Known("T")


def test_state_machine_elsewhere_is_a_gap() -> None:
    """A machine whose states are kept elsewhere may run a task."""
    world = made(M=("StepFunctions::StateMachine", {"DefinitionS3Location": {"Bucket": "b", "Key": "k"}}))
    assert isinstance(world.gap(Noun.SERVICES), Unknown)
    quiet = {"Definition": {"States": {"A": {"Type": "Pass"}}}}
    assert made(M=("StepFunctions::StateMachine", quiet)).gap(Noun.SERVICES) is None
