"""The whole spec: what `sealane.yaml` says."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from sealane.spec import shorthands
from sealane.spec.endpoints import Endpoints
from sealane.spec.network import Network
from sealane.spec.part import Part
from sealane.spec.workload import Workload


class State(Part):
    """Terraform state in S3, with native locking; local when the spec has no `state`."""

    bucket: str
    """Name of the bucket."""
    key: str = ""
    """Object key; `<name>/terraform.tfstate` when left out."""
    region: str = ""
    """Region of the bucket; the spec's own when left out."""
    kms_key: str = ""
    """ARN of a KMS key for the state object."""


class Spec(Part):
    """What one `sealane.yaml` asks for."""

    version: Literal[1] = 1
    """Version of this format."""
    name: str = "app"
    """Prefix of every name: VPC, cluster, roles, log groups."""
    region: str = ""
    """AWS Region; the SDK's own setting when left out."""
    tags: dict[str, str] = {}
    """Tags on every resource."""
    state: State | None = None
    """Where Terraform keeps its state."""
    permissions_boundary: str = ""
    """ARN of a policy that bounds every role created."""
    execution_role: Literal["least-privilege", "managed"] = "least-privilege"
    """Execution role permissions: exactly what the steps need, or AWS's managed policy and what it lacks."""
    network: Network = Network()
    """Where the tasks run."""
    endpoints: Endpoints = Endpoints()
    """The VPC endpoints."""
    services: dict[str, Workload]
    """The services by name."""

    @model_validator(mode="before")
    @classmethod
    def _from_image(cls, value: Any) -> Any:  # noqa: ANN401 - whatever was written
        return shorthands.spec(value)
