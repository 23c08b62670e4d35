"""All wounds of the healthy world, by name."""

from __future__ import annotations

from tests.worlds.wounds import endpoints, network, permissions, placement, seal
from tests.worlds.wounds.wound import Wound

FAMILIES = (endpoints, network, permissions, placement, seal)
WOUNDS: dict[str, Wound] = {one.name: one for family in FAMILIES for one in family.wounds()}
