"""CloudWatch Logs groups."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.keys import key_of
from sealane.readers.cloudformation.translate.naming import chosen_name, region_of
from sealane.world.stores import LogGroup

LOG_GROUP = "AWS::Logs::LogGroup"


def log_groups(holdings: Holdings) -> Iterator[Finding]:
    """Yield log groups.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html
    """
    for resource in holdings.of(LOG_GROUP):
        fields = fields_of(resource, holdings)
        yield LogGroup(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "LogGroupName"),
            region=region_of(holdings),
            key=key_of(fields, "KmsKeyId", holdings),
        )
