"""`versions.tf`: Terraform, the provider, where the state is kept, and what every resource is tagged with."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft
from sealane.terraform.hcl import Block, Item, block
from sealane.terraform.hcl_values import Value


def versions(draft: Draft) -> Iterator[Block]:
    """Yield the settings of Terraform and of the provider."""
    yield terraform(draft)
    yield provider(draft)


def required() -> tuple[Item, ...]:
    """Return the versions of Terraform and of the provider that the files are written for."""
    return (
        {"required_version": ">= 1.11"},
        block("required_providers", {"aws": {"source": "hashicorp/aws", "version": "~> 5.100"}}),
    )


def terraform(draft: Draft) -> Block:
    """Return the settings of Terraform, with the backend where the spec names a bucket."""
    return block("terraform", *required(), *([_backend(draft)] if draft.spec.state else []))


def provider(draft: Draft) -> Block:
    """Return the provider's settings."""
    tags: list[Item] = [block("default_tags", {"tags": dict(draft.spec.tags)})] if draft.spec.tags else []
    return Block("provider", ("aws",), ({"region": draft.setting.region}, *tags))


def _backend(draft: Draft) -> Block:
    """Return the backend in S3, locked by S3 itself.

    https://developer.hashicorp.com/terraform/language/backend/s3
    """
    state = draft.spec.state
    if state is None:
        msg = "no state to keep in S3"
        raise ValueError(msg)
    key: dict[str, Value] = {"kms_key_id": state.kms_key} if state.kms_key else {}
    return Block(
        "backend",
        ("s3",),
        (
            {
                "bucket": state.bucket,
                "key": state.key or f"{draft.spec.name}/terraform.tfstate",
                "region": state.region or draft.setting.region,
                "encrypt": True,
                **key,
                "use_lockfile": True,
            },
        ),
    )
