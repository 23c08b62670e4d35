"""`DescribeTaskDefinition` to the task definitions that Fargate could run.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Shelf, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.readers.registered_task import registered_task
from sealane.world.tasks import TaskDefinition

_CALL = "ecs:DescribeTaskDefinition"


def task_definitions(shelf: Shelf) -> Iterator[TaskDefinition]:
    """Yield the task definitions that can run on Fargate: awsvpc and not meant for EC2 alone."""
    for answer in shelf.answers(_CALL):
        node = answer.node.node("taskDefinition")
        if runs_on_fargate(node):
            key = key_of(node, "taskDefinitionArn")
            yield registered_task(node, origin_of(key, node), key=key, family=key)


def runs_on_fargate(node: Node) -> bool:
    """Tell whether Fargate could run a task definition.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """
    meant = node.texts("requiresCompatibilities") or node.texts("compatibilities")
    return node.text("networkMode", "awsvpc") == "awsvpc" and (not meant or "FARGATE" in meant)
