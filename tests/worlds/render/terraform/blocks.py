"""All resources of a world, and which address stands for which origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sealane.world.world import World
from tests.worlds.render.assumed import check_assumed
from tests.worlds.render.terraform import (
    endpoints,
    names,
    network,
    policies,
    security_groups,
    stores,
    tasks,
    ways,
)
from tests.worlds.render.terraform.block import Block, Ref

_NOUNS = (network, security_groups, endpoints, policies, stores, tasks, names, ways)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The resources of a world."""

    found: tuple[Block, ...]

    @property
    def by_key(self) -> Mapping[str, Block]:
        """The resources that stand for a fact."""
        return {block.key: block for block in self.found if block.key}

    @property
    def keys(self) -> Mapping[str, str]:
        """The key that stands for each fact of the world: its address, or that of a VPC's default one."""
        found = {key: block.address for key, block in self.by_key.items()}
        for key, block in self.by_key.items():
            if block.type == "aws_default_network_acl":
                vpc = block.values["default_network_acl_id"]
                assert isinstance(vpc, Ref)
                found[key] = f"{found[vpc.key]}#default-network-acl"
            elif block.type == "aws_instance":
                # What leads to an instance leads to its interface, as routes have it.
                found[key] = found[str(block.minted["primary_network_interface_id"])]
        return found

    @property
    def origins(self) -> Mapping[str, str]:
        """The address that stands for each origin of the world."""
        return {origin: block.address for block in self.found for origin in block.origins}


def blocks_of(world: World) -> Blocks:
    """Return the resources of a world.

    Raises:
        Inexpressible: when Terraform has no words for a part of it.

    """
    check_assumed(world)
    found = tuple(block for noun in _NOUNS for block in noun.blocks(world))
    addresses = [block.address for block in found]
    assert len(set(addresses)) == len(addresses), sorted(one for one in addresses if addresses.count(one) > 1)
    return Blocks(found)
