"""`network.tf` for a VPC that is there already: nothing is created, everything is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.terraform.files.draft import Draft, Place
from sealane.terraform.files.names import letters
from sealane.terraform.hcl import Block, block, data
from sealane.terraform.hcl_values import Code, reference

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_BLOCKS = "data.aws_vpc.main.cidr_block_associations"


def existing_place(spec: Spec) -> Place:
    """Return the references to the VPC and the subnets that the spec names."""
    return Place(
        vpc=reference("data.aws_vpc.main.id"),
        everywhere={"for_each": reference("local.vpc_cidrs"), "cidr_ipv4": reference("each.value")},
        subnets=tuple((name, reference(f"data.aws_subnet.{name}.id")) for name, _ in _subnets(spec)),
    )


def existing_network(draft: Draft) -> Iterator[Block]:
    """Yield the data sources of the VPC and its subnets."""
    yield data("aws_vpc", "main", {"id": draft.spec.network.vpc_id})
    for name, subnet in _subnets(draft.spec):
        yield data("aws_subnet", name, {"id": subnet})
    blocks = f'toset([for block in {_BLOCKS} : block.cidr_block if block.state == "associated"])'
    yield block("locals", {"vpc_cidrs": Code(blocks)}, comment="Every CIDR block of the VPC, also later ones.")


def _subnets(spec: Spec) -> list[tuple[str, str]]:
    """Return the Terraform name and the id of each subnet."""
    ids = spec.network.subnet_ids
    return [(f"private_{letter}", subnet) for letter, subnet in zip(letters(len(ids)), ids, strict=True)]
