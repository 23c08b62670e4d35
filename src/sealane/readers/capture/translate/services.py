"""ECS services and clusters to facts.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.grammar.partitions import known_regions, partition_of
from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.capture.translate.task_definitions import runs_on_fargate
from sealane.readers.json_node import Node
from sealane.records import dataclass
from sealane.world.services import Cluster, Service, on_spot
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unread, Value

_SERVICES = "ecs:DescribeServices"
_FARGATE = frozenset({"FARGATE", "FARGATE_SPOT"})
_FIELDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Awsvpc:
    """What an awsvpc configuration says, whoever runs the task: subnets, security groups, and a public address."""

    subnets: Value[tuple[str, ...]]
    security_groups: Value[tuple[str, ...]]
    public_address: Value[bool]


def services(shelf: Shelf) -> Iterator[Service]:
    """Yield the services whose tasks run on Fargate and that are not gone."""
    definitions = {
        key_of(node, "taskDefinitionArn"): node
        for node in (answer.node.node("taskDefinition") for answer in shelf.answers("ecs:DescribeTaskDefinition"))
    }
    for answer in shelf.answers(_SERVICES):
        for node in answer.node.nodes("services"):
            if node.text("status") == "INACTIVE" or not _on_fargate(node, definitions):
                continue
            yield _service(node, setting_of(key_of(node, "serviceArn")))


def clusters(shelf: Shelf) -> Iterator[Cluster]:
    """Yield the clusters with what ECS Exec uses.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html
    """
    for answer in shelf.answers("ecs:DescribeClusters"):
        for node in answer.node.nodes("clusters"):
            if node.text("status") == "INACTIVE":
                continue
            key = key_of(node, "clusterArn")
            yield Cluster(
                id=key,
                origin=origin_of(key, node),
                name=Known(node.text("clusterName")),
                **_exec(answer.call.parameters, node),
            )


def awsvpc(node: Node) -> Awsvpc:
    """Return what an awsvpc configuration says, in the spelling of any service that has one.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
    """
    inner = next((node.node(name) for name in ("awsvpcConfiguration", "AwsvpcConfiguration") if node.has(name)), None)
    if inner is None:
        missing = Unread("the answer names no subnets")
        return Awsvpc(subnets=missing, security_groups=missing, public_address=missing)
    capital = inner.has("Subnets")
    subnets, groups, address = (
        ("Subnets", "SecurityGroups", "AssignPublicIp") if capital else ("subnets", "securityGroups", "assignPublicIp")
    )
    return Awsvpc(
        subnets=Known(inner.texts(subnets)),
        security_groups=Known(inner.texts(groups)),
        public_address=Known(inner.text(address) == "ENABLED"),
    )


def setting_of(arn: str, region: str = "") -> Setting:
    """Return partition, Region and account as an ARN has them.

    `region` is where the call was made, for what has no ARN of its own; it is empty where nobody knows it.
    """
    parts = [*arn.split(":", _FIELDS - 1), *[""] * _FIELDS][:_FIELDS]
    where = parts[3] or region
    partition = partition_of(where).name if where in known_regions() else parts[1] or "aws"
    account: Value[str] = Known(parts[4]) if parts[4] else Unread("the ARN names no account")
    return Setting(partition=partition, region=where, account=account)


def is_fargate(launch_type: str, providers: tuple[str, ...]) -> bool | None:
    """Tell whether tasks run on Fargate; `None` when only the task definition or the cluster can say."""
    if providers:
        return bool(_FARGATE.intersection(providers))
    return launch_type == "FARGATE" if launch_type else None


def _on_fargate(node: Node, definitions: Mapping[str, Node]) -> bool:
    providers = tuple(one.text("capacityProvider") for one in node.nodes("capacityProviderStrategy"))
    said = is_fargate(node.text("launchType"), providers)
    if said is not None:
        return said
    definition = definitions.get(_deployed(node).text("taskDefinition"))
    return definition is None or runs_on_fargate(definition)


def _deployed(node: Node) -> Node:
    """Return what says how tasks run: the service, or its primary task set where a deployment tool has charge of it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html
    """
    sets = [one for one in node.nodes("taskSets") if one.text("status") == "PRIMARY"]
    return sets[0] if sets and sets[0].has("networkConfiguration") else node


def _service(node: Node, setting: Setting) -> Service:
    key, deployed = key_of(node, "serviceArn"), _deployed(node)
    network = awsvpc(deployed.node("networkConfiguration"))
    definition = deployed.text("taskDefinition")
    return Service(
        id=key,
        origin=origin_of(key, node),
        name=Known(node.text("serviceName")),
        task_definition=Known(definition) if definition else Unread("the answer names no task definition", _SERVICES),
        subnets=network.subnets,
        security_groups=network.security_groups,
        setting=setting,
        public_address=network.public_address,
        platform_version=Known(deployed.text("platformVersion", "LATEST") or "LATEST"),
        exec_enabled=Known(node.flag("enableExecuteCommand", default=False)),
        service_connect=_service_connect(node),
        tasks=Known(node.number("desiredCount", 1)),
        spot=on_spot(one.text("capacityProvider") for one in node.nodes("capacityProviderStrategy")),
        targets=Known(
            tuple(
                (one.text("targetGroupArn"), one.number("containerPort", 0))
                for one in deployed.nodes("loadBalancers")
                if one.text("targetGroupArn")
            )
        ),
        cluster=Known(node.text("clusterArn")),
    )


def _service_connect(node: Node) -> Value[bool]:
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
    primary = [one for one in node.nodes("deployments") if one.text("status") == "PRIMARY"]
    return Known(any(one.node("serviceConnectConfiguration").flag("enabled", default=False) for one in primary))


def _exec(parameters: Mapping[str, object], node: Node) -> dict[str, Value[str]]:
    # `DescribeClusters` leaves the configuration out unless it is asked for it.
    asked = parameters.get("include")
    if not node.has("configuration") and not (isinstance(asked, list) and "CONFIGURATIONS" in asked):
        why = Unread(
            "`aws ecs describe-clusters` tells this only with `--include CONFIGURATIONS`", "ecs:DescribeClusters"
        )
        return {"exec_key": why, "exec_log_group": why, "exec_bucket": why}
    command = node.node("configuration").node("executeCommandConfiguration")
    log = command.node("logConfiguration")
    return {
        "exec_key": Known(command.text("kmsKeyId")),
        "exec_log_group": Known(log.text("cloudWatchLogGroupName")),
        "exec_bucket": Known(log.text("s3BucketName")),
    }
