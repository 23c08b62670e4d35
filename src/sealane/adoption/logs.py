"""Where the container's output goes: its log group keeps its name and what is in it.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, changed, lost
from sealane.readers.json_node import Node

_CALL = "logs:DescribeLogGroups"
_DRIVER = "awslogs"
_OPTIONS = frozenset({"awslogs-group", "awslogs-region", "awslogs-stream-prefix", "awslogs-create-group"})


def log_group(found: Found) -> str:
    """Return the name of the log group, empty where the container writes to none that can be taken over."""
    options = _options(found)
    here = options.get("awslogs-region", found.region) == found.region
    return options.get("awslogs-group", "") if here else ""


def log_group_node(found: Found) -> Node | None:
    """Return what AWS says of the log group; nothing where it said that there is none, or was not asked."""
    name = log_group(found)
    groups = found.shelf.nodes(_CALL, "logGroups")
    return next((one for one in groups if name and one.text("logGroupName") == name), None)


def logs_say(found: Found) -> dict[str, Any]:
    """Return the `logs` of the service in the spec."""
    node = log_group_node(found)
    if node is None:
        return {}
    said: dict[str, Any] = {"retention_days": node.number("retentionInDays", 0)}
    if node.text("kmsKeyId"):
        said["kms_key"] = node.text("kmsKeyId")
    return {"logs": said}


def logs_remarks(found: Found, prefix: str) -> Iterator[Remark]:
    """Yield what becomes of the container's output; `prefix` is that of the streams that are written from now on."""
    logging = found.container.node("logConfiguration")
    driver = logging.text("logDriver")
    if not driver:
        yield changed(Matter.LOGS, found.name)
        return
    if driver != _DRIVER:
        yield lost(Matter.CONTAINER_SETTING, "logConfiguration", driver)
        return
    options = _options(found)
    yield from (
        lost(Matter.CONTAINER_SETTING, f"logConfiguration.{key}", value)
        for key, value in sorted(options.items())
        if key not in _OPTIONS
    )
    if logging.members.get("secretOptions"):
        yield lost(Matter.CONTAINER_SETTING, "logConfiguration.secretOptions")
    region = options.get("awslogs-region", found.region)
    if region != found.region:
        yield lost(Matter.LOG_GROUP, options.get("awslogs-group", ""), region)
    elif not found.shelf.asked(_CALL):
        yield lost(Matter.LOG_GROUP, log_group(found), found.shelf.why_not(_CALL).reason)
    if options.get("awslogs-stream-prefix", "") != prefix:
        yield changed(Matter.LOG_STREAMS, options.get("awslogs-stream-prefix", ""), prefix)


def _options(found: Found) -> dict[str, str]:
    logging = found.container.node("logConfiguration")
    return dict(logging.map("options")) if logging.text("logDriver") == _DRIVER else {}
