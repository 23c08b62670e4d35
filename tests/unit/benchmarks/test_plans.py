"""Plans of any size, made of a real one."""

from __future__ import annotations

import json

import pytest

from benchmarks.plans import SERVICES_OF_A_NETWORK, WOUNDS, causes_of, plan_of
from sealane.readers.plan.read import world_of_plan
from sealane.world.gateways import Gateway
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.cases.plan_reading.written import lines_of

SIZE = SERVICES_OF_A_NETWORK + 2


@pytest.fixture(scope="module")
def healthy() -> World:
    """Give the world of a plan without faults, of two networks."""
    return world_of_plan(plan_of(SIZE), "plan.json")


def test_size(healthy: World) -> None:
    """Services share networks, every one of them is whole, and a service costs as much as in a real plan."""
    assert len(healthy.table(Service)) == SIZE
    assert len(healthy.table(Vpc)) == 2
    assert healthy.gaps == ()
    assert not healthy.table(Gateway)
    assert 20_000 < len(plan_of(SIZE)) / SIZE < 26_000


def test_every_service_is_in_its_network(healthy: World) -> None:
    """Each service is placed in the subnets of its own network."""
    for number in (0, SERVICES_OF_A_NETWORK - 1, SERVICES_OF_A_NETWORK, SIZE - 1):
        service = healthy.table(Service)[f"module.service_{number}.aws_ecs_service.this"]
        network = number // SERVICES_OF_A_NETWORK
        assert service.subnets == Known(
            tuple(f"module.network_{network}.aws_subnet.private[{place}]" for place in range(2))
        )


@pytest.mark.parametrize("name", sorted(WOUNDS))
def test_wound(name: str, healthy: World) -> None:
    """A fault changes facts of the module that it hurts, and of no other."""
    level = "network_1" if WOUNDS[name].network else "service_1"
    hurt = world_of_plan(plan_of(SIZE, [(1, name)]), "plan.json")
    changed = set(lines_of(hurt)) ^ set(lines_of(healthy))
    assert changed
    assert all(f"module.{level}." in line or line.startswith("  ") for line in changed)


def test_causes() -> None:
    """A fault of a network is a cause for each of its services, a fault of a service for that one alone."""
    causes = causes_of(SIZE, [(1, "size"), (1, "dns-off")])
    assert causes["module.service_1.aws_ecs_service.this"] == {"size-not-offered"}
    assert causes[f"module.service_{SIZE - 1}.aws_ecs_service.this"] == {"vpc-dns-off"}
    assert len(causes) == 1 + SIZE - SERVICES_OF_A_NETWORK


def test_form() -> None:
    """The document is whole JSON in which every module is called once."""
    document = json.loads(plan_of(3))
    assert sorted(document["configuration"]["root_module"]["module_calls"]) == [
        "network_0",
        "service_0",
        "service_1",
        "service_2",
    ]
    addresses = [change["address"] for change in document["resource_changes"]]
    assert len(addresses) == len(set(addresses))
