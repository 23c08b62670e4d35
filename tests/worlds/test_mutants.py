"""Whatever is wrong in an input, it ends in an answer or a clear error, and what was lost makes nothing hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from sealane.errors import SealaneError
from sealane.proof.guard import crashed
from sealane.proof.prove import prove
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Origin
from sealane.world.world import World
from tests.worlds.healthy import healthy
from tests.worlds.mutants.losses import losses, lost_files
from tests.worlds.mutants.originals import Input, inputs
from tests.worlds.mutants.river import CRASHED, answers, crashes, world_at, world_in
from tests.worlds.render.inexpressible import Inexpressible
from tests.worlds.sources import SOURCES
from tests.worlds.wounds.everything import WOUNDS

_MUTANTS = 10
_WORLDS, _LOSSES, _SHARE = 5, 5, 0.25


@pytest.fixture(scope="module")
def every_input(tmp_path_factory: pytest.TempPathFactory) -> list[Input]:
    """Return the inputs that the sample is drawn from; `tests/tools/mutate.py` takes more of them, and for longer."""
    return list(inputs(tmp_path_factory.mktemp("inputs"), every=45))


@pytest.mark.parametrize("source", ["plan", "state", "cloudformation", "capture"])
def test_mutants_end_well(source: str, every_input: list[Input]) -> None:
    """Mutants of every input are proved in every form, with proposals, or refused; no check crashes over one."""
    seen = {"text": 0, "error": 0}
    for one in (one for one in every_input if one.source == source):
        for number in range(_MUTANTS):
            read = one.mutants(random.Random(f"{one.name} {number}"))  # noqa: S311 - no secret
            told = answers(read, every=number % 5 == 0)
            assert not list(crashes(told)), f"{one.name} {number}"
            seen["text" if "text" in told else "error"] += 1
    assert min(seen.values()) > _MUTANTS, "the sample has both answers and errors in it"


def test_crash_is_seen() -> None:
    """What a check that crashes leaves behind is told in the answer, which is where the sample looks for it."""
    check = crashed(ValueError("x"), Origin("x"))
    assert check.verdict is Verdict.UNKNOWN
    assert CRASHED in str(check.open[0])
    assert list(crashes({"text": f"? Not known: a check {CRASHED}: ValueError: x"}))


Verdicts = Mapping[str, tuple[Verdict, Verdict]]


def verdicts(read: Callable[[], World]) -> Verdicts:
    """Return whether each service starts and is sealed; nothing for what is refused."""
    try:
        return {one.service.id: (one.starts, one.sealed) for one in prove(read()).services}
    except SealaneError:
        return {}


def mended(before: Verdicts, after: Verdicts) -> list[str]:
    """Return the services of which something holds that did not."""
    return [
        key
        for key, now in after.items()
        if any(one is Verdict.HOLDS is not was for one, was in zip(now, before.get(key, now), strict=True))
    ]


def test_what_got_better_is_seen() -> None:
    """The comparison sees a world that got better, and takes one that got worse for what it is."""
    ill = verdicts(lambda: WOUNDS["the tasks' group has no outbound rule"].broken)
    assert mended(ill, verdicts(healthy))
    assert not mended(verdicts(healthy), ill)


def broken(source: str, chance: random.Random, folder: Path) -> bytes:
    """Write down some wounded world that the source has words for."""
    while True:
        name = chance.choice(sorted(WOUNDS))
        try:
            return SOURCES[source].render(WOUNDS[name].broken, folder / str(chance.random())).document
        except Inexpressible:
            continue


@pytest.mark.parametrize("source", ["plan", "state", "cloudformation"])
def test_losses_make_nothing_hold(source: str, tmp_path: Path) -> None:
    """Of a broken world whose document loses a resource or a value, nothing holds that did not hold before."""
    chance = random.Random(source)  # noqa: S311 - no secret
    felt = 0
    for _ in range(_WORLDS):
        text = broken(source, chance, tmp_path)
        before = verdicts(partial(world_in, text))
        for loss in chance.sample(list(losses(source, text)), _LOSSES):
            after = verdicts(partial(world_in, loss.document))
            assert not mended(before, after), loss.what
            felt += after != before
    assert felt, "some loss is felt"


@pytest.mark.parametrize("name", ["the tasks' group has no outbound rule", "no endpoint for ecr.api"])
def test_lost_answers_make_nothing_hold(name: str, tmp_path: Path) -> None:
    """Of a capture of which a file is gone, or AWS refused the call, nothing holds that did not hold before."""
    chance = random.Random(name)  # noqa: S311 - no secret
    SOURCES["capture"].render(WOUNDS[name].broken, tmp_path)
    before = verdicts(partial(world_at, tmp_path))
    felt = 0
    for what in lost_files(tmp_path):
        if chance.random() < _SHARE:
            after = verdicts(partial(world_at, tmp_path))
            assert not mended(before, after), what
            felt += after != before
    assert felt, "some loss is felt"
