"""ECS services on Fargate.

`AssignPublicIp` is `DISABLED` unless the template says otherwise:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-awsvpcconfiguration.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, all_known, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.clusters import CLUSTER, default_strategy
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.load_balancers import TARGET_GROUP
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.readers.cloudformation.translate.task_definitions import (
    FARGATE,
    TASK_DEFINITION,
    only_fargate,
    task_definition_key,
)
from sealane.world.gaps import Gap, Noun
from sealane.world.services import Service, on_spot
from sealane.world.values import Known, Unknown, Value

_SERVICE = "AWS::ECS::Service"
_TASK_SET = "AWS::ECS::TaskSet"
_OTHER_PLACES = ("EC2", "EXTERNAL", "MANAGED_INSTANCES")


def services(holdings: Holdings) -> Iterator[Finding]:
    """Yield the services whose tasks run on Fargate, or may.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-service.html
    """
    for resource in holdings.of(_SERVICE):
        fields = fields_of(resource, holdings)
        task = task_definition_key(fields.key("TaskDefinition", TASK_DEFINITION), holdings)
        cluster = fields.key("Cluster", CLUSTER)
        if runs_on_fargate(fields, task, cluster, holdings):
            yield _service(resource, fields, task, cluster, holdings)
    for resource in holdings.of(_TASK_SET):
        yield Gap(noun=Noun.SERVICES, why=Unknown(f"the tasks of {resource.key} are not read"))


def runs_on_fargate(fields: Fields, task: Value[str], cluster: Value[str], holdings: Holdings) -> bool:
    """Tell whether tasks run on Fargate; what is not known may be Fargate."""
    launch = fields.text("LaunchType")
    if not isinstance(launch, Known) or launch.value:
        return not isinstance(launch, Known) or launch.value not in _OTHER_PLACES
    listed, hidden = fields.items("CapacityProviderStrategy")
    if not listed and not hidden:
        listed = default_strategy(cluster.value, holdings) if isinstance(cluster, Known) else []
    if listed or hidden:
        names = [one.text("CapacityProvider") for one in listed]
        return bool(hidden) or any(not isinstance(one, Known) or one.value.startswith(FARGATE) for one in names)
    return isinstance(task, Known) and only_fargate(task.value, holdings)


def _service(resource: Resource, fields: Fields, task: Value[str], cluster: Value[str], holdings: Holdings) -> Service:
    network = fields.inner("NetworkConfiguration").inner("AwsvpcConfiguration")
    return Service(
        id=resource.key,
        origin=resource.origin,
        name=fields.text("ServiceName") if fields.has("ServiceName") else Unknown("CloudFormation makes up the name"),
        task_definition=task,
        subnets=network.keys("Subnets", SUBNET),
        security_groups=network.keys("SecurityGroups", GROUP),
        setting=holdings.setting,
        public_address=public_address(network),
        platform_version=fields.text("PlatformVersion", "LATEST"),
        exec_enabled=fields.flag("EnableExecuteCommand", default=False),
        service_connect=fields.inner("ServiceConnectConfiguration").flag("Enabled", default=False),
        tasks=fields.number("DesiredCount", 1),
        spot=_spot(fields, cluster, holdings),
        targets=_targets(fields),
        cluster=cluster,
    )


def _spot(fields: Fields, cluster: Value[str], holdings: Holdings) -> Value[bool]:
    launch = fields.text("LaunchType")
    if not isinstance(launch, Known) or launch.value:
        return Known(False)  # noqa: FBT003 - a launch type has none
    listed, hidden = fields.items("CapacityProviderStrategy")
    if hidden:
        return hidden[0]
    if not listed:
        listed = default_strategy(cluster.value, holdings) if isinstance(cluster, Known) else []
    names = [one.text("CapacityProvider") for one in listed]
    return on_spot(name.value if isinstance(name, Known) else "" for name in names)


def public_address(network: Fields) -> Value[bool]:
    """Tell whether tasks get a public address."""
    found = network.text("AssignPublicIp", "DISABLED")
    return Known(found.value == "ENABLED") if isinstance(found, Known) else found


def _targets(fields: Fields) -> Value[tuple[tuple[str, int], ...]]:
    listed, hidden = fields.items("LoadBalancers")
    if hidden:
        return hidden[0]
    return all_known(_target(one) for one in listed if one.has("TargetGroupArn"))


def _target(fields: Fields) -> Value[tuple[str, int]]:
    group, port = fields.key("TargetGroupArn", TARGET_GROUP), fields.number("ContainerPort", 0)
    if not isinstance(group, Known):
        return group
    return Known((group.value, port.value)) if isinstance(port, Known) else port
