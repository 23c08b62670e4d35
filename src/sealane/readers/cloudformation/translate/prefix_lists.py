"""Prefix lists that the template makes, and those of AWS's own that it names by an id which AWS prints."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.prefix_lists import managed_prefix_list
from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.values import Evaluated
from sealane.world.prefix_lists import PrefixList
from sealane.world.values import Known, Unread, Value

PREFIX_LIST = "AWS::EC2::PrefixList"
_START = "pl-"
_READS = "ec2:DescribeManagedPrefixLists"


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
    yield from _of_aws(holdings)


def _of_aws(holdings: Holdings) -> Iterator[Finding]:
    seen: set[str] = set()
    for resource in holdings.resources.values():
        for identifier in _named(resource.properties):
            name = managed_prefix_list(identifier, holdings.setting.region)
            if name and identifier not in seen:
                seen.add(identifier)
                unread = Unread(f"the address blocks of {identifier} are not in the template", _READS)
                yield PrefixList(
                    id=identifier,
                    origin=resource.origin,
                    name=Known(name),
                    cidrs=unread,
                    aws=Known(True),  # noqa: FBT003 - a value, not a switch
                )


def _named(value: Evaluated) -> Iterator[str]:
    """Yield the ids of prefix lists in properties."""
    if isinstance(value, str) and value.startswith(_START):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _named(inner)
