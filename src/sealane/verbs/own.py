"""What earlier applies of the same spec have put into an existing VPC, as Terraform's state remembers it.

Taken for the owner's, these parts would be left out of the next files, and Terraform would destroy them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sealane.records import dataclass
from sealane.verbs.workspace import of_this_sandbox, workspace_folder

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.verbs.aws import Aws


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Endpoints by id, pairs of endpoint and route table, and whether services are there already."""

    endpoint_ids: frozenset[str] = frozenset()
    associations: frozenset[tuple[str, str]] = frozenset()
    running: bool = False


def own(folder: Path, aws: Aws, spec: Spec) -> Own:
    """Read the state where the spec keeps it: in the workspace below `folder`, or in its bucket.

    Raises:
        EnvironmentFailure: the bucket cannot be read.

    """
    if spec.state is not None:
        from sealane.readers.live.state_object import state_object

        key = spec.state.key or f"{spec.name}/terraform.tfstate"
        return owned(state_object(aws.door(), spec.state.bucket, key, spec.state.region or aws.region))
    work = workspace_folder(folder, aws)
    if not of_this_sandbox(work, aws.sandbox):
        return Own()
    try:
        return owned(work.state.read_bytes())
    except FileNotFoundError:
        return Own()


def owned(state: bytes) -> Own:
    """Return what a state document holds; a document that is no state holds nothing.

    Its form: https://developer.hashicorp.com/terraform/internals/json-format
    """
    try:
        resources = json.loads(state).get("resources", []) if state else []
    except (ValueError, AttributeError):
        return Own()
    return Own(
        endpoint_ids=frozenset(str(found["id"]) for found in _attributes(resources, "aws_vpc_endpoint")),
        associations=frozenset(
            (str(found["vpc_endpoint_id"]), str(found["route_table_id"]))
            for found in _attributes(resources, "aws_vpc_endpoint_route_table_association")
        ),
        running=any(True for _ in _attributes(resources, "aws_ecs_service")),
    )


def _attributes(resources: list[dict[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    for resource in resources:
        if resource.get("mode") == "managed" and resource.get("type") == kind:
            yield from (instance["attributes"] for instance in resource.get("instances", ()))
