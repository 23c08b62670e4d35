"""Mutants that know less than what they were made of: a resource is gone, a value undecided, an answer missing.

None of them may make anything hold that did not: what a broken input lost is not known, and never all right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What nothing takes the place of when it is gone. A route table gone leaves its subnets to the main one, an ACL to the
# default one, and a policy that denies something is missed by nobody: those are other worlds and no losses.
_LEANED_ON = frozenset(
    {
        *("aws_vpc_endpoint", "aws_subnet", "aws_vpc", "aws_iam_role", "aws_ecs_task_definition"),
        *("aws_security_group", "aws_efs_file_system", "aws_efs_mount_target"),
        *("AWS::EC2::VPCEndpoint", "AWS::EC2::Subnet", "AWS::EC2::VPC", "AWS::IAM::Role", "AWS::ECS::TaskDefinition"),
        *("AWS::EC2::SecurityGroup", "AWS::EFS::FileSystem", "AWS::EFS::MountTarget"),
    }
)
# A source has only its own organisation's policies when it has any, and says that it takes others for granted.
_TAKEN_FOR_GRANTED = ("organizations-",)
# What a thing is called or what kind it is: others name it by a text that would be undecided with it.
_NAMES = frozenset(
    {
        *("name", "bucket", "family", "type", "service_name", "launch_type", "requires_compatibilities", "tags"),
        *("Name", "BucketName", "Family", "ServiceName", "RepositoryName", "LogGroupName", "RoleName", "LaunchType"),
        *("RequiresCompatibilities", "Tags"),
    }
)
# What a signal brings when a stack is made may be anything; a parameter would be something outside of the stack.
_UNDECIDED = {"Fn::GetAtt": ["Signal", "Data"]}
_DECIDING = {"Signal": {"Type": "AWS::CloudFormation::WaitCondition"}}
_REFUSED = (
    "\nAn error occurred (UnauthorizedOperation) when calling the {} operation: You are not authorized to do this.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What was lost, and the document without it."""

    what: str
    document: bytes


def losses(source: str, text: bytes) -> Iterator[Loss]:
    """Yield a document once for each thing that it can lose."""
    document = json.loads(text)
    yield from _WAYS[source](document)


def _of_plan(document: dict[str, Any]) -> Iterator[Loss]:
    changes = document["resource_changes"]
    for change in changes:
        if change["type"] in _LEANED_ON:
            kept = [one for one in changes if one is not change]
            yield _loss(f"resource {change['address']}", {**document, "resource_changes": kept})
        after = change["change"]["after"] or {}
        for name in sorted(after.keys() - _NAMES):
            yield _loss(f"value {change['address']}.{name}", _undecided(document, change["address"], name))


def _undecided(document: dict[str, Any], address: str, name: str) -> dict[str, Any]:
    """Let a value hang on something that only an apply knows."""
    changed: dict[str, Any] = json.loads(json.dumps(document))
    for change in changed["resource_changes"]:
        if change["address"] == address:
            change["change"]["after"].pop(name)
            change["change"]["after_unknown"][name] = True
    for block in changed["configuration"]["root_module"]["resources"]:
        if block["address"] == address.partition("[")[0]:
            block.setdefault("expressions", {})[name] = {"references": ["local.undecided"]}
    return changed


def _of_state(document: dict[str, Any]) -> Iterator[Loss]:
    root = document["values"]["root_module"]
    for one in root["resources"]:
        if one["type"] in _LEANED_ON:
            kept = [other for other in root["resources"] if other is not one]
            yield _loss(
                f"resource {one['address']}", {**document, "values": {"root_module": {**root, "resources": kept}}}
            )


def _of_template(document: dict[str, Any]) -> Iterator[Loss]:
    resources = document["Resources"]
    for name, resource in resources.items():
        if resource["Type"] in _LEANED_ON:
            yield _loss(f"resource {name}", {**document, "Resources": {**resources, name: {"Type": "Custom::Else"}}})
        properties = resource.get("Properties", {})
        for key in sorted(properties.keys() - _NAMES):
            changed = {**resource, "Properties": {**properties, key: _UNDECIDED}}
            yield _loss(f"value {name}.{key}", {**document, "Resources": {**resources, name: changed, **_DECIDING}})


_WAYS = {"plan": _of_plan, "state": _of_state, "cloudformation": _of_template}


def _loss(what: str, document: Mapping[str, Any]) -> Loss:
    return Loss(what=what, document=json.dumps(document).encode())


def lost_files(folder: Path) -> Iterator[str]:
    """Lose one file of a capture after the other: each is gone, then refused, and then as it was again."""
    for path in sorted(folder.rglob("*.json")):
        if path.name.startswith(_TAKEN_FOR_GRANTED):
            continue
        text = path.read_bytes()
        path.unlink()
        yield f"file {path.name} gone"
        path.write_text(_REFUSED.format(_operation(path.name)), encoding="utf-8")
        yield f"file {path.name} refused"
        path.write_bytes(text)


def _operation(name: str) -> str:
    return "".join(word.capitalize() for word in name.removesuffix(".json").split("-")[1:])
