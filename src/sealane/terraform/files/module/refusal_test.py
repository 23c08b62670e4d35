"""`tests/variables.tftest.hcl`: values that cannot run are refused before anything is planned."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.module.mocks import mock_provider
from sealane.terraform.files.module.plan_test import images
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Value, reference

_PUBLIC = "docker.io/library/nginx:1.27"
# No row of Fargate's table: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
_NO_CPU = 300


def refusal_test(draft: Draft) -> Iterator[Block]:
    """Yield one run for each kind of value that a variable refuses."""
    yield mock_provider(draft)
    yield images(draft)
    for service in draft.services:
        yield _refused(f"{service.label}_image", "public_registry", _PUBLIC)
        yield _refused(f"{service.label}_cpu", "size_not_offered", _NO_CPU)
        yield _refused(f"{service.label}_desired_count", "less_than_none", -1)


def _refused(variable: str, why: str, value: Value) -> Block:
    return Block(
        "run",
        (f"{variable}_{why}",),
        (
            {"command": reference("plan")},
            block("variables", {variable: value}),
            {"expect_failures": [reference(f"var.{variable}")]},
        ),
    )
