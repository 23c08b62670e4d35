"""Secrets that the spec gives by name: Terraform reads their ARNs, which end in random characters.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.names import identifiers
from sealane.terraform.hcl import Block, data

if TYPE_CHECKING:
    from sealane.spec.document import Spec


def named_secrets(spec: Spec) -> dict[str, str]:
    """Return a Terraform name for each secret that is given by name."""
    names = dict.fromkeys(
        secret.secret
        for workload in spec.services.values()
        for secret in workload.secrets.values()
        if secret.secret and not secret.secret.startswith("arn:")
    )
    return identifiers((name, (name,)) for name in names)


def secret_lookups(draft: Draft) -> Iterator[Block]:
    """Yield a data source for each of them."""
    for name, label in draft.secrets.items():
        yield data("aws_secretsmanager_secret", label, {"name": name})
