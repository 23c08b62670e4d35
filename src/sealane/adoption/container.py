"""The service's own container as the spec says it, and what of it the spec cannot say.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sealane.adoption.found import Found
from sealane.adoption.remark import Matter, Remark, asked, changed, lost
from sealane.grammar.images import ImageProblem, parse
from sealane.readers.capture.redact import REDACTED
from sealane.readers.json_node import Node

# What is taken over here or elsewhere, or only repeats what the task says.
_NAMES = (
    "name image essential command portMappings environment environmentFiles secrets mountPoints healthCheck "
    "readonlyRootFilesystem linuxParameters logConfiguration cpu memory memoryReservation versionConsistency"
)
_SAID = frozenset(_NAMES.split())
_LIMITS = ("cpu", "memory", "memoryReservation")
_FROM_SECRETS_MANAGER = ":secretsmanager:"


def container_says(found: Found) -> dict[str, Any]:
    """Return the container's part of a service in the spec."""
    node = found.container
    said: dict[str, Any] = {"image": _image(node.text("image"), found)}
    if command := node.texts("command"):
        said["command"] = list(command)
    if variables := list(node.nodes("environment")):
        said["environment"] = {one.text("name"): one.text("value") for one in variables}
    if secrets := list(node.nodes("secrets")):
        said["secrets"] = {one.text("name"): _secret(one, _keys(found)) for one in secrets}
    if files := [one.text("value") for one in node.nodes("environmentFiles")]:
        said["environment_files"] = files
    if ports := tcp_ports(node):
        said["port"] = ports[0]
    if node.has("healthCheck"):
        said["health_check"] = _health(node.node("healthCheck"))
    if node.flag("readonlyRootFilesystem", default=False):
        said["read_only_root_file_system"] = True
    return said


def container_remarks(found: Found, service_name: str) -> Iterator[Remark]:
    """Yield what is not in the spec, or is otherwise there; a container has the name of its service."""
    node, own = found.container, found.container.text("name")
    for other in found.task.nodes("containerDefinitions"):
        if other.text("name") != own:
            yield lost(Matter.CONTAINER, other.text("name"), other.text("image"))
    for key, value in node.members.items():
        if key not in _SAID and value:
            yield lost(Matter.CONTAINER_SETTING, key)
    yield from _of_linux(node, found)
    if len(list(node.nodes("portMappings"))) > 1 or len(tcp_ports(node)) < len(list(node.nodes("portMappings"))):
        yield lost(Matter.CONTAINER_SETTING, "portMappings", *_ports(node))
    if own != service_name:
        yield changed(Matter.CONTAINER_NAME, own, service_name)
    for key in _LIMITS:
        if node.number(key, 0):
            yield changed(Matter.CONTAINER_LIMIT, key, str(node.number(key, 0)))
    yield from (asked(Matter.WITHHELD, name) for name in withheld(found))


def withheld(found: Found) -> list[str]:
    """Return the names of the values that a capture does not hold: `environment:NAME`, `command`, `health-check`."""
    node = found.container
    names = [f"environment:{one.text('name')}" for one in node.nodes("environment") if one.text("value") == REDACTED]
    if node.texts("command") == (REDACTED,):
        names.append("command")
    if node.node("healthCheck").texts("command") == (REDACTED,):
        names.append("health-check")
    return names


def tcp_ports(node: Node) -> list[int]:
    """Return the TCP ports that a container listens on."""
    mappings = node.nodes("portMappings")
    return [one.number("containerPort", 0) for one in mappings if one.text("protocol", "tcp") == "tcp"]


def _image(text: str, found: Found) -> str:
    """Return an image of the account's own registry without the registry, and any other as it is."""
    bare = text.partition("/")[2]
    try:
        return bare if bare and parse(bare).uri(found.account, found.region) == text else text
    except ImageProblem:
        return text


def _ports(node: Node) -> list[str]:
    return [f"{one.number('containerPort', 0)}/{one.text('protocol', 'tcp')}" for one in node.nodes("portMappings")]


def _of_linux(node: Node, found: Found) -> Iterator[Remark]:
    exec_enabled = found.service.flag("enableExecuteCommand", default=False)
    for key, value in node.node("linuxParameters").members.items():
        # The spec asks for an init process wherever ECS Exec is on.
        if value and not (key == "initProcessEnabled" and exec_enabled):
            yield lost(Matter.CONTAINER_SETTING, f"linuxParameters.{key}")


def _keys(found: Found) -> dict[str, str]:
    """Return the customer managed key of each secret by the name of its variable."""
    from sealane.world.tasks import TaskDefinition

    task = found.world.table(TaskDefinition).get(found.task.text("taskDefinitionArn"))
    pairs = task.keys if task else ()
    return {what.removeprefix("secret:"): key for what, key in pairs if what.startswith("secret:")}


def _secret(one: Node, keys: dict[str, str]) -> Any:  # noqa: ANN401 - a value of the spec
    from sealane.spec.shorthands import secret

    source = one.text("valueFrom")
    if _FROM_SECRETS_MANAGER not in source:
        return {"parameter": source} | _key(one, keys)
    said = secret(source)
    return source if not _key(one, keys) else {**said, **_key(one, keys)}


def _key(one: Node, keys: dict[str, str]) -> dict[str, str]:
    key = keys.get(one.text("name"), "")
    return {"kms_key": key} if key else {}


def _health(node: Node) -> dict[str, Any]:
    return {
        "command": list(node.texts("command")),
        "interval": node.number("interval", 30),
        "timeout": node.number("timeout", 5),
        "retries": node.number("retries", 3),
        "start_period": node.number("startPeriod", 0),
    }
