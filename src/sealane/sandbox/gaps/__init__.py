"""Where moto's answers differ from AWS, one file a difference, closed inside the server's process only.

A gap's file says what AWS does, with the page that says so, and what moto does instead; its `close` puts that right.
A user's Terraform is never bent around a gap.
moto loads a service's code when it is first spoken to, so a gap is closed at that moment and not at start-up.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Mapping

REGISTRY: Mapping[str, tuple[str, ...]] = {
    "applicationautoscaling": ("scalable_target_tags",),
    "ec2": (
        "rule_descriptions",
        "rule_removal",
        "prefix_list_addresses",
        "endpoint_services",
        "endpoint_interfaces",
        "subnet_addresses",
        "endpoint_routes",
        "endpoint_refusals",
        "network_acl_life",
        "tag_life",
        "block_public_access",
    ),
    "ecr": ("image_blobs", "cache_rules"),
    "ecs": ("service_settings", "task_life"),
    "efs": ("file_system_policy",),
    "route53resolver": ("firewall_groups",),
}
"""Gap files by the service of moto they are about."""

_BENEATH: Mapping[str, tuple[str, ...]] = {
    "ecs": ("ec2",),
    "efs": ("ec2",),
    "elbv2": ("ec2",),
}
"""Services whose code creates things of another service on its own."""

_closed: set[str] = set()
_lock = threading.Lock()


def close(service: str) -> None:
    """Close the gaps of one of moto's services and of those beneath it, once."""
    with _lock:
        for name in (*_BENEATH.get(service, ()), service):
            if name not in _closed:
                _closed.add(name)
                for gap in REGISTRY.get(name, ()):
                    importlib.import_module(f"{__name__}.{gap}").close()
