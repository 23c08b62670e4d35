"""Make mutants of real inputs and take each the whole way; what must not happen is printed, with how to get it again.

`python -m tests.tools.mutate 200000 --seed 1` makes that many; `--only 'plan: healthy' --again 17` makes one again.
A secret that is told has to be looked at: it is told rightly where a mutant put it in the place of a name or a version.
Not a test: a run takes an hour or more. A sample of the same is in `tests/worlds/test_mutants.py`.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType

from sealane.world.world import World
from tests.worlds.healthy import healthy
from tests.worlds.mutants.originals import Input, capture, document, inputs
from tests.worlds.mutants.river import answers, crashes
from tests.worlds.test_secrets import SECRET, folder_of
from tests.worlds.test_secrets import document as planted

_SECONDS, _MEMORY = 5, 3 << 30
_SHOWN = 3


class TooSlowError(BaseException):
    """A mutant that takes longer than a small input may."""


def main() -> int:
    """Make mutants until there are enough, and return whether any of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=10, help="of the wounds, take each n-th")
    parser.add_argument("--only", default="", help="the input with this in its name")
    parser.add_argument("--again", type=int, help="make this mutant of each input and show where it goes")
    chosen = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGPROF, _too_slow)
    with tempfile.TemporaryDirectory(dir=_in_memory()) as folder:
        every = (*inputs(Path(folder), every=chosen.every), *_with_secrets(Path(folder)))
        found = [one for one in every if chosen.only in one.name]
        gc.freeze()
        if chosen.again is not None:
            return _again(found, chosen.seed, chosen.again)
        return _run(found, chosen.count, chosen.seed)


def _with_secrets(folder: Path) -> Iterator[Input]:
    """Yield an input of each source that is full of secrets, none of which any answer may tell."""
    for source in ("plan", "state", "cloudformation"):
        yield document(f"secrets: {source}", source, planted(source, healthy(), folder / f"secrets-{source}"))
    yield capture("secrets: capture", folder_of(healthy(), folder / "secrets"), folder / "secrets-mutant")


def _run(found: list[Input], count: int, seed: int) -> int:
    wrong: Counter[str] = Counter()
    whole = {one.name: one.unchanged() for one in found}
    outcomes: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(count):
        one = found[number % len(found)]
        what, outcome = _outcome(one.mutants(_chance(seed, one, number)), whole[one.name], every=number % 4 == 0)
        outcomes[f"{one.source} {outcome}"] += 1
        if what:
            wrong[what] += 1
            if wrong[what] <= _SHOWN:
                sys.stdout.write(f"WRONG --only {one.name!r} --seed {seed} --again {number}\n  {what}\n")
        if number % 1000 == 0:
            sys.stdout.write(f"{number} after {time.monotonic() - began:.0f} s, {sum(wrong.values())} wrong\n")
            sys.stdout.flush()
    for name, times in (*wrong.most_common(), *sorted(outcomes.items())):
        sys.stdout.write(f"{times:8} {name}\n")
    return 1 if wrong else 0


def _again(found: list[Input], seed: int, number: int) -> int:
    for one in found:
        what, outcome = _outcome(one.mutants(_chance(seed, one, number)), None, every=True, at_length=True)
        sys.stdout.write(f"{one.name}: {what or outcome}\n")
    return 0


def _chance(seed: int, one: Input, number: int) -> random.Random:
    return random.Random(f"{seed} {one.name} {number}")  # noqa: S311 - no secret


def _outcome(
    read: Callable[[], World], whole: World | None, *, every: bool, at_length: bool = False
) -> tuple[str, str]:
    """Return what is wrong with the way that a mutant goes, and how it ended."""
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        told = answers(read, whole, every=every)
        crashed = next(crashes(told), "")
        if any(SECRET in text for text in told.values()):
            return "a secret is told", "told"
        return (crashed, "crashed") if crashed else ("", _ending(told))
    except (Exception, TooSlowError) as error:  # noqa: BLE001 - that is what is looked for
        if at_length:
            traceback.print_exc()
        last = [one for one in traceback.extract_tb(error.__traceback__) if "/sealane/" in one.filename][-1:]
        where = "".join(f"{one.filename.rpartition('/sealane/')[2]}:{one.lineno} {one.name}" for one in last)
        return f"{type(error).__name__} {str(error)[:100]} at {where}", "wrong"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _ending(told: Mapping[str, str]) -> str:
    if not told:
        return "as before"
    return "answer" if "text" in told else "error"


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _in_memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made there


if __name__ == "__main__":
    sys.exit(main())
