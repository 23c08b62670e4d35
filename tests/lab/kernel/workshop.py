"""What runs inside the enclosure of the tests: functions that they send, one after the other."""

from __future__ import annotations

import os
import socket
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, Sighting, probe
from sealane.lab.kernel.syscalls import mount
from sealane.lab.kernel.wire import Wire
from sealane.records import dataclass
from tests.lab.kernel.network import network


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A function failed."""

    trace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the machine itself has."""

    mounts: str


def occupied() -> Ground:
    """Look at the machine."""
    return Ground(mounts=Path("/proc/self/mounts").read_text(encoding="utf-8"))


def inhabit(wire: Wire) -> None:
    """Fill an enclosure with a lab, programs in it, one of which has no parent any more, and a mount; and stay."""
    mount("kept", "/mnt", "tmpfs", 0)
    lab = Lab(network())
    lab.popen("a", ("sh", "-c", "sleep 1000 & sleep 1000 & exit 0")).wait()
    lab.popen("b", ("sleep", "1000"))
    spaces = [os.fstat(namespace.handle).st_ino for namespace in lab.spaces.values()]
    wire.say((Path("/proc/self/ns/pid").stat().st_ino, *spaces))
    threading.Event().wait()


def serve(wire: Wire) -> None:
    """Run what comes until nobody is there."""
    while True:
        try:
            function, args = wire.hear()
        except EOFError:
            return
        try:
            wire.say(function(*args))
        except Exception:  # noqa: BLE001 - told to the test
            wire.say(Raised(trace=traceback.format_exc()))


def probed(blueprint: Blueprint, flows: Sequence[Flow]) -> list[str]:
    """Build a lab and tell of each flow how far it got: `back`, `there` or `lost`."""
    with Lab(blueprint) as lab:
        return [told(sighting) for sighting in probe(lab, flows)]


def told(sighting: Sighting) -> str:
    """Tell in a word what became of a flow."""
    if sighting.back:
        return "back"
    return "there" if sighting.there else "lost"


def connect(lab: Lab, space: str, address: str, port: int) -> socket.socket:
    """Open a connection from a space."""
    with lab.inside(space):
        made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    made.settimeout(2)
    made.connect((address, port))
    return made
