"""Stopped tasks and the events of services, for whoever asks why a task did not start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.readers.capture.captured import CapturedCall
from sealane.readers.json_node import Node
from sealane.world.stopped_tasks import StoppedTask

_STOPPED: Final = frozenset({"STOPPED", "DEPROVISIONING", "STOPPING"})
_SERVICE: Final = "service:"
_FARGATE: Final = frozenset({"FARGATE", "FARGATE_SPOT"})
# What `describe-tasks` and what an event calls the attachment of a network interface.
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attachment.html
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html
_INTERFACE: Final = frozenset({"ElasticNetworkInterface", "eni"})
# Events that carry why a task could not be started.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
_TELLING: Final = ("unable to place a task", "failed to launch a task", "unable to assume", "Reason:")


def stopped_tasks(calls: Iterable[CapturedCall]) -> tuple[StoppedTask, ...]:
    """Return the stopped tasks, then the telling events, each the newest first."""
    answered = [call for call in calls if call.answered]
    tasks = [task for call in answered if call.call == "ecs:DescribeTasks" for task in _tasks(call)]
    events = [event for call in answered if call.call == "ecs:DescribeServices" for event in _events(call)]
    unique = {task.id or str(number): task for number, task in enumerate(tasks)}
    newest = sorted(unique.values(), key=lambda task: task.at, reverse=True)
    return (*newest, *events)


def tells_of_failure(event: str) -> bool:
    """Tell whether an event of a service says why a task could not be started."""
    return any(word in event for word in _TELLING)


def _tasks(call: CapturedCall) -> Iterator[StoppedTask]:
    for node in _node(call).nodes("tasks"):
        if node.text("lastStatus") not in _STOPPED and not node.text("stoppedReason"):
            continue
        reasons = (node.text("stoppedReason"), *(container.text("reason") for container in node.nodes("containers")))
        group, place = node.text("group"), _place(node)
        yield StoppedTask(
            id=node.text("taskArn"),
            cluster=_last(node.text("clusterArn")),
            service=group.removeprefix(_SERVICE) if group.startswith(_SERVICE) else "",
            task_definition=node.text("taskDefinitionArn"),
            stop_code=node.text("stopCode"),
            messages=tuple(dict.fromkeys(filter(None, reasons))),
            started=bool(_moment(node, "startedAt")),
            began=_moment(node, "createdAt"),
            at=_moment(node, "stoppedAt") or _moment(node, "stoppingAt"),
            cluster_arn=node.text("clusterArn"),
            subnet=place.get("subnetId", ""),
            interface=place.get("networkInterfaceId", ""),
            address=place.get("privateIPv4Address", ""),
            fargate=(node.text("launchType") or node.text("capacityProviderName") or "FARGATE") in _FARGATE,
            platform_version=node.text("platformVersion"),
            over=node.text("lastStatus") in {"", "STOPPED"},
        )


def _place(node: Node) -> dict[str, str]:
    """Return what the attachment of a task's network interface says, by name."""
    for attachment in node.nodes("attachments"):
        if attachment.text("type") in _INTERFACE:
            return {one.text("name"): one.text("value") for one in attachment.nodes("details")}
    return {}


def _events(call: CapturedCall) -> Iterator[StoppedTask]:
    for node in _node(call).nodes("services"):
        for event in node.nodes("events"):
            message = event.text("message")
            if tells_of_failure(message):
                yield StoppedTask(
                    cluster=_last(node.text("clusterArn")),
                    service=node.text("serviceName"),
                    task_definition=node.text("taskDefinition"),
                    messages=(message,),
                    at=_moment(event, "createdAt"),
                )


def _node(call: CapturedCall) -> Node:
    return Node(dict(call.output), "", call.place)


def _last(arn: str) -> str:
    return arn.rpartition("/")[2]


def _moment(node: Node, key: str) -> str:
    """Return a time as the source has it: the AWS CLI of one version writes numbers and of another texts."""
    value = node.members.get(key)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
