"""Probes sent through a real lab, which becomes one world after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from types import TracebackType
from typing import Self

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.probe import Flow, Prober
from sealane.lab.survey.labels import OUTSIDE
from tests.lab.differential.questions import Probe, addresses_by_space
from tests.lab.on_paper import Crossing


class KernelSender:
    """A lab that is kept from world to world, and the sockets in it."""

    def __init__(self) -> None:
        """Begin without any lab."""
        self._lab: Lab | None = None
        self._prober: Prober | None = None

    def __enter__(self) -> Self:
        """Send while a block runs."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the lab down."""
        if self._prober is not None:
            self._prober.close()
        if self._lab is not None:
            self._lab.close()

    def __call__(self, blueprint: Blueprint, probes: Sequence[Probe]) -> dict[Probe, Crossing]:
        """Have a blueprint stand, and send probes through it: to the likeliest space first, to others if it is not."""
        prober = self._standing(blueprint)
        found = dict.fromkeys(probes, Crossing())
        likely = {probe: list(_candidates(blueprint, probe)) for probe in probes}
        for place in range(max(map(len, likely.values()), default=0)):
            asked = [probe for probe in probes if not found[probe].space and place < len(likely[probe])]
            sightings = prober.probe([_flow(probe, likely[probe][place]) for probe in asked])
            for probe, sighting in zip(asked, sightings, strict=True):
                if sighting.there:
                    found[probe] = Crossing(likely[probe][place], sighting.back)
        return found

    def _standing(self, blueprint: Blueprint) -> Prober:
        if self._lab is None or self._prober is None:
            self._lab = Lab(blueprint)
            self._prober = Prober(self._lab)
        else:
            self._lab.become(blueprint)
        return self._prober


def _candidates(blueprint: Blueprint, probe: Probe) -> Iterator[str]:
    """Yield the spaces that a packet may come to: who has the address, what answers for it, and the outside."""
    destination = probe.letter.destination
    owners = [name for name, addresses in addresses_by_space(blueprint).items() if destination in addresses]
    owners += [one.name for one in blueprint.spaces if any(destination == assigned.ip for assigned in one.own)]
    inside = {pairing.outside: pairing.inside for pairing in blueprint.pairings}
    if destination in inside:
        owners += [
            name for name, addresses in addresses_by_space(blueprint).items() if inside[destination] in addresses
        ]
    for space in blueprint.spaces:
        if space.name != OUTSIDE and any(destination in ip_network(block) for block in space.answers_for):
            owners.append(space.name)
    yield from (name for name in dict.fromkeys(owners) if name != probe.space)
    if probe.space != OUTSIDE:
        yield OUTSIDE


def _flow(probe: Probe, target: str) -> Flow:
    letter = probe.letter
    return Flow(
        sender=probe.space,
        target=target,
        destination=str(letter.destination),
        port=letter.port,
        protocol=letter.protocol,
        source=str(letter.source),
        source_port=letter.source_port,
    )
