"""Many flows at once: which of them arrive, and which of their answers come back; nothing is waited for."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import ip_address
from itertools import count
from types import TracebackType
from typing import Final, Self

from sealane.lab.blueprint.addresses import Address
from sealane.lab.kernel.canary import Canary
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.namespaces import Namespace, aside, entered
from sealane.lab.kernel.packets import TCP, Trip, answer, answered_by_kernel, question, sign_of
from sealane.lab.kernel.raw import Raw
from sealane.records import dataclass

# So many packets a socket keeps for us under any limit.
_AT_ONCE: Final = 128
_FIRST_PORT, _PORTS = 33000, 27000
_STEP, _MARKS = 16, 1 << 32


# A space, a version of IP, a protocol: there a socket listens.
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One flow: from an address of a space, its first one when none is given, to an address and port.

    `source_port` 0 takes one that no flow had lately. `protocol` is a number; one without ports has none.
    """

    sender: str
    target: str
    destination: str
    port: int = 0
    protocol: int = TCP
    source: str = ""
    source_port: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What became of a flow: its first packet was delivered in the target; the answer to it was in the sender."""

    there: bool
    back: bool


class Prober:
    """Probes a lab again and again, whatever it becomes, with sockets that it keeps as long as their spaces stand."""

    def __init__(self, lab: Lab) -> None:
        """Probe a lab."""
        self._lab = lab
        self._sockets: dict[tuple[Namespace, int, int], Raw] = {}
        self._ports = count()

    def __enter__(self) -> Self:
        """Probe while a block runs."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the sockets."""
        self.close()

    def probe(self, flows: Sequence[Flow]) -> list[Sighting]:
        """Send every flow's first packet, have it answered where it arrives, and tell what became of each."""
        return aside(lambda: self._all(flows)) if flows else []

    def close(self) -> None:
        """Close the sockets."""
        self._keep(())

    def _all(self, flows: Sequence[Flow]) -> list[Sighting]:
        self._keep(self._lab.spaces.values())
        if any(flow.source_port for flow in flows):
            self._lab.forget()
        canary = Canary(self._lab.spaces[flows[0].sender])
        try:
            found: list[Sighting] = []
            for start in range(0, len(flows), _AT_ONCE):
                found += self._some(flows[start : start + _AT_ONCE], canary)
            return found
        finally:
            canary.close()

    def _some(self, flows: Sequence[Flow], canary: Canary) -> list[Sighting]:
        start = random.randrange(_MARKS)  # noqa: S311 - tells our packets from older ones
        trips = {(start + _STEP * number) % _MARKS: self._trip(flow) for number, flow in enumerate(flows)}
        marked = dict(zip(trips, flows, strict=True))
        sent = {(name, trips[mark].version, flow.protocol) for mark, flow in marked.items() for name in _ends(flow)}
        ears = {place: self._raw(place) for place in sent}
        for mark, flow in marked.items():
            trip = trips[mark]
            mouth = ears[flow.sender, trip.version, flow.protocol]
            mouth.send(question(flow.protocol, trip, mark), trip.source, trip.destination)
        canary.settle()
        there, back = set[int](), set[int]()
        if self._listen(ears, marked, there, back):
            canary.settle()
            self._listen(ears, marked, there, back)
        return [Sighting(there=mark in there, back=mark in there & back) for mark in marked]

    def _listen(self, ears: Mapping[Place, Raw], marked: Mapping[int, Flow], there: set[int], back: set[int]) -> bool:
        """Note what arrived, answer what the kernel does not, and tell whether there was something to answer."""
        answered = False
        for (name, _, protocol), raw in ears.items():
            for packet, source, destination in raw.receive():
                sign = sign_of(protocol, packet)
                flow = marked.get(sign.mark) if sign else None
                if sign is None or flow is None or flow.protocol != protocol:
                    continue
                if not sign.asks:
                    # Whoever asked takes an answer from nobody but whom it asked.
                    mine = name == flow.sender and source == ip_address(flow.destination)
                    back |= {sign.mark} if mine else set()
                elif name == flow.target:
                    there.add(sign.mark)
                    if not answered_by_kernel(protocol):
                        trip = Trip(
                            source=destination, destination=source, source_port=sign.port, port=sign.source_port
                        )
                        raw.send(answer(protocol, trip, sign.mark), destination, source)
                        answered = True
        return answered

    def _trip(self, flow: Flow) -> Trip:
        destination = ip_address(flow.destination)
        source = ip_address(flow.source) if flow.source else self._first_address(flow.sender, destination.version)
        return Trip(
            source=source,
            destination=destination,
            source_port=flow.source_port or _FIRST_PORT + next(self._ports) % _PORTS,
            port=flow.port,
        )

    def _first_address(self, space: str, version: int) -> Address:
        blueprint = self._lab.blueprint
        ends = [end for link in blueprint.links for end in (link.one, link.other) if end.space == space]
        assigned = [address for end in ends for address in end.addresses]
        assigned += [address for each in blueprint.spaces if each.name == space for address in each.own]
        for address in assigned:
            if address.version == version:
                return ip_address(address.ip)
        msg = f"{space} has no address of IPv{version} to send from"
        raise ValueError(msg)

    def _raw(self, place: Place) -> Raw:
        name, version, protocol = place
        key = (self._lab.spaces[name], version, protocol)
        if key not in self._sockets:
            with entered(key[0].handle):
                self._sockets[key] = Raw(version, protocol)
        self._sockets[key].receive()
        return self._sockets[key]

    def _keep(self, namespaces: Iterable[Namespace]) -> None:
        """Close the sockets of spaces that stand no more."""
        standing = set(namespaces)
        for key in [key for key in self._sockets if key[0] not in standing]:
            self._sockets.pop(key).close()


def probe(lab: Lab, flows: Sequence[Flow]) -> list[Sighting]:
    """Probe a lab once."""
    with Prober(lab) as prober:
        return prober.probe(flows)


def _ends(flow: Flow) -> tuple[str, str]:
    return flow.sender, flow.target
