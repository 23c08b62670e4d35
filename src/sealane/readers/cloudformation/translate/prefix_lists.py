"""Prefix lists that the template makes."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known, Value

PREFIX_LIST = "AWS::EC2::PrefixList"


def prefix_lists(holdings: Holdings) -> Iterator[Finding]:
    """Yield prefix lists.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-prefixlist.html
    """
    for resource in holdings.of(PREFIX_LIST):
        fields = fields_of(resource, holdings)
        entries, hidden = fields.items("Entries")
        cidrs: Value[tuple[str, ...]] = hidden[0] if hidden else Known(())
        for entry in entries:
            cidr = entry.text("Cidr")
            cidrs = cidr if not isinstance(cidr, Known) else cidrs
            cidrs = Known((*cidrs.value, cidr.value)) if isinstance(cidrs, Known) and isinstance(cidr, Known) else cidrs
        yield PrefixList(id=resource.key, origin=resource.origin, name=fields.text("PrefixListName"), cidrs=cidrs)
