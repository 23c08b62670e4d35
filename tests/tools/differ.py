"""Hold lab and proof against each other on as many random worlds as are asked for.

    python -m tests.tools.differ 10000 --seed 1

What disagrees is told with its seed: `--shrink SEED` takes away from that world what does not matter and prints what is
left of it. `--paper` works packets out instead of sending them, which needs no kernel.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.lab.differential.running import Tally, in_kernel, together, worked_out
from tests.lab.differential.shrinking import shrunk, told

# A lab that lasts this many worlds is young enough to lose little when it fails.
AT_ONCE = 250


def main(arguments: list[str]) -> int:
    """Compare, and return 1 when anything disagrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=300)
    parser.add_argument("--seed", type=int, default=1, help="the first world's seed")
    parser.add_argument("--processes", type=int, default=1, help="labs at once")
    parser.add_argument("--paper", action="store_true", help="work packets out instead of sending them")
    parser.add_argument("--shrink", type=int, metavar="SEED", help="shrink one world that disagrees")
    given = parser.parse_args(arguments)
    if given.shrink is not None:
        sys.stdout.write(told(shrunk(given.shrink)))
        return 0
    started = time.monotonic()
    found = together(_tallies(given))
    sys.stdout.write(
        f"{found.worlds} worlds, {found.flows} flows, {found.packets} packets in {time.monotonic() - started:.0f} s\n"
        f"{', '.join(f'{count} {verdict}' for verdict, count in sorted(found.verdicts.items()))}\n"
        f"{len(found.disagreements)} worlds disagree\n"
    )
    return 1 if found.disagreements else 0


def _tallies(given: argparse.Namespace) -> Iterator[Tally]:
    chunks = [
        range(start, min(start + AT_ONCE, given.seed + given.count))
        for start in range(given.seed, given.seed + given.count, AT_ONCE)
    ]
    with ThreadPoolExecutor(given.processes) as workers:
        for chunk, found in zip(chunks, workers.map(worked_out if given.paper else in_kernel, chunks), strict=True):
            sys.stderr.write(f"{chunk.start} to {chunk.stop - 1}: {len(found.disagreements)} disagree\n")
            for seed, said in found.disagreements.items():
                sys.stdout.write("".join(f"{seed}: {one}\n" for one in said))
            sys.stdout.flush()
            yield found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
