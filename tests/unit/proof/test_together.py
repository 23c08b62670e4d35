"""Services that are proved together have the proof that each has alone, however much they share and remember."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.proof.judged import Judged
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.verdict import Verdict
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Organisation, Role
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, MountTarget, Parameter, Repository, Secret
from sealane.world.tasks import TaskDefinition
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, World
from tests.worlds.copies import Apart, copy_of, put_together
from tests.worlds.healthy import ENDPOINTS, healthy
from tests.worlds.wounds.everything import WOUNDS

HEALTHY = "nothing is broken"
WORLDS = {HEALTHY: healthy(), **{name: one.broken for name, one in WOUNDS.items()}}
_OWN = (
    *(Service, TaskDefinition, Role, SecurityGroup, Secret, Parameter, Key, LogGroup, Repository, Bucket),
    *(FileSystem, MountTarget),
)
_FOLLOWED = (SecurityGroup, NetworkAcl, RouteTable)
HOW_MANY = 3
ELSEWHERE = ("eu-west-1", "'foreign'")


def changed(world: World) -> set[tuple[type, str]]:
    """Return the type and key of every fact in which a world differs from the healthy one."""
    known = healthy().tables
    kinds = {*known, *world.tables}
    pairs = [(kind, key) for kind in kinds for key in {*known.get(kind, {}), *world.tables.get(kind, {})}]
    return {(kind, key) for kind, key in pairs if known.get(kind, {}).get(key) != world.tables.get(kind, {}).get(key)}


@cache
def wounded(apart: Apart) -> tuple[str, ...]:
    """Return the worlds whose wounds are a copy's own.

    An account's organisation is that of all who share it, and an endpoint where nothing runs may be meant for anybody.
    A repository in a third place is one for all copies, and each would tell it anew.
    """
    names = [HEALTHY] * (len(WORLDS) // 6)
    for name, world in WORLDS.items():
        what = changed(world)
        own = all(kind in _OWN and key != ENDPOINTS for kind, key in what)
        shared = any(kind is Organisation for kind, _ in what) and apart is not Apart.ACCOUNTS
        third = apart in (Apart.ACCOUNTS, Apart.REGIONS) and any(one in str(world.tables) for one in ELSEWHERE)
        if not shared and not third and (Vpc, "vpc-other") not in what and (own or apart is not Apart.TASKS):
            names.append(name)
    return tuple(names)


def of_its_own(proof: ServiceProof) -> ServiceProof:
    """Return a proof without the advice, which is about what neighbours need too."""
    return replace(proof, advice=())


def alone(world: World) -> ServiceProof:
    """Prove the only service of a world."""
    (found,) = prove(world).services
    return of_its_own(found)


@pytest.mark.parametrize("apart", Apart)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_proof_of_many_is_the_proof_of_each(apart: Apart, data: st.DataObject) -> None:
    """Copies of drawn worlds, alike but for their wounds, are each proved among the others as alone."""
    chosen = [data.draw(st.sampled_from(wounded(apart))) for _ in range(HOW_MANY)]
    worlds = [copy_of(WORLDS[name], number, apart) for number, name in enumerate(chosen)]
    together = {one.service.id: of_its_own(one) for one in prove(put_together(worlds)).services}
    assert together == {one.service.id: one for one in map(alone, worlds)}


@pytest.mark.parametrize("apart", Apart)
def test_copy_is_healthy_or_ill_as_its_original(apart: Apart) -> None:
    """A copy of the healthy world holds, one of a wounded world fails, and no two have a service in common."""
    copies = [copy_of(healthy(), number, apart) for number in range(HOW_MANY)]
    assert len(put_together(copies).table(Service)) == HOW_MANY
    assert {alone(one).verdict for one in copies} == {Verdict.HOLDS}
    ill = copy_of(WORLDS["the role may not pull"], 1, apart)
    assert alone(ill).starts is Verdict.FAILS


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_proof_after_changes_is_a_new_one(data: st.DataObject) -> None:
    """A world of three services that stays in memory has a new proof after each drawn change of its network."""
    names = [name for name in wounded(Apart.NAMES) if any(kind in _FOLLOWED for kind, _ in changed(WORLDS[name]))]
    judged = Judged(put_together(copy_of(healthy(), number, Apart.NAMES) for number in range(HOW_MANY)))
    for _ in range(2):
        number, name = data.draw(st.integers(0, HOW_MANY - 1)), data.draw(st.sampled_from([HEALTHY, *names]))
        judged.change(*followed(copy_of(WORLDS[name], number, Apart.NAMES), judged.world))
        assert judged.proof == prove(judged.world)


def followed(source: World, target: World) -> list[Fact]:
    """Return the groups, ACLs and tables of one world that another has too."""
    return [
        fact
        for kind in _FOLLOWED
        for key, fact in source.tables.get(kind, {}).items()
        if key in target.tables.get(kind, {})
    ]
