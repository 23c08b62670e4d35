"""How the VPC endpoints are guarded, and which the application needs beyond start-up."""

from __future__ import annotations

from typing import Literal

from sealane.spec.part import Part


class Endpoints(Part):
    """Settings shared by all VPC endpoints."""

    policy: Literal["open", "least-privilege"] = "open"
    """`open` allows every call through the endpoints; `least-privilege` only what the tasks need."""
    ingress: Literal["vpc", "tasks"] = "vpc"
    """Who may reach the interface endpoints on port 443: the whole VPC, or only the tasks."""
    aws_services: tuple[str, ...] = ()
    """AWS services that the applications call, by endpoint name: `sqs`, `dynamodb`, `kms`, …"""
