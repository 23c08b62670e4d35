"""Specs that a service in AWS can say in full, for the law that what is written is read back."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sealane.spec.document import Spec

_NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
_VARIABLES = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
_TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("Cc", "Cs")), max_size=12)
_SECRETS = st.sampled_from(
    (
        {"parameter": "/shop/token"},
        {"secret": "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf"},
    )
)
_STATEMENTS = ({"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": ["*"]},)
_POLICIES = ("arn:aws:iam::aws:policy/AmazonSQSFullAccess",)


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    """Return a spec with one service in a VPC of its own."""
    return Spec.model_validate(draw(documents()))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Return the document of one."""
    service: dict[str, Any] = {
        "image": draw(st.sampled_from(("demo/app:1.0", "shop/web@sha256:" + "a" * 64))),
        "command": draw(st.lists(_TEXTS.filter(bool), max_size=2)),
        "architecture": draw(st.sampled_from(("x86_64", "arm64"))),
        "ephemeral_storage_gib": draw(st.sampled_from((20, 30))),
        "desired_count": draw(st.integers(0, 4)),
        "environment": draw(st.dictionaries(_VARIABLES, _TEXTS, max_size=3)),
        "logs": {"retention_days": draw(st.sampled_from((0, 1, 30)))},
        "port": draw(st.sampled_from((0, 8080))),
        "exec": draw(st.booleans()),
        "read_only_root_file_system": draw(st.booleans()),
        "task_role_policies": list(_POLICIES[: draw(st.integers(0, 1))]),
        "task_role_statements": list(_STATEMENTS[: draw(st.integers(0, 1))]),
        "spot": draw(st.booleans()),
    }
    service["cpu"], service["memory"] = draw(st.sampled_from(((256, 512), (1024, 4096))))
    # Windows and arm64 on Spot have limits of their own, and ECS Exec wants a root file system that it can write to.
    if service["exec"]:
        service["read_only_root_file_system"] = False
    named = {name: draw(_SECRETS) for name in draw(st.lists(_VARIABLES, max_size=2, unique=True))}
    service["secrets"] = {name: one for name, one in named.items() if name not in service["environment"]}
    if draw(st.booleans()):
        service["health_check"] = {"command": ["CMD-SHELL", "true"], "interval": draw(st.integers(5, 300))}
    breaker = draw(st.booleans())
    service["deployment"] = {"circuit_breaker": breaker, "minimum_healthy_percent": draw(st.sampled_from((50, 100)))}
    further = draw(st.lists(st.sampled_from(("events", "kms", "sqs")), max_size=2, unique=True))
    return {
        "version": 1,
        "name": draw(_NAMES),
        "region": "us-east-1",
        "network": {
            "cidr": "172.20.0.0/20",
            "zones": ["us-east-1a", "us-east-1b"],
            "subnets": ["172.20.0.0/22", "172.20.8.0/22"],
        },
        "endpoints": {"aws_services": sorted(further)},
        "services": {draw(_NAMES): service},
    }


def plain(**more: Any) -> Spec:
    """Return the simplest of them, with more said of its service."""
    document: dict[str, Any] = {
        "name": "shop",
        "region": "us-east-1",
        "network": {
            "cidr": "172.20.0.0/20",
            "zones": ["us-east-1a", "us-east-1b"],
            "subnets": ["172.20.0.0/22", "172.20.8.0/22"],
        },
        "services": {"web": {"image": "demo/app:1.0", **more}},
    }
    return Spec.model_validate(document)
