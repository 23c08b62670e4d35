"""The packets of a lab: kept in a file, and who spoke to whom.

Routers see everything that is said between spaces: each packet comes in by one device and goes out by another. What
comes in is counted, so a packet that a gate drops is counted as well.
"""

from __future__ import annotations

import os
import queue
import selectors
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sealane.lab.blueprint.addresses import Address
from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.kernel.conversations import Conversation, Conversations
from sealane.lab.kernel.ears import Ear
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.owners import Owners
from sealane.lab.kernel.pcapng import Writer
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What changes while packets are heard: ears that are new, spaces that are still heard, and what has which name."""

    ears: tuple[Ear, ...]
    spaces: frozenset[str]
    labels: dict[tuple[str, str], str]
    owners: Owners


class Capture:
    """Hears what passes some spaces of a lab, its routers when none are named, from its beginning to its end."""

    def __init__(self, lab: Lab, path: Path | None = None, spaces: Sequence[str] = ()) -> None:
        """Begin; the file, if there is to be one, is written meanwhile in the form of pcapng."""
        self._lab, self._spaces = lab, spaces
        self._labels, self._owners = _labels(lab.blueprint), Owners(lab.blueprint)
        self._conversations = Conversations()
        self._lost = 0
        self._named: dict[Address, str] = {}
        self._file = path.open("wb") if path else None
        self._writer = Writer(self._file) if self._file else None
        self._ears = [Ear(lab, space) for space in self._heard(lab.blueprint)]
        self._hearing = set(self._heard(lab.blueprint))
        self._turns: queue.SimpleQueue[_Turn | None] = queue.SimpleQueue()
        self._woken, self._wake = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="sealane-lab-capture", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Hear while a block runs."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.close()

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """Who spoke to whom; whole once the capture has ended."""
        return tuple(self._conversations)

    @property
    def lost(self) -> int:
        """How many packets came faster than they could be kept; known once the capture has ended."""
        return self._lost

    def become(self, blueprint: Blueprint) -> None:
        """Hear the lab as it is by now; what is new of it is heard when this returns."""
        spaces = self._heard(blueprint)
        ears = tuple(Ear(self._lab, space) for space in spaces if space not in self._hearing)
        self._hearing = set(spaces)
        self._tell(
            _Turn(ears=ears, spaces=frozenset(spaces), labels=_labels(blueprint), owners=Owners(blueprint)),
        )

    def close(self) -> None:
        """End it; what has passed by now is kept."""
        if self._wake >= 0:
            self._tell(None)
            os.close(self._wake)
            self._wake = -1
            self._thread.join()

    def _heard(self, blueprint: Blueprint) -> list[str]:
        routers = [space.name for space in blueprint.spaces if space.kind is SpaceKind.ROUTER]
        return list(self._spaces) or routers

    def _tell(self, turn: _Turn | None) -> None:
        self._turns.put(turn)
        os.write(self._wake, b"!")

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            for ear in self._ears:
                selector.register(ear, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            going = True
            while going:
                woken = any(key.fileobj == self._woken for key, _ in selector.select())
                for ear in self._ears:
                    self._keep(ear)
                if self._file:
                    self._file.flush()
                if woken:
                    os.read(self._woken, 1)
                    going = self._turn(self._turns.get(), selector)
        for ear in self._ears:
            self._end(ear)
        os.close(self._woken)
        if self._file:
            self._file.close()

    def _turn(self, turn: _Turn | None, selector: selectors.BaseSelector) -> bool:
        """Change what is heard, or say that this is the end."""
        if turn is None:
            return False
        self._labels, self._owners = turn.labels, turn.owners
        for ear in [one for one in self._ears if one.space not in turn.spaces]:
            # An ear holds its space, which would outlive the network that it was of.
            selector.unregister(ear)
            self._ears.remove(ear)
            self._end(ear)
        for ear in turn.ears:
            selector.register(ear, selectors.EVENT_READ)
            self._ears.append(ear)
        return True

    def _end(self, ear: Ear) -> None:
        self._lost += ear.lost()
        ear.close()

    def _keep(self, ear: Ear) -> None:
        for heard in ear.heard():
            ends = self._conversations.note(heard.frame) if not heard.leaving else ()
            if self._writer:
                for address in ends:
                    self._name(self._writer, address)
                label = self._labels.get((ear.space, heard.device), heard.device)
                self._writer.write(label, heard.when, heard.frame, outbound=heard.leaving)

    def _name(self, writer: Writer, address: Address) -> None:
        """Say whose an address is, before the first packet that has it."""
        name = self._owners.of(address)
        if name and self._named.get(address) != name:
            self._named[address] = name
            writer.name(address, name)


def _labels(blueprint: Blueprint) -> dict[tuple[str, str], str]:
    """Name each device after what is at the other end of its cable."""
    found: dict[tuple[str, str], str] = {}
    for link in blueprint.links:
        for here, there in ((link.one, link.other), (link.other, link.one)):
            found[here.space, here.device] = f"{here.space} {here.device} to {there.space}"
    return found
