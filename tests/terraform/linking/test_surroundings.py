"""What stands in no file: a provider's defaults, and the workspace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sealane.verbs.prove_sources import world_from_directory
from sealane.world.endpoints import Endpoint
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.world import World


def test_a_condition_on_a_providers_default_is_decided_by_it(linked: Callable[..., World]) -> None:
    """Arguments that the directory leaves out are what the provider makes of them, and not empty."""
    world = linked("defaults")
    assert world.table(Endpoint)["aws_vpc_endpoint.api"].subnets == Known(("aws_subnet.p[0]",))
    assert len(world.table(Subnet)) == 2


def test_the_workspace_is_the_users() -> None:
    """In the workspace `prod` the directory has one subnet more."""
    folder = Path(__file__).parent / "modules" / "defaults"
    world = world_from_directory(folder, environ={**os.environ, "TF_WORKSPACE": "prod"})
    assert len(world.table(Subnet)) == 3
