"""The ECS service: how many tasks, how they are deployed, and what of it only Terraform can keep.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, barred, kept, lost
from sealane.readers.json_node import Node
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Value

_SPOT = "FARGATE_SPOT"
_FARGATE = frozenset({"FARGATE", _SPOT})
_ALL_HEALTHY, _TWICE = 100, 200


def service_says(found: Found) -> dict[str, Any]:
    """Return what the spec says of how the service runs."""
    node = found.service
    said: dict[str, Any] = {"desired_count": node.number("desiredCount", 1)}
    if node.text("platformVersion", "LATEST") not in {"", "LATEST"}:
        said["platform_version"] = node.text("platformVersion")
    if node.flag("enableExecuteCommand", default=False):
        key = found.cluster.node("configuration").node("executeCommandConfiguration").text("kmsKeyId")
        said["exec"] = {"kms_key": key} if key else True
    if _providers(node) == [_SPOT]:
        said["spot"] = True
    said["deployment"] = _deployment(node.node("deploymentConfiguration"))
    return said


def service_keeps(found: Found, name: str) -> tuple[dict[str, Value], list[Block]]:
    """Return the arguments and blocks of the service that stay as they are; `name` is what the files call it."""
    node = found.service
    kept_: dict[str, Value] = {} if found.name == name else {"name": found.name}
    kept_["propagate_tags"] = node.text("propagateTags") or "NONE"
    kept_["enable_ecs_managed_tags"] = node.flag("enableECSManagedTags", default=False)
    if grace := node.number("healthCheckGracePeriodSeconds", 0):
        kept_["health_check_grace_period_seconds"] = grace
    if rebalancing := node.text("availabilityZoneRebalancing"):
        kept_["availability_zone_rebalancing"] = rebalancing
    strategy = list(node.nodes("capacityProviderStrategy"))
    if not strategy or _providers(node) == [_SPOT]:
        return kept_, []
    # A launch type cannot be changed, so a service without one must not be given any:
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
    blocks = [
        block(
            "capacity_provider_strategy",
            {
                "capacity_provider": one.text("capacityProvider"),
                "weight": one.number("weight", 0),
                "base": one.number("base", 0),
            },
        )
        for one in strategy
    ]
    return {**kept_, "launch_type": None}, blocks


def service_remarks(found: Found) -> Iterator[Remark]:
    """Yield what is kept beside the spec, and what cannot be."""
    node = found.service
    yield from _of_launch(found)
    controller = node.node("deploymentController").text("type", "ECS")
    if controller != "ECS":
        yield barred(Matter.CONTROLLER, controller)
    if node.members.get("serviceRegistries"):
        yield lost(Matter.SERVICE_SETTING, "serviceRegistries")
    configuration = node.node("deploymentConfiguration")
    if configuration.text("strategy", "ROLLING") != "ROLLING":
        yield barred(Matter.CONTROLLER, configuration.text("strategy"))
    if configuration.node("alarms").flag("enable", default=False):
        yield lost(Matter.SERVICE_SETTING, "deploymentConfiguration.alarms")
    for one in node.nodes("deployments"):
        if one.text("status") == "PRIMARY":
            yield from _of_deployment(one)
    if found.network.text("assignPublicIp") == "ENABLED":
        yield kept(Matter.PUBLIC_ADDRESS, found.name)


def stack_remarks(found: Found) -> Iterator[Remark]:
    """Yield the stacks that would take back what they made: a thing has one owner.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
    """
    tagged = [found.vpc, *found.subnets, found.service, found.cluster, found.task]
    stacks = {
        one.text("Value") or one.text("value")
        for node in tagged
        for one in (*node.nodes("Tags"), *node.nodes("tags"))
        if (one.text("Key") or one.text("key")) == "aws:cloudformation:stack-name"
    }
    yield from (lost(Matter.STACK, stack) for stack in sorted(stacks))


def _of_launch(found: Found) -> Iterator[Remark]:
    """Yield what the tasks run on, and how many."""
    node = found.service
    # Where there are capacity providers, the launch type says nothing.
    runs_on = _providers(node) or [node.text("launchType", "FARGATE")]
    strange = [one for one in runs_on if one not in _FARGATE]
    if strange:
        yield barred(Matter.LAUNCH_TYPE, ", ".join(strange))
    yield kept(Matter.DESIRED_COUNT, found.name, str(node.number("desiredCount", 1)))
    if _providers(node) not in ([], [_SPOT]):
        yield kept(Matter.CAPACITY, ", ".join(_providers(node)))


def _of_deployment(node: Node) -> Iterator[Remark]:
    if node.node("serviceConnectConfiguration").flag("enabled", default=False):
        yield lost(Matter.SERVICE_SETTING, "serviceConnectConfiguration")
    for key in ("volumeConfigurations", "vpcLatticeConfigurations"):
        if node.members.get(key):
            yield lost(Matter.SERVICE_SETTING, key)


def _providers(node: Node) -> list[str]:
    return [one.text("capacityProvider") for one in node.nodes("capacityProviderStrategy")]


def _deployment(node: Node) -> dict[str, Any]:
    breaker = node.node("deploymentCircuitBreaker")
    enabled = breaker.flag("enable", default=False)
    said: dict[str, Any] = {"circuit_breaker": enabled}
    if enabled:
        said["rollback"] = breaker.flag("rollback", default=False)
    if (least := node.number("minimumHealthyPercent", _ALL_HEALTHY)) != _ALL_HEALTHY:
        said["minimum_healthy_percent"] = least
    if (most := node.number("maximumPercent", _TWICE)) != _TWICE:
        said["maximum_percent"] = most
    return said
