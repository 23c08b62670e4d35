"""What runs an ECS task beside a service: EventBridge rules, schedules, pipes."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.clusters import CLUSTER
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.services import public_address, runs_on_fargate
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.task_definitions import TASK_DEFINITION, task_definition_key
from sealane.world.gaps import Gap, Noun
from sealane.world.services import RunnerKind, Service
from sealane.world.values import Known, Value

_RULE = "AWS::Events::Rule"
_SCHEDULE = "AWS::Scheduler::Schedule"
_PIPE = "AWS::Pipes::Pipe"


def schedules(holdings: Holdings) -> Iterator[Finding]:
    """Yield rules and schedules that run a task on Fargate.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-events-rule-ecsparameters.html
    """
    for resource in holdings.of(_RULE):
        listed, hidden = fields_of(resource, holdings).items("Targets")
        for place, target in enumerate(listed):
            if target.has("EcsParameters"):
                key = resource.key if len(listed) == 1 else f"{resource.key}#{place}"
                cluster = target.key("Arn", CLUSTER)
                yield from _runs(resource, key, target.inner("EcsParameters"), cluster, holdings)
        for why in hidden:
            yield Gap(noun=Noun.SERVICES, why=why)
    for resource in holdings.of(_SCHEDULE):
        target = fields_of(resource, holdings).inner("Target")
        if target.has("EcsParameters"):
            cluster = target.key("Arn", CLUSTER)
            yield from _runs(resource, resource.key, target.inner("EcsParameters"), cluster, holdings)


def pipes(holdings: Holdings) -> Iterator[Finding]:
    """Yield pipes that run a task on Fargate.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-pipes-pipe-pipetargetecstaskparameters.html
    """
    for resource in holdings.of(_PIPE):
        fields = fields_of(resource, holdings)
        target = fields.inner("TargetParameters")
        if target.has("EcsTaskParameters"):
            cluster = fields.key("Target", CLUSTER)
            kind = RunnerKind.PIPE
            yield from _runs(resource, resource.key, target.inner("EcsTaskParameters"), cluster, holdings, kind)


def _runs(
    resource: Resource,
    key: str,
    fields: Fields,
    cluster: Value[str],
    holdings: Holdings,
    kind: RunnerKind = RunnerKind.SCHEDULE,
) -> Iterator[Finding]:
    task = task_definition_key(fields.key("TaskDefinitionArn", TASK_DEFINITION), holdings)
    if not runs_on_fargate(fields, task, cluster, holdings):
        return
    outer = fields.inner("NetworkConfiguration")
    network = outer.inner("AwsVpcConfiguration" if outer.has("AwsVpcConfiguration") else "AwsvpcConfiguration")
    yield Service(
        id=key,
        origin=resource.origin,
        name=Known(key),
        task_definition=task,
        subnets=network.keys("Subnets", SUBNET),
        security_groups=network.keys("SecurityGroups", GROUP),
        setting=holdings.setting,
        kind=kind,
        public_address=public_address(network),
        platform_version=fields.text("PlatformVersion", "LATEST"),
        exec_enabled=fields.flag("EnableExecuteCommand", default=False),
        tasks=fields.number("TaskCount", 1),
        cluster=cluster,
    )
