"""Building: from what stands to what is to stand, by the shortest way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv6Interface
from operator import attrgetter

from sealane.lab.blueprint.addresses import Assigned
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.kernel import links, paths
from sealane.lab.kernel.counts import Count, counts_of
from sealane.lab.kernel.namespaces import Namespace
from sealane.lab.kernel.netlink import Message
from sealane.lab.kernel.plots import Cable, Ground, Plot, Tip, ground_of
from sealane.lab.kernel.rules import TABLE, transaction

_NOTHING = Plot()


class Building:
    """The spaces that stand, and what stands in each.

    Filters come first, then cables, then addresses, then routes: nothing passes before it is judged.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.spaces: dict[str, Namespace] = {}
        self._ground = Ground(plots={}, cables=frozenset())
        self._devices: dict[str, dict[str, int]] = {}
        self._next: dict[str, int] = {}

    def become(self, blueprint: Blueprint) -> None:
        """Change what differs; to be called by a thread that is for this alone."""
        old, new = self._ground, ground_of(blueprint)
        gone = [name for name in self.spaces if name not in new.plots]
        for name in new.plots:
            if name not in self.spaces:
                self._open(name)
        for name, plot in new.plots.items():
            self._filter(name, old.plots.get(name, _NOTHING), plot)
        raised = self._recable(old, new)
        for name in gone:
            self._leave(name)
        for name, plot in new.plots.items():
            messages = self._messages(name, old.plots.get(name, _NOTHING), plot, raised.get(name, set()))
            self.spaces[name].send(messages)
        for name, plot in new.plots.items():
            there = old.plots.get(name, _NOTHING).addresses
            fresh = {each for each in plot.addresses if each not in there or each[0] in raised.get(name, ())}
            self._wait_for_addresses(name, fresh)
        self._ground = new

    def forget(self) -> None:
        """Forget all connections of the spaces whose filters keep track of them."""
        for name, plot in self._ground.plots.items():
            if plot.filtering.masquerades or any(gate.tracked for gate in plot.filtering.gates):
                self.spaces[name].forget()

    def counts(self, name: str) -> Iterator[Count]:
        """Read the counters of a space's gates."""
        gates = self._ground.plots[name].filtering.gates
        if gates:
            yield from counts_of(name, gates, self.spaces[name].filter([{"list": {"table": TABLE}}]))

    def close(self) -> None:
        """Let go of everything."""
        for name in list(self.spaces):
            self._leave(name)
        self._ground = Ground(plots={}, cables=frozenset())

    def _open(self, name: str) -> None:
        self.spaces[name] = Namespace()
        self._devices[name] = {"lo": links.LOOPBACK}
        self._next[name] = links.LOOPBACK + 1
        self.spaces[name].send([links.loopback_up()])

    def _leave(self, name: str) -> None:
        self.spaces.pop(name).close()
        del self._devices[name], self._next[name]

    def _filter(self, name: str, old: Plot, new: Plot) -> None:
        if old.forwards is not new.forwards:
            self.spaces[name].forward(wanted=new.forwards)
        if old.filtering != new.filtering:
            self.spaces[name].filter(transaction(new.filtering))

    def _recable(self, old: Ground, new: Ground) -> dict[str, set[str]]:
        """Cut and lay cables; returns the devices, by space, that were not there before."""
        self._cut(old.cables - new.cables)
        fresh = sorted(new.cables - old.cables)
        laid: dict[str, list[Message]] = {}
        for cable in fresh:
            laid.setdefault(cable[0][0], []).append(self._lay(cable))
        for space, messages in laid.items():
            self.spaces[space].send(messages)
        self._raise([one for one, _ in fresh])
        self._raise([other for _, other in fresh])
        self._wait_for_cables([one for one, _ in fresh])
        raised: dict[str, set[str]] = {}
        for space, device in (tip for cable in fresh for tip in cable):
            raised.setdefault(space, set()).add(device)
        return raised

    def _raise(self, tips: list[Tip]) -> None:
        wanted: dict[str, list[Message]] = {}
        for space, device in tips:
            wanted.setdefault(space, []).append(links.up(device, self._devices[space][device]))
        for space, messages in wanted.items():
            self.spaces[space].send(messages)

    def _wait_for_cables(self, tips: list[Tip]) -> None:
        """Wait until the ends that were raised first carry packets, which takes the kernel a moment."""
        for space, device in tips:
            self.spaces[space].wait(links.state(device, self._devices[space][device]), links.carries)

    def _wait_for_addresses(self, name: str, fresh: set[tuple[str, Assigned]]) -> None:
        """Wait until a space knows its new addresses of IPv6, which takes the kernel a moment, for its own."""
        for _, address in fresh:
            if isinstance(address, IPv6Interface):
                self.spaces[name].wait(paths.whose(address.ip), paths.is_own)

    def _cut(self, cables: frozenset[Cable]) -> None:
        """Cut cables at the ends that have most of them, so that the kernel is waited for once."""
        ends = Counter(space for cable in cables for space, _ in cable)
        doomed: dict[str, list[Message]] = {}
        for cable in cables:
            space, device = max(cable, key=lambda tip: ends[tip[0]])
            doomed.setdefault(space, []).append(links.doom(device, self._devices[space][device]))
            for end, name in cable:
                del self._devices[end][name]
        for space, messages in doomed.items():
            self.spaces[space].send([*messages, links.cut()])

    def _lay(self, cable: Cable) -> Message:
        for space, device in cable:
            self._devices[space][device] = self._next[space]
            self._next[space] += 1
        (space, device), (there, peer) = cable
        return links.cable(
            (device, self._devices[space][device]), (peer, self._devices[there][peer]), self.spaces[there].handle
        )

    def _messages(self, name: str, old: Plot, new: Plot, raised: set[str]) -> Iterator[Message]:
        """Yield what makes one space what it is to be; what went with a device is not there to be taken."""
        indexes = self._devices[name]
        lasting = {"", *indexes} - raised
        assigned = {each for each in old.addresses if each[0] in lasting}
        kept = {address.ip for _, address in assigned & new.addresses}
        standing = {route for route in old.routes if route.device in lasting}
        places = {route.place for route in new.routes}
        yield from [paths.choose_not(choice) for choice in old.choices - new.choices]
        for route in standing:
            if route.place not in places:
                yield paths.no_way(route, indexes.get(route.device, 0))
        yield from [paths.take(address, indexes[device]) for device, address in assigned - new.addresses]
        yield from [paths.assign(address, indexes[device]) for device, address in new.addresses - assigned]
        # With the address that a route sends from, the kernel takes the route or what it says of it.
        whole = {route for route in standing if route.source is None or route.source in kept}
        for route in sorted(new.routes - whole, key=attrgetter("order")):
            yield paths.way(route, indexes.get(route.device, 0))
        yield from [paths.choose(choice) for choice in new.choices - old.choices]
