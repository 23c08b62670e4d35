"""The fields of a spec's parts, their forms and defaults. Generated: do not edit.

Written by `tests/tools/write_spec_fields.py` from the Pydantic models, which are the declaration. Reading a spec by
this table needs no Pydantic, whose import takes longer than all the rest of writing a spec's Terraform.
"""

from __future__ import annotations

from typing import Any, Final

FIELDS: Final[dict[str, dict[str, tuple[Any, ...]]]] = {
    "State": {
        "bucket": (("text",),),
        "key": (("text",), ""),
        "region": (("text",), ""),
        "kms_key": (("text",), ""),
    },
    "FlowLogs": {
        "retention_days": (("integer",), 30),
        "kms_key": (("text",), ""),
        "traffic": (("one of", "ALL", "ACCEPT", "REJECT"), "ALL"),
    },
    "Network": {
        "cidr": (("text",), "10.0.0.0/16"),
        "zones": (("short", "number_or_names", ("either", ("integer",), ("list", ("text",)))), 2),
        "subnets": (("list", ("text",)), ()),
        "vpc_id": (("text",), ""),
        "subnet_ids": (("list", ("text",)), ()),
        "flow_logs": (("short", "switch", ("part", "FlowLogs")), None),
    },
    "Endpoints": {
        "policy": (("one of", "open", "least-privilege"), "open"),
        "ingress": (("one of", "vpc", "tasks"), "vpc"),
        "aws_services": (("list", ("text",)), ()),
    },
    "Secret": {
        "secret": (("text",), ""),
        "parameter": (("text",), ""),
        "key": (("text",), ""),
        "version_stage": (("text",), ""),
        "version_id": (("text",), ""),
        "kms_key": (("text",), ""),
    },
    "Logs": {
        "retention_days": (("integer",), 30),
        "kms_key": (("text",), ""),
    },
    "HealthCheck": {
        "command": (("short", "health_command", ("list", ("text",))),),
        "interval": (("integer",), 30),
        "timeout": (("integer",), 5),
        "retries": (("integer",), 3),
        "start_period": (("integer",), 0),
    },
    "LoadBalancer": {
        "type": (("one of", "application", "network"), "application"),
        "certificate_arn": (("text",), ""),
        "listener_port": (("integer",), 0),
        "health_check_path": (("text",), "/"),
        "allow": (("list", ("text",)), ()),
    },
    "Autoscaling": {
        "minimum": (("integer",), 1),
        "maximum": (("integer",),),
        "cpu_percent": (("integer",), 0),
        "memory_percent": (("integer",), 0),
    },
    "Exec": {
        "kms_key": (("text",), ""),
    },
    "Volume": {
        "path": (("text",),),
        "file_system_id": (("text",), ""),
        "access_point_id": (("text",), ""),
        "security_group_id": (("text",), ""),
        "root_directory": (("text",), "/"),
        "read_only": (("flag",), False),
        "iam": (("flag",), True),
    },
    "ServiceConnect": {
        "dns_name": (("text",), ""),
    },
    "Deployment": {
        "circuit_breaker": (("flag",), True),
        "rollback": (("flag",), True),
        "minimum_healthy_percent": (("integer",), 100),
        "maximum_percent": (("integer",), 200),
    },
    "Workload": {
        "image": (("text",),),
        "command": (("list", ("text",)), ()),
        "cpu": (("integer",), 256),
        "memory": (("integer",), 512),
        "architecture": (("one of", "x86_64", "arm64"), "x86_64"),
        "operating_system": (
            (
                "one of",
                "linux",
                "windows-server-2019-core",
                "windows-server-2019-full",
                "windows-server-2022-core",
                "windows-server-2022-full",
                "windows-server-2025-core",
                "windows-server-2025-full",
            ),
            "linux",
        ),
        "platform_version": (("text",), "LATEST"),
        "ephemeral_storage_gib": (("integer",), 20),
        "desired_count": (("integer",), 1),
        "environment": (("map", ("text",)), {}),
        "secrets": (("map", ("short", "secret", ("part", "Secret"))), {}),
        "environment_files": (("list", ("text",)), ()),
        "logs": (("part", "Logs"), {}),
        "health_check": (("part", "HealthCheck"), None),
        "port": (("integer",), 0),
        "load_balancer": (("part", "LoadBalancer"), None),
        "autoscaling": (("part", "Autoscaling"), None),
        "exec": (("short", "switch", ("part", "Exec")), None),
        "volumes": (("map", ("part", "Volume")), {}),
        "service_connect": (("short", "switch", ("part", "ServiceConnect")), None),
        "deployment": (("part", "Deployment"), {}),
        "read_only_root_file_system": (("flag",), False),
        "task_role_policies": (("list", ("text",)), ()),
        "task_role_statements": (("list", ("map", ("anything",))), ()),
        "spot": (("flag",), False),
    },
    "Spec": {
        "version": (("one of", 1), 1),
        "name": (("text",), "app"),
        "region": (("text",), ""),
        "tags": (("map", ("text",)), {}),
        "state": (("part", "State"), None),
        "permissions_boundary": (("text",), ""),
        "execution_role": (("one of", "least-privilege", "managed"), "least-privilege"),
        "network": (("part", "Network"), {}),
        "endpoints": (("part", "Endpoints"), {}),
        "services": (("map", ("part", "Workload")),),
    },
}
"""For each part its fields: the form, and the default when the field may be left out."""

SHORTHANDS: Final = {"Workload": "workload", "Spec": "spec"}
"""Parts that may be written shorter, with the shorthand's name."""
