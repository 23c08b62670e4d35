"""The whole of `diagnose` against a server that judges by IAM and writes down every request: it only reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from botocore.session import Session

from sealane.readers.capture.captured import action_of
from sealane.readers.capture.folder import read_folder
from sealane.report.permissions import policy
from sealane.verbs.diagnose import Asked, Diagnosed, diagnose
from sealane.verbs.observer import Silent
from sealane.verbs.permissions import Purpose, actions_for
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from tests.sandbox_readers.conftest import REGION
from tests.sandbox_readers.wire import enforced, recorded

Client = Callable[[str], Any]
REASON = "ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed"
LEVELS = json.loads((Path(__file__).parents[1] / "unit" / "verbs" / "access_levels.json").read_text(encoding="utf-8"))[
    "levels"
]
READING = {action for actions in LEVELS.values() for action in actions}


def network(client: Client) -> dict[str, str]:
    """Furnish the default VPC with an endpoint and a private zone."""
    ec2 = client("ec2")
    where = ec2.describe_subnets()["Subnets"][0]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    ec2.create_vpc_endpoint(
        VpcId=where["VpcId"],
        ServiceName=f"com.amazonaws.{REGION}.ecr.api",
        VpcEndpointType="Interface",
        SubnetIds=[where["SubnetId"]],
        SecurityGroupIds=[group],
        PrivateDnsEnabled=True,
    )
    vpc = {"VPCRegion": REGION, "VPCId": where["VpcId"]}
    client("route53").create_hosted_zone(Name="internal.", CallerReference="1", VPC=vpc)
    return {"vpc": where["VpcId"], "subnet": where["SubnetId"], "group": group}


def role(client: Client) -> str:
    """Give the ARN of an execution role with a policy of its own and an attached one."""
    iam = client("iam")
    service = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [service]}
    arn: str = iam.create_role(RoleName="execution", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    pull = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecr:*", "Resource": "*"}]}
    own = iam.create_policy(PolicyName="pull", PolicyDocument=json.dumps(pull))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="execution", PolicyArn=own)
    iam.put_role_policy(RoleName="execution", PolicyName="inline", PolicyDocument=json.dumps(pull))
    return arn


def container(client: Client) -> dict[str, Any]:
    """Give a container that needs an image, a secret, a log group and a file system, all of which are there."""
    secret = client("secretsmanager").create_secret(Name="db", SecretString="hidden")["ARN"]
    client("logs").create_log_group(logGroupName="/app")
    client("ecr").create_repository(repositoryName="app")
    options = {"awslogs-group": "/app", "awslogs-region": REGION, "awslogs-stream-prefix": "app"}
    return {
        "name": "app",
        "image": f"123456789012.dkr.ecr.{REGION}.amazonaws.com/app:1",
        "memory": 512,
        "cpu": 256,
        "portMappings": [{"containerPort": 80}],
        "secrets": [{"name": "DB", "valueFrom": secret}],
        "mountPoints": [{"sourceVolume": "files", "containerPath": "/files"}],
        "logConfiguration": {"logDriver": "awslogs", "options": options},
    }


@pytest.fixture
def task(client: Client) -> str:
    """Furnish an account with a service of every kind of need, and give the ARN of a task that stopped."""
    ecs, efs, where = client("ecs"), client("efs"), network(client)
    files = efs.create_file_system(CreationToken="1")["FileSystemId"]
    efs.create_mount_target(FileSystemId=files, SubnetId=where["subnet"], SecurityGroups=[where["group"]])
    target = client("elbv2").create_target_group(
        Name="app", Protocol="HTTP", Port=80, VpcId=where["vpc"], TargetType="ip"
    )["TargetGroups"][0]["TargetGroupArn"]
    ecs.create_cluster(clusterName="main")
    ecs.register_task_definition(
        family="app",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        executionRoleArn=role(client),
        volumes=[{"name": "files", "efsVolumeConfiguration": {"fileSystemId": files}}],
        containerDefinitions=[container(client)],
    )
    inside = {"awsvpcConfiguration": {"subnets": [where["subnet"]], "securityGroups": [where["group"]]}}
    run: dict[str, Any] = {"cluster": "main", "taskDefinition": "app", "launchType": "FARGATE"}
    run["networkConfiguration"] = inside
    balanced = [{"targetGroupArn": target, "containerName": "app", "containerPort": 80}]
    ecs.create_service(serviceName="app", desiredCount=0, loadBalancers=balanced, **run)
    arn: str = ecs.run_task(**run)["tasks"][0]["taskArn"]
    ecs.stop_task(cluster="main", task=arn, reason=REASON)
    return arn


@pytest.fixture
def reader(client: Client, environ: dict[str, str], task: str) -> dict[str, str]:
    """Give the environment of a user who has the printed policy and nothing else."""
    assert task
    iam = client("iam")
    iam.create_user(UserName="reader")
    iam.put_user_policy(UserName="reader", PolicyName="diagnose", PolicyDocument=json.dumps(policy(Purpose.DIAGNOSE)))
    key = iam.create_access_key(UserName="reader")["AccessKey"]
    return {
        **environ,
        "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
        "AWS_MAX_ATTEMPTS": "1",
    }


def diagnosed(environ: dict[str, str], folder: Path, tasks: tuple[str, ...] = (), **subject: Any) -> Diagnosed:
    """Run the verb as a person would, and keep what it read."""
    request = Request(environ=environ, region=REGION, folder=folder)
    return diagnose(Asked(tasks=tasks, subject=Subject(**subject)), request, Silent())


def test_a_diagnosis_only_reads(aws: str, environ: dict[str, str], task: str, tmp_path: Path) -> None:
    """Of a service, a task, a cluster and a Region, every request that was sent is one of those that are printed."""
    kinds: dict[str, dict[str, Any]] = {
        "service": {"clusters": ("main",), "services": ("app",)},
        "task": {"tasks": (task,)},
        "cluster": {"clusters": ("main",)},
        "region": {},
    }
    asked: dict[str, set[str]] = {}
    for kind, subject in kinds.items():
        with recorded(aws) as calls:
            found = diagnosed(environ, tmp_path, **subject)
        asked[kind] = {action_of(call) for call in calls}
        assert kind == "service" or [str(one.diagnosis.symptom.family) for one in found.stopped] == ["preparation"]
    used = set().union(*asked.values())
    assert used <= set(actions_for(Purpose.DIAGNOSE)) & READING
    deep = {"secretsmanager:GetResourcePolicy", "elasticfilesystem:DescribeMountTargets", "ecs:DescribeTasks"}
    assert deep | {"elasticloadbalancing:DescribeTargetGroups", "iam:GetPolicyVersion"} <= used
    assert asked["service"] < asked["region"]


def test_it_needs_no_more_than_is_printed(aws: str, reader: dict[str, str], task: str, tmp_path: Path) -> None:
    """Whoever has the printed policy alone is refused nothing, and is told the same."""
    with enforced(aws):
        found = diagnosed(reader, tmp_path, save="kept", clusters=("main",))
    assert [one.task.id for one in found.stopped] == [task]
    told = read_folder(tmp_path / "kept").calls
    assert [call.call for call in told if "AccessDenied" in f"{call.error} {call.said}"] == []
    # The server cannot check the signatures of these three, and refuses them to everybody.
    unchecked = {call.call.partition(":")[0] for call in told if "SignatureDoesNotMatch" in call.said}
    assert unchecked <= {"efs", "pipes", "scheduler"}
    assert sum(call.answered for call in told) > len(told) // 2


def test_the_reader_may_not_write(aws: str, reader: dict[str, str], task: str) -> None:
    """The same user, who may diagnose, is refused every write: so that no call of the verb can have been one."""
    session = Session()

    def of(name: str) -> Any:  # noqa: ANN401 - clients are built at run time
        return session.create_client(
            name,
            region_name=REGION,
            endpoint_url=aws,
            aws_access_key_id=reader["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=reader["AWS_SECRET_ACCESS_KEY"],
        )

    with enforced(aws), recorded(aws) as calls:
        assert of("ecs").describe_tasks(cluster="main", tasks=[task])["tasks"]
        with pytest.raises(ClientError, match="AccessDenied"):
            of("ec2").create_vpc(CidrBlock="10.9.0.0/16")
        with pytest.raises(ClientError, match="AccessDenied"):
            of("ecs").stop_task(cluster="main", task=task)
        with pytest.raises(ClientError, match="AccessDenied"):
            of("secretsmanager").get_secret_value(SecretId="db")
    assert set(calls) == {"ecs:DescribeTasks", "ec2:CreateVpc", "ecs:StopTask", "secretsmanager:GetSecretValue"}
