"""CloudWatch Logs groups."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import KEY
from sealane.readers.plan.translate.settings import region_of
from sealane.world.stores import LogGroup


def translate(estate: Estate) -> Iterator[LogGroup]:
    """Yield the log groups."""
    for resource in estate.of("aws_cloudwatch_log_group"):
        if estate.key_of(resource) == resource.address:
            yield LogGroup(
                id=resource.address,
                origin=estate.origin(resource),
                name=resource.text("name"),
                region=region_of(resource),
                key=estate.key(resource, "kms_key_id", KEY),
            )
