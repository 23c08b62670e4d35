"""Scripts performed inside the enclosure: the lab stands, its name servers and listeners answer, and tasks start."""

from __future__ import annotations

import contextlib
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Self

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Seat
from sealane.lab.escape import PORTS, Attempt, attempts, tries
from sealane.lab.front.callers import Principal
from sealane.lab.front.front import Front
from sealane.lab.kernel.capture import Capture
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.wire import Wire
from sealane.lab.resolver.server import NameServer
from sealane.lab.script import Performed, Script, Start
from sealane.lab.task.programs import Programs
from sealane.lab.task.start import start
from sealane.lab.task.supply import Place, Supply
from sealane.lab.task.supply import Wire as Seen
from sealane.records import dataclass
from sealane.verdicts.observation import Exchange, Observation

# Starts mostly wait: for each other's answers on a lab that is whole, for nothing on one that is not.
_AT_ONCE: Final = 8
_SESSION: Final = "rehearsal"


def serve(wire: Wire) -> None:
    """Perform every script that the wire brings, one after another, until there is nobody any more."""
    with contextlib.suppress(EOFError):
        while True:
            wire.say(perform(wire.hear()))


def perform(script: Script) -> Performed:
    """Build the lab, make every start in every seat of it, and take it down."""
    began = time.monotonic()
    with contextlib.ExitStack() as held:
        lab = held.enter_context(Lab(script.blueprint))
        stage = held.enter_context(Stage(script, lab))
        built = time.monotonic() - began
        if script.capture:
            held.enter_context(Capture(lab, Path(script.capture)))
        return stage.perform(built)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was seen of one seat."""

    service: str
    observations: tuple[Observation, ...]
    escapes: tuple[Exchange, ...]


class Stage:
    """A lab with all who answer in it."""

    def __init__(self, script: Script, lab: Lab) -> None:
        """Take what stands; nobody answers yet."""
        self._script = script
        self._lab = lab
        self._names = NameServer(script.blueprint, lab)
        self._front = Front(script.blueprint, lab, script.backends, script.judge)
        self._addresses = _addresses(script.blueprint)
        self._servers = {one.space: tuple(map(str, one.addresses)) for one in script.blueprint.servers}

    def __enter__(self) -> Self:
        """Let them answer."""
        self._names.start()
        self._front.start()
        for one in self._script.starts:
            for whose, keys in one.keys.items():
                role, arn = one.roles[whose]
                self._front.admit(keys.access_key, principal(role, arn))
        return self

    def __exit__(self, *_: object) -> None:
        """Let nobody answer any more."""
        self._front.stop()
        self._names.stop()

    def perform(self, built: float) -> Performed:
        """Make every start."""
        with tempfile.TemporaryDirectory(dir=self._script.folder) as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
            authority = Path(folder) / "authority.pem"
            authority.write_bytes(self._front.authority.pem)
            work = [(one, seat) for one in self._script.starts for seat in self._seats(one)]
            seen = list(pool.map(lambda pair: self._start(pair[0], pair[1], Path(folder), authority), work))
        told = dict.fromkeys(
            why for one in seen for made in one.observations for exchange in made.wire for why in exchange.unenforced
        )
        return Performed(
            observations=tuple((one.service, made) for one in seen for made in one.observations),
            escapes=tuple((one.service, exchange) for one in seen for exchange in one.escapes),
            unenforced=tuple(told),
            built=built,
        )

    def _seats(self, one: Start) -> Iterable[Seat]:
        return (seat for seat in self._script.blueprint.seats if seat.service == one.service)

    def _start(self, one: Start, seat: Seat, folder: Path, authority: Path) -> _Seen:
        place = Place(space=seat.space, subnet=seat.subnet, servers=self._servers.get(seat.space, ()))
        own = folder / uuid.uuid4().hex
        own.mkdir()
        supply = Supply(
            keys=one.keys,
            trusts=one.trusts,
            authority=authority,
            folder=own,
            task_id=uuid.uuid4().hex,
            aside=self._front.aside(),
            pull=Programs(self._lab),
            wire=self._wire(seat),
        )
        mine = self._script
        made = tuple(start(self._lab, place, one.task, one.setting, one.steps, supply, mine.timeouts))
        return _Seen(service=one.service, observations=made, escapes=tuple(self._escapes(one, seat, made)))

    def _wire(self, seat: Seat) -> Seen:
        """Return what tells a start its own exchanges, and those of which a translation has hidden whose they are."""
        mine = self._addresses.get(seat.space, frozenset())
        others = frozenset[str]().union(*self._addresses.values()) - mine

        def mark() -> Callable[[], tuple[Exchange, ...]]:
            since = self._front.record.wire()
            return lambda: tuple(one for one in since() if one.client not in others)

        return mark

    def _escapes(self, one: Start, seat: Seat, made: Iterable[Observation]) -> Iterator[Exchange]:
        """Yield what a start's own calls met outside, and what answers when a task tries to get out."""
        yield from (exchange for each in made for exchange in each.wire if exchange.outside)
        everywhere = ((address, port) for address in self._script.blueprint.internet_address for port in PORTS)
        note = "a connection that the rehearsal tried"
        for address, port in tries(self._lab, seat.space, (*everywhere, *one.goals)):
            yield Exchange(space=seat.space, address=address, port=port, outside=True, note=note)
        for source, address, port in self._came_in(one, seat):
            yield Exchange(space=seat.space, client=source, address=address, port=port, inbound=True, note=note)

    def _came_in(self, one: Start, seat: Seat) -> tuple[Attempt, ...]:
        """Return what reaches a task of what tries to from outside."""
        blueprint = self._script.blueprint
        outside = next((space.name for space in blueprint.spaces if space.kind is SpaceKind.OUTSIDE), "")
        sources = ((address, port) for address in blueprint.internet_address for port in PORTS)
        wanted = [
            (source, address, port)
            for source, port in (*sources, *one.entrances)
            for address in outer_addresses(blueprint, self._addresses.get(seat.space, frozenset()))
            if (":" in source) is (":" in address)
        ]
        return attempts(self._lab, outside, wanted) if outside and wanted else ()


def _addresses(blueprint: Blueprint) -> dict[str, frozenset[str]]:
    """Return the addresses of each task's space."""
    seats = {seat.space for seat in blueprint.seats}
    found: dict[str, frozenset[str]] = {}
    for link in blueprint.links:
        for end in (link.one, link.other):
            if end.space in seats:
                found[end.space] = frozenset(str(one.ip) for one in end.addresses)
    return found


def outer_addresses(blueprint: Blueprint, own: frozenset[str]) -> tuple[str, ...]:
    """Return by which addresses some that are inside are known outside: by public ones, and IPv6 ones by themselves."""
    paired = (str(one.outside) for one in blueprint.pairings if str(one.inside) in own)
    return (*dict.fromkeys(paired), *sorted(one for one in own if ":" in one))


def principal(role: str, arn: str) -> Principal:
    """Return the session of a role as policies see it.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    """
    parts = arn.split(":")
    name = arn.rpartition("/")[2]
    session = f"arn:{parts[1]}:sts::{parts[4]}:assumed-role/{name}/{_SESSION}"
    return Principal(role=role, arn=session, role_arn=arn)
