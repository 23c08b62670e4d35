"""A wound is the same wound whatever it is read from: plan, state, capture or template."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sealane.proof.prove import prove
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from tests.worlds.facts_in_common import differences
from tests.worlds.healthy import healthy
from tests.worlds.render.inexpressible import Inexpressible
from tests.worlds.sources import SOURCES, Reading
from tests.worlds.words import LACKING, UNDECIDED
from tests.worlds.wounds import everything
from tests.worlds.wounds.wound import Expected, found

_EACH = [
    pytest.param(source, name, id=f"{source}: {name}")
    for source in SOURCES
    for name in everything.WOUNDS
    if name not in LACKING[source]
]
# What a source with only its own part of an account takes to be there.
_TAKEN_FOR_GRANTED = {
    Cause.FOREIGN_LAYERS,
    Cause.IMAGE_MISSING,
    Cause.IMAGE_PLATFORM_MISMATCH,
    Cause.LOG_GROUP_MISSING,
    Cause.PULL_THROUGH_CACHE_UPSTREAM,
    Cause.SECRET_MISSING,
    Cause.SUBNET_FULL,
}


@pytest.mark.parametrize("source", SOURCES)
def test_healthy_world_holds(source: str, tmp_path: Path) -> None:
    """The healthy world holds from each source, nothing in it is left open, and the facts are those of the world."""
    reading = SOURCES[source].reading(healthy(), tmp_path)
    (service,) = prove(reading.world).services
    assert found(service) == frozenset()
    assert service.open == ()
    assert (service.starts, service.sealed, service.verdict) == (Verdict.HOLDS,) * 3
    assert differences(healthy(), reading) == []


@pytest.mark.parametrize(("source", "name"), _EACH)
def test_wound_gives_the_same_findings(source: str, name: str, tmp_path: Path) -> None:
    """A wound gives the findings that it gives in the world itself, at the origins that stand for the world's."""
    wound = everything.WOUNDS[name]
    reading = SOURCES[source].reading(wound.broken, tmp_path)
    (service,) = prove(reading.world).services
    expected = frozenset(_translated(one, reading) for one in wound.expected)
    assert differences(wound.broken, reading) == []
    if name in UNDECIDED.get(source, {}):
        assert found(service) < expected
        assert any(UNDECIDED[source][name] in why.reason for why in service.open)
        assert service.verdict is not Verdict.HOLDS
        return
    assert found(service) == expected
    assert (service.starts, service.sealed) == _verdicts(name)


@pytest.mark.parametrize("source", SOURCES)
def test_source_lacks_words_for_these_alone(source: str, tmp_path: Path) -> None:
    """What a source cannot say is exactly what the table says, with the reason, and everything else it can."""
    lacking = {}
    for number, (name, wound) in enumerate(everything.WOUNDS.items()):
        try:
            SOURCES[source].render(wound.broken, tmp_path / str(number))
        except Inexpressible as why:
            lacking[name] = str(why)
    assert lacking == LACKING[source]
    assert len(everything.WOUNDS) - len(lacking) >= 138


@pytest.mark.parametrize("source", SOURCES)
def test_every_cause_is_found_where_it_can_be_said(source: str) -> None:
    """Each cause has a wound that is decided in each source, but for what the source takes for granted."""
    left_out = {*LACKING[source], *UNDECIDED.get(source, {})}
    wounded = {one.cause for wound in everything.WOUNDS.values() for one in wound.expected}
    told = {one.cause for name, wound in everything.WOUNDS.items() for one in wound.expected if name not in left_out}
    assert wounded - told == (set() if source == "capture" else _TAKEN_FOR_GRANTED)


@cache
def _verdicts(name: str) -> tuple[Verdict, Verdict]:
    """Return whether the wounded service starts and is sealed in the world itself, the same for every source."""
    (itself,) = prove(everything.WOUNDS[name].broken).services
    return itself.starts, itself.sealed


def _translated(one: Expected, reading: Reading) -> Expected:
    """Return what is expected with the origin that stands for it; AWS's default group has one of its own in AWS."""
    origin = reading.origins.get(one.origin, one.origin)
    if one.cause is Cause.ENDPOINT_GROUP_INGRESS:
        origin = reading.origins.get(f"{one.origin}#default-security-group", origin)
    return Expected(cause=one.cause, origin=origin, steps=one.steps)
