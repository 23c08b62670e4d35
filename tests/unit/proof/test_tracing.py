"""One packet's way, from a place that a person names to another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.proof.tracing import Journey, PlaceError, trace
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.worlds import healthy as well


def verdict(world: World, goal: str, start: str = well.SERVICE) -> Verdict:
    """Return how a packet's way ends."""
    return trace(world, Journey(start=start, goal=goal)).verdict


def test_service_is_traced_by_key_and_by_name() -> None:
    """A service that is named by its key or its name reaches an endpoint, and the internet it does not reach."""
    for start in (well.SERVICE, "app"):
        assert verdict(well.healthy(), f"api.ecr.{well.REGION}.amazonaws.com", start) is Verdict.HOLDS
        assert verdict(well.healthy(), "internet", start) is Verdict.FAILS


def test_place_that_is_not_there_is_named() -> None:
    """A place that the world does not have is an error that says which of the two it is."""
    for journey, which in ((Journey(start="nobody", goal="internet"), "from"), (Journey(start="app", goal="?"), "to")):
        with pytest.raises(PlaceError) as caught:
            trace(well.healthy(), journey)
        assert caught.value.which == which


def test_address_of_a_resource_is_no_host_name() -> None:
    """A slip in a resource's address is told, not taken for a name that leads nowhere; a name is one."""
    for slip in ("aws_vpc_endpoint.other", "module.net.aws_vpc_endpoint.other", 'module.a["b"].aws_vpc_endpoint.x'):
        with pytest.raises(PlaceError):
            verdict(well.healthy(), slip)
    assert verdict(well.healthy(), "my_aws_thing.example.com") is Verdict.FAILS


def test_service_without_subnets_starts_no_packet() -> None:
    """A service that names no subnet has no place to start from; with subnets that nobody knows the way is unknown."""
    nowhere = well.healthy(replace(well.service(), subnets=Known(())))
    with pytest.raises(PlaceError, match="names no subnet"):
        verdict(nowhere, "internet")
    assert verdict(well.healthy(replace(well.service(), subnets=Unknown("later"))), "internet") is Verdict.UNKNOWN
