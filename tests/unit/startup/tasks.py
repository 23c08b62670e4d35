"""A healthy task to build stories from, and Hypothesis strategies for any task."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from sealane.startup.needs import TaskSteps
from sealane.startup.sequence import steps
from sealane.startup.step import Step
from sealane.world.tasks import (
    Container,
    FileSystemVolume,
    LogConfiguration,
    SecretReference,
    Setting,
    TaskDefinition,
)
from sealane.world.values import Known, Origin, Unknown, Unread, Value

ACCOUNT = "111122223333"
SETTING = Setting(partition="aws", region="us-east-1", account=Known(ACCOUNT))
REGISTRY = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com"
SECRET = f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:prod/db-AbC123"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/shop-execution"
TASK_ROLE = f"arn:aws:iam::{ACCOUNT}:role/shop-task"

AWSLOGS = LogConfiguration(
    driver="awslogs",
    options=Known((("awslogs-group", "/ecs/shop"), ("awslogs-region", "us-east-1"), ("awslogs-stream-prefix", "app"))),
)
APP = Container(name="app", image=Known(f"{REGISTRY}/shop:1.0"))
SHOP = TaskDefinition(
    family="shop",
    origin=Origin("shop"),
    containers=(APP,),
    execution_role=Known(EXECUTION_ROLE),
    task_role=Known(TASK_ROLE),
)


def secret(name: str, value_from: str) -> SecretReference:
    """Return a reference whose text is known."""
    return SecretReference(name=name, value_from=Known(value_from))


def with_app(container: Container, task: TaskDefinition = SHOP) -> TaskDefinition:
    """Return the task with another first container."""
    return replace(task, containers=(container, *task.containers[1:]))


def start(task: TaskDefinition, setting: Setting = SETTING) -> TaskSteps:
    """Return a task's steps under its own name."""
    return TaskSteps(task=task.family, steps=steps(task, setting))


def named(task: TaskDefinition, name: str, setting: Setting = SETTING) -> list[Step]:
    """Return a task's steps of one name."""
    return [step for step in steps(task, setting) if step.name == name]


def values(known: st.SearchStrategy[str]) -> st.SearchStrategy[Value[str]]:
    """Return values that are known, undecided or unread."""
    hidden = st.sampled_from([Unknown("created by this plan"), Unread("refused", "ecs:DescribeTaskDefinition")])
    return st.one_of(known.map(Known), hidden)


IMAGES = st.sampled_from(
    [
        f"{REGISTRY}/shop:1.0",
        f"{REGISTRY}/team/other@sha256:{'0a' * 32}",
        "444455556666.dkr.ecr.us-east-1.amazonaws.com/shop:1",
        f"{ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
        f"{ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/shop:1",
        f"{ACCOUNT}.dkr.ecr-fips.us-east-1.amazonaws.com/shop:1",
        f"{ACCOUNT}.dkr-ecr.us-east-1.on.aws/shop:1",
        "public.ecr.aws/nginx/nginx:1",
        "redis:7",
        "ghcr.io/owner/app:1",
        "Not An Image",
    ]
)
SECRETS = st.builds(
    SecretReference,
    name=st.sampled_from(["DB", "KEY", "TOKEN"]),
    value_from=values(
        st.sampled_from(
            [
                SECRET,
                f"{SECRET}:password::",
                SECRET.replace("us-east-1", "eu-west-1"),
                "/shop/key",
                f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/shop/key",
                "/aws/reference/secretsmanager/prod/db",
                "arn:aws:s3:::bucket/key",
            ]
        )
    ),
    secret_name=st.sampled_from(["", "prod/db"]),
)
OPTIONS = ("awslogs-group", "awslogs-region", "awslogs-create-group", "Name", "region", "splunk-url")
LOGS = st.builds(
    LogConfiguration,
    driver=st.sampled_from(["", "awslogs", "awsfirelens", "splunk"]),
    options=st.one_of(
        st.just(Unknown("decided by a variable")),
        st.dictionaries(
            st.sampled_from(
                ["awslogs-group", "awslogs-region", "awslogs-create-group", "Name", "region", "splunk-url"]
            ),
            st.sampled_from(["us-east-1", "eu-west-1", "true", "cloudwatch_logs", "s3", "http", "https://splunk:8088"]),
        ).map(lambda options: Known(tuple(options.items()))),
    ),
    secret_options=st.lists(SECRETS, max_size=1).map(tuple),
)
FILES = values(st.sampled_from(["arn:aws:s3:::shop/prod.env", "arn:aws:s3:::shop.dotted/a.env", "nonsense"]))
CONTAINERS = st.builds(
    Container,
    name=st.sampled_from(["app", "router", "agent"]),
    image=values(IMAGES),
    log=LOGS,
    secrets=st.lists(SECRETS, max_size=2).map(tuple),
    environment_files=st.lists(FILES, max_size=2).map(tuple),
    repository_credentials=values(st.sampled_from(["", SECRET, "registry"])),
    own_registry=st.booleans(),
)
VOLUMES = st.builds(
    FileSystemVolume,
    name=st.sampled_from(["data", "static"]),
    file_system_id=values(st.just("fs-0123456789abcdef0")),
    iam=st.booleans(),
    read_only=st.booleans(),
)
TASKS = st.builds(
    TaskDefinition,
    family=st.sampled_from(["shop", "worker"]),
    origin=st.just(Origin("somewhere")),
    containers=st.lists(CONTAINERS, min_size=1, max_size=3).map(tuple),
    operating_system=st.sampled_from(["LINUX", "WINDOWS_SERVER_2022_CORE"]),
    platform_version=st.sampled_from(["LATEST", "1.4.0", "1.3.0", "1.0.0"]),
    execution_role=values(st.sampled_from(["", EXECUTION_ROLE])),
    task_role=values(st.sampled_from(["", TASK_ROLE])),
    volumes=st.lists(VOLUMES, max_size=2).map(tuple),
    exec_enabled=st.booleans(),
    exec_key=values(st.sampled_from(["", KEY])),
    exec_log_group=values(st.sampled_from(["", "/exec"])),
    exec_bucket=values(st.sampled_from(["", "sessions"])),
    service_connect=st.booleans(),
    aws_services=st.lists(st.sampled_from(["sqs", "s3", "dynamodb", "kms", "nonsense"]), max_size=3).map(tuple),
    keys=st.lists(st.sampled_from([("secret:DB", KEY), ("registry-credentials:app", KEY)]), max_size=2).map(tuple),
)
SETTINGS = st.builds(
    lambda partition_and_region, account: Setting(
        partition=partition_and_region[0], region=partition_and_region[1], account=account
    ),
    st.sampled_from(
        [("aws", "us-east-1"), ("aws", "ca-west-1"), ("aws-cn", "cn-north-1"), ("aws-iso", "us-iso-east-1")]
    ),
    values(st.just(ACCOUNT)),
)
