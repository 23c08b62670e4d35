"""Clusters, services, and what else runs a task in them; then the task definitions that they run."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.live.closure.question import Question, Seen, batches
from sealane.world.services import Service
from sealane.world.values import Known

# The APIs take no more at once.
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html
_SERVICES_AT_ONCE = 10
_CLUSTERS_AT_ONCE = 100


def services(seen: Seen) -> Iterator[Question]:
    """Yield what leads from the scope to every service and its task definition."""
    yield Question("sts:GetCallerIdentity", {})
    if not seen.scope.of_services:
        return
    clusters = seen.scope.clusters or tuple(_listed(seen, "ecs:ListClusters", "clusterArns"))
    if not seen.scope.clusters:
        yield Question("ecs:ListClusters", {})
    for some in batches(clusters, _CLUSTERS_AT_ONCE):
        yield Question("ecs:DescribeClusters", {"clusters": some, "include": ["CONFIGURATIONS"]})
    if seen.scope.services:
        for some in batches(seen.scope.services, _SERVICES_AT_ONCE):
            yield Question("ecs:DescribeServices", {"cluster": clusters[0], "services": some})
    elif not seen.scope.alone:
        for cluster in clusters:
            yield Question("ecs:ListServices", {"cluster": cluster})
        yield from _of_clusters(seen)
    for service in seen.world.table(Service).values():
        if isinstance(service.task_definition, Known):
            yield Question("ecs:DescribeTaskDefinition", {"taskDefinition": service.task_definition.value})


def runners(seen: Seen) -> Iterator[Question]:
    """Yield what leads to rules, schedules, pipes and state machines that run tasks in the clusters of the scope."""
    if seen.scope.services or not seen.scope.of_services:
        return
    clusters = {node.text("clusterArn") for node in seen.nodes("ecs:DescribeClusters", "clusters")}
    yield from _rules(seen, clusters)
    yield Question("scheduler:ListSchedules", {})
    for node in seen.nodes("scheduler:ListSchedules", "Schedules"):
        if node.node("Target").text("Arn") in clusters:
            yield Question("scheduler:GetSchedule", {"Name": node.text("Name"), "GroupName": node.text("GroupName")})
    yield Question("pipes:ListPipes", {})
    for node in seen.nodes("pipes:ListPipes", "Pipes"):
        if node.text("Target") in clusters:
            yield Question("pipes:DescribePipe", {"Name": node.text("Name")})
    yield Question("stepfunctions:ListStateMachines", {})
    for node in seen.nodes("stepfunctions:ListStateMachines", "stateMachines"):
        yield Question("stepfunctions:DescribeStateMachine", {"stateMachineArn": node.text("stateMachineArn")})


def _of_clusters(seen: Seen) -> Iterator[Question]:
    for answer in seen.answers("ecs:ListServices"):
        for some in batches(answer.node.texts("serviceArns"), _SERVICES_AT_ONCE):
            yield Question("ecs:DescribeServices", {"cluster": answer.parameter("cluster"), "services": some})


def _rules(seen: Seen, clusters: set[str]) -> Iterator[Question]:
    for cluster in sorted(clusters):
        yield Question("events:ListRuleNamesByTarget", {"TargetArn": cluster})
    for rule in dict.fromkeys(_listed(seen, "events:ListRuleNamesByTarget", "RuleNames")):
        yield Question("events:ListRules", {"NamePrefix": rule})
        yield Question("events:ListTargetsByRule", {"Rule": rule})


def _listed(seen: Seen, call: str, key: str) -> Iterator[str]:
    for answer in seen.answers(call):
        yield from answer.node.texts(key)
