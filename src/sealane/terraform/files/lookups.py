"""`data.tf`: what Terraform reads from the account: who is asking, and where."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.network import zone_data
from sealane.terraform.files.secrets import secret_lookups
from sealane.terraform.hcl import Block, block, data
from sealane.terraform.hcl_values import reference


def lookups(draft: Draft) -> Iterator[Block]:
    """Yield the data sources, and short names for what is used everywhere."""
    yield data("aws_caller_identity", "current")
    yield data("aws_region", "current")
    yield data("aws_partition", "current")
    yield block(
        "locals",
        {
            "account_id": reference("data.aws_caller_identity.current.account_id"),
            "region": reference("data.aws_region.current.name"),
            "partition": reference("data.aws_partition.current.partition"),
            "dns_suffix": reference("data.aws_partition.current.dns_suffix"),
        },
    )
    if zones := zone_data(draft):
        yield zones
    for need in draft.needs:
        if need.kind == "Gateway" and need not in draft.created:
            yield data("aws_prefix_list", need.suffix, {"name": need.service_name})
    yield from secret_lookups(draft)
