"""All wounds of the healthy world, by name."""

from __future__ import annotations

from tests.worlds.wounds import endpoints, network, outside, permissions, placement, seal
from tests.worlds.wounds.wound import Wound

FAMILIES = (endpoints, network, outside, permissions, placement, seal)
WOUNDS: dict[str, Wound] = {one.name: one for family in FAMILIES for one in family.wounds()}
