"""ECS services, clusters, task definitions, and what else runs a task."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.world.gaps import Noun
from sealane.world.services import Cluster, RunnerKind, Service
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unread
from tests.unit.readers.capture.paper import asked, only, world

ECS = "arn:aws:ecs:us-east-1:111122223333"
DEFINITION = f"{ECS}:task-definition/app:3"
AWSVPC: dict[str, Any] = {
    "awsvpcConfiguration": {"subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}
}
SERVICE: dict[str, Any] = {
    "serviceArn": f"{ECS}:service/main/app",
    "serviceName": "app",
    "clusterArn": f"{ECS}:cluster/main",
    "status": "ACTIVE",
    "launchType": "FARGATE",
    "platformVersion": "1.4.0",
    "taskDefinition": DEFINITION,
    "desiredCount": 2,
    "enableExecuteCommand": True,
    "networkConfiguration": AWSVPC,
    "loadBalancers": [{"targetGroupArn": "arn:tg", "containerName": "app", "containerPort": 8080}],
    "deployments": [{"status": "PRIMARY", "serviceConnectConfiguration": {"enabled": True}}],
}
TASK: dict[str, Any] = {
    "taskDefinitionArn": DEFINITION,
    "family": "app",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"],
    "cpu": "256",
    "memory": "512",
    "executionRoleArn": "arn:aws:iam::111122223333:role/execution",
    "runtimePlatform": {"cpuArchitecture": "ARM64"},
    "containerDefinitions": [
        {
            "name": "app",
            "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1",
            "environment": [{"name": "PASSWORD", "value": "hunter2"}],
            "secrets": [
                {"name": "TOKEN", "valueFrom": "arn:aws:secretsmanager:us-east-1:111122223333:secret:t-AbCdEf"}
            ],
            "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/app"}},
            "mountPoints": [{"sourceVolume": "data", "readOnly": True}],
        }
    ],
    "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "transitEncryption": "ENABLED"}}],
}


def services(*documents: dict[str, Any]) -> list[Service]:
    """Return the services of a world."""
    return list(world(*documents).table(Service).values())


def test_service_says_where_and_how_its_tasks_run() -> None:
    """Every setting is read, and partition, Region and account come from the ARN."""
    (service,) = services({"services": [SERVICE]})
    assert (service.subnets, service.security_groups) == (Known(("subnet-1",)), Known(("sg-1",)))
    assert (service.public_address, service.platform_version) == (Known(value=False), Known("1.4.0"))
    assert (service.exec_enabled, service.service_connect) == (Known(value=True), Known(value=True))
    assert (service.tasks, service.targets) == (Known(2), Known((("arn:tg", 8080),)))
    assert (service.setting.partition, service.setting.region) == ("aws", "us-east-1")
    assert service.setting.account == Known("111122223333")
    assert service.task_definition == Known(DEFINITION)
    opened = SERVICE["networkConfiguration"]["awsvpcConfiguration"] | {"assignPublicIp": "ENABLED"}
    (public,) = services({"services": [SERVICE | {"networkConfiguration": {"awsvpcConfiguration": opened}}]})
    assert public.public_address == Known(value=True)


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, True),
        ({"status": "INACTIVE"}, False),
        ({"launchType": "EC2"}, False),
        ({"launchType": "", "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT"}]}, True),
        ({"launchType": "", "capacityProviderStrategy": [{"capacityProvider": "own"}]}, False),
        ({"launchType": ""}, True),
    ],
)
def test_only_services_on_fargate_count(change: dict[str, Any], *, counts: bool) -> None:
    """A service on instances, or one that is gone, is none of ours."""
    assert bool(services({"services": [SERVICE | change]}, {"taskDefinition": TASK})) is counts


def test_definition_decides_where_nothing_else_does() -> None:
    """Without launch type and providers a service whose definition is for EC2 alone is none of ours."""
    task = TASK | {"requiresCompatibilities": ["EC2"]}
    assert services({"services": [SERVICE | {"launchType": ""}]}, {"taskDefinition": task}) == []


def test_primary_task_set_speaks_for_a_service_under_a_deployment_tool() -> None:
    """Where CodeDeploy has charge of a service, the task set says what runs."""
    task_set = {"status": "PRIMARY", "taskDefinition": f"{ECS}:task-definition/app:9", "networkConfiguration": AWSVPC}
    bare = {key: value for key, value in SERVICE.items() if key not in {"networkConfiguration", "taskDefinition"}}
    (service,) = services({"services": [bare | {"taskSets": [task_set]}]})
    assert service.task_definition == Known(f"{ECS}:task-definition/app:9")
    assert service.subnets == Known(("subnet-1",))
    (without,) = services({"services": [bare]})
    assert isinstance(without.subnets, Unread)
    assert isinstance(without.task_definition, Unread)


def test_task_definition_is_read_without_its_environment() -> None:
    """Containers, role, platform and volumes are there, and no value of a variable is anywhere in the fact."""
    task = only(world({"taskDefinition": TASK}), TaskDefinition)
    assert (task.id, task.family, task.architecture) == (DEFINITION, "app", "ARM64")
    assert task.execution_role == Known("arn:aws:iam::111122223333:role/execution")
    assert task.containers[0].log.option("awslogs-group") == Known("/app")
    assert task.volumes[0].read_only
    assert "hunter2" not in repr(task)
    writing = json.loads(json.dumps(TASK))
    writing["containerDefinitions"][0]["mountPoints"] = [{"sourceVolume": "data"}]
    assert not only(world({"taskDefinition": writing}), TaskDefinition).volumes[0].read_only


def test_definition_for_instances_is_left_out() -> None:
    """Bridge networks and EC2 alone are nothing that Fargate runs."""
    for change in ({"networkMode": "bridge"}, {"requiresCompatibilities": ["EC2"]}):
        assert world({"taskDefinition": TASK | change}).table(TaskDefinition) == {}


def test_exec_settings_of_a_cluster_need_to_be_asked_for() -> None:
    """AWS leaves the configuration out unless it is asked for, so that its absence means nothing then."""
    cluster = {"clusterArn": f"{ECS}:cluster/main", "clusterName": "main", "status": "ACTIVE"}
    log = {"cloudWatchLogGroupName": "/exec", "s3BucketName": ""}
    told = cluster | {"configuration": {"executeCommandConfiguration": {"kmsKeyId": "k", "logConfiguration": log}}}
    found = only(world({"clusters": [told]}), Cluster)
    assert (found.exec_key, found.exec_log_group, found.exec_bucket) == (Known("k"), Known("/exec"), Known(""))
    assert isinstance(only(world({"clusters": [cluster]}), Cluster).exec_key, Unread)
    call = asked("ecs:DescribeClusters", {"clusters": [cluster]}, include=["CONFIGURATIONS"])
    assert only(world(call), Cluster).exec_key == Known("")


def test_names_become_keys() -> None:
    """A cluster, a role and a definition named in short are those that the world has."""
    cluster = {"clusterArn": f"{ECS}:cluster/main", "clusterName": "main", "status": "ACTIVE"}
    role = {"Role": {"RoleName": "execution", "Arn": "arn:aws:iam::111122223333:role/x/execution"}}
    found = world(
        {"services": [SERVICE | {"clusterArn": "main", "taskDefinition": "app:3"}]},
        {"taskDefinition": TASK | {"executionRoleArn": "execution"}},
        {"clusters": [cluster]},
        role,
    )
    assert only(found, Service).cluster == Known(f"{ECS}:cluster/main")
    assert only(found, Service).task_definition == Known(DEFINITION)
    assert only(found, TaskDefinition).execution_role == Known("arn:aws:iam::111122223333:role/x/execution")


ECS_PARAMETERS: dict[str, Any] = {
    "TaskDefinitionArn": DEFINITION,
    "LaunchType": "FARGATE",
    "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-1"], "SecurityGroups": ["sg-1"]}},
}


def test_rule_target_runs_a_task_while_the_rule_is_on() -> None:
    """A target of EventBridge is a runner of its own kind; that of a rule that is off runs nothing."""
    target = {"Id": "t", "Arn": f"{ECS}:cluster/main", "EcsParameters": ECS_PARAMETERS}
    call = asked("events:ListTargetsByRule", {"Targets": [target]}, Rule="nightly")
    rule = {"Name": "nightly", "Arn": "arn:aws:events:us-east-1:111122223333:rule/nightly", "State": "ENABLED"}
    found = only(world(call, {"Rules": [rule]}), Service)
    assert found.kind is RunnerKind.SCHEDULE
    assert (found.subnets, found.task_definition) == (Known(("subnet-1",)), Known(DEFINITION))
    assert found.setting.account == Known("111122223333")
    assert world(call, {"Rules": [rule | {"State": "DISABLED"}]}).table(Service) == {}


def test_schedule_and_pipe_run_a_task() -> None:
    """The two newer services of EventBridge spell the network in lower case."""
    parameters = ECS_PARAMETERS | {"NetworkConfiguration": AWSVPC}
    schedule = {
        "Arn": "arn:aws:scheduler:us-east-1:111122223333:schedule/default/nightly",
        "ScheduleExpression": "rate(1 day)",
        "State": "ENABLED",
        "Target": {"Arn": f"{ECS}:cluster/main", "EcsParameters": parameters},
    }
    pipe = {
        "Arn": "arn:aws:pipes:us-east-1:111122223333:pipe/p",
        "Source": "arn:aws:sqs:us-east-1:111122223333:q",
        "Target": f"{ECS}:cluster/main",
        "TargetParameters": {"EcsTaskParameters": parameters},
    }
    found = services(schedule, pipe)
    assert [service.kind for service in found] == [RunnerKind.SCHEDULE, RunnerKind.PIPE]
    assert {service.subnets for service in found} == {Known(("subnet-1",))}
    assert services(schedule | {"State": "DISABLED"}) == []


def test_state_machine_runs_the_tasks_of_its_states() -> None:
    """States inside Map count too, one whose task each run decides has an unread definition, and EC2 does not count."""
    run = {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync"}
    own = run | {
        "Parameters": {"TaskDefinition": DEFINITION, "LaunchType": "FARGATE", "Cluster": f"{ECS}:cluster/main"}
    }
    chosen = run | {"Parameters": {"TaskDefinition.$": "$.task", "LaunchType": "FARGATE"}}
    on_ec2 = run | {"Parameters": {"TaskDefinition": DEFINITION, "LaunchType": "EC2"}}
    states = {"Own": own, "Loop": {"Type": "Map", "ItemProcessor": {"States": {"Chosen": chosen}}}, "Old": on_ec2}
    machine = {
        "stateMachineArn": "arn:aws:states:us-east-1:111122223333:stateMachine:m",
        "definition": json.dumps({"States": states}),
    }
    found = services(machine)
    assert [service.id.rpartition("#")[2] for service in found] == ["Own", "Chosen"]
    assert found[0].task_definition == Known(DEFINITION)
    assert isinstance(found[1].task_definition, Unread)
    assert any("definition" in gap.why.reason for gap in world(machine | {"definition": "{"}).gaps)


def test_service_in_a_region_from_the_future_is_there() -> None:
    """A service in a Region that nobody knows yet is one with that Region, and no gap."""
    arn = "arn:aws:ecs:moon-west-1:111122223333:service/main/app"
    found = world({"services": [SERVICE | {"serviceArn": arn}]})
    assert found.table(Service)[arn].setting == Setting(
        partition="aws", region="moon-west-1", account=Known("111122223333")
    )
    assert all(gap.noun is not Noun.SERVICES for gap in (*found.gaps, *world({"services": [SERVICE]}).gaps))


@pytest.mark.parametrize("lacking", [{}, {"containerDefinitions": []}])
def test_task_definition_without_containers_is_not_all_that_there_is(lacking: dict[str, Any]) -> None:
    """A task has a container at least, so that an answer with none has lost some; one with a container has not."""
    told = {"taskDefinitionArn": DEFINITION, "family": "app", "networkMode": "awsvpc"}
    assert world({"taskDefinition": told | lacking}).table(TaskDefinition)[DEFINITION].hidden
    whole = told | {"containerDefinitions": [{"name": "app", "image": "app:1"}]}
    assert world({"taskDefinition": whole}).table(TaskDefinition)[DEFINITION].hidden == ()
