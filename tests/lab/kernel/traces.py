"""By what an enclosure could still be found on the machine: its processes, and whoever holds its namespaces."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sealane.records import dataclass

PATIENCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """The processes of an enclosure, and every descriptor or mount by which something holds one of its namespaces.

    The kernel gives a namespace that is gone's number to the next one, of whomever: so a trace is a place and a number.
    """

    processes: tuple[int, ...]
    held: tuple[tuple[Path, int], ...]

    def left(self) -> list[Path]:
        """Return what of it is still there."""
        return [place for place, number in self.held if _number(place) == number]


def traces_here(namespaces: Sequence[int]) -> Traces:
    """Look for what is in some namespaces and who holds them; the first is one of processes."""
    wanted = set(namespaces)
    places = [place for pid in _pids() for place in _places(pid)]
    held = tuple((place, number) for place in places if (number := _number(place)) in wanted)
    inside = sorted(int(place.parts[2]) for place, number in held if number == namespaces[0] and place.name == "pid")
    return Traces(processes=tuple(inside), held=held)


def namespaces_of(processes: Iterable[int]) -> tuple[int, ...]:
    """Return the namespaces that processes are in or hold and this one is not in, those of processes first."""
    places = [place for pid in processes for place in _places(pid)]
    pids = {_number(place) for place in places if place.name == "pid"}
    others = {_number(place) for place in places} - pids
    ours = {_number(Path("/proc/self/ns") / name) for name in ("pid", "net")} | {0}
    return (*sorted(pids - ours), *sorted(others - ours))


def gone(traces: Traces) -> bool:
    """Tell whether nothing is left, which the kernel may take a moment for."""
    deadline = time.monotonic() + PATIENCE
    while traces.left():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def mounted(namespaces: Sequence[int]) -> bool:
    """Tell whether a namespace is kept by a mount, as those of `ip netns` are."""
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    return any(f":[{number}]" in mounts for number in namespaces)


def _pids() -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            yield int(entry.name)


def _places(pid: int) -> Iterator[Path]:
    yield Path(f"/proc/{pid}/ns/pid")
    yield Path(f"/proc/{pid}/ns/net")
    try:
        yield from Path(f"/proc/{pid}/fd").iterdir()
    except OSError:
        return


def _number(place: Path) -> int:
    try:
        target = str(place.readlink())
    except OSError:
        return 0
    return int(target.partition("[")[2].rstrip("]")) if target.startswith(("net:[", "pid:[")) else 0
