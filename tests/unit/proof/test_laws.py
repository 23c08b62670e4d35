"""What holds of every proof: what is not read never makes a certainty, and names mean nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.proof.prove import prove
from sealane.verdicts.proof import ServiceProof
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known, Unread
from sealane.world.world import Fact, World
from tests.thoroughness import examples
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS


def proved(world: World) -> ServiceProof | None:
    """Prove the only service of a world, `None` when it has none left."""
    services = prove(world).services
    return services[0] if services else None


def hidden_once(world: World) -> Iterator[tuple[str, World]]:
    """Yield the world with one known value of one fact made unread, for every such value."""
    for table in world.tables.values():
        for fact in table.values():
            yield from _hidden(world, fact)


def _hidden(world: World, fact: Fact) -> Iterator[tuple[str, World]]:
    assert is_dataclass(fact)
    for told in fields(fact):
        if isinstance(getattr(fact, told.name), Known):
            changed: Any = replace(fact, **{told.name: Unread("hidden by the test")})
            yield f"{type(fact).__name__}.{told.name} of {fact.id}", world.with_facts(changed)


HIDDEN = dict(hidden_once(healthy()))


@pytest.mark.parametrize("what", HIDDEN)
def test_hiding_a_value_leaves_holds_or_makes_it_unknown(what: str) -> None:
    """With any single value of the healthy world unread, nothing fails: it still holds, or nobody knows."""
    after = proved(HIDDEN[what])
    assert after is not None
    assert Verdict.FAILS not in {after.starts, after.sealed, after.verdict}
    assert after.findings == ()


@settings(max_examples=examples(50))
@given(name=st.sampled_from(sorted(WOUNDS)), data=st.data())
def test_hiding_a_value_never_heals(name: str, data: st.DataObject) -> None:
    """With any single value of a wounded world unread, what fails still fails, or nobody knows; it never holds."""
    world = WOUNDS[name].broken
    before = proved(world)
    after = proved(data.draw(st.sampled_from([changed for _, changed in hidden_once(world)])))
    assert before is not None
    assert after is not None
    for one, other in ((before.starts, after.starts), (before.sealed, after.sealed), (before.verdict, after.verdict)):
        assert other in {one, Verdict.UNKNOWN}


def test_something_can_be_hidden_that_matters() -> None:
    """Hiding is no empty test: some values leave the verdict alone, and some make it unknown."""
    found = {proved(world).verdict for world in HIDDEN.values() if proved(world)}  # type: ignore[union-attr]
    assert found == {Verdict.HOLDS, Verdict.UNKNOWN}
