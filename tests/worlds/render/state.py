"""A world as the state after an apply: every value literal, and what AWS answered with beside it.

https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

import json

from sealane.world.world import World
from tests.worlds.render.rendered import Rendered
from tests.worlds.render.resolving import Resolver
from tests.worlds.render.terraform.block import Block
from tests.worlds.render.terraform.blocks import blocks_of


def state_of(world: World) -> Rendered:
    """Return a state as `terraform show -json` prints it.

    Raises:
        Inexpressible: when a state has no words for a part of the world.

    """
    blocks = blocks_of(world)
    resolver = Resolver(blocks, blocks.by_key, lambda _: True)
    document = {
        "format_version": "1.0",
        "terraform_version": "1.11.4",
        "values": {"root_module": {"resources": [_resource(block, resolver) for block in blocks.found]}},
    }
    return Rendered(document=json.dumps(document).encode(), keys=blocks.keys, origins=blocks.origins)


def _resource(block: Block, resolver: Resolver) -> dict[str, object]:
    values = {name: resolver.value(one) for name, one in block.values.items()}
    return {
        "address": block.address,
        "mode": "data" if block.data else "managed",
        "type": block.type,
        "name": block.name,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "schema_version": 0,
        "values": {**block.minted, **values},
    }
