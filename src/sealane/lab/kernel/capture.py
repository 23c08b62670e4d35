"""The packets of a lab: kept in a file, and who spoke to whom.

Routers see everything that is said between spaces: each packet comes in by one device and goes out by another. What
comes in is counted, so a packet that a gate drops is counted as well.
"""

from __future__ import annotations

import os
import selectors
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.kernel.conversations import Conversation, Conversations
from sealane.lab.kernel.ears import Ear
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.pcapng import Writer


class Capture:
    """Hears what passes some spaces of a lab, its routers when none are named, from its beginning to its end."""

    def __init__(self, lab: Lab, path: Path | None = None, spaces: Sequence[str] = ()) -> None:
        """Begin; the file, if there is to be one, is written meanwhile in the form of pcapng."""
        routers = [space.name for space in lab.blueprint.spaces if space.kind is SpaceKind.ROUTER]
        self._labels = _labels(lab.blueprint)
        self._conversations = Conversations()
        self._lost = 0
        self._file = path.open("wb") if path else None
        self._writer = Writer(self._file) if self._file else None
        self._ears = [Ear(lab, space) for space in spaces or routers]
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

    def close(self) -> None:
        """End it; what has passed by now is kept."""
        if self._wake >= 0:
            os.close(self._wake)
            self._wake = -1
            self._thread.join()

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            for ear in self._ears:
                selector.register(ear, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            going = True
            while going:
                going = all(key.fileobj != self._woken for key, _ in selector.select())
                for ear in self._ears:
                    self._keep(ear)
        for ear in self._ears:
            self._lost += ear.lost()
            ear.close()
        os.close(self._woken)
        if self._file:
            self._file.close()

    def _keep(self, ear: Ear) -> None:
        for heard in ear.heard():
            if not heard.leaving:
                self._conversations.note(heard.frame)
            if self._writer:
                label = self._labels.get((ear.space, heard.device), heard.device)
                self._writer.write(label, heard.when, heard.frame, outbound=heard.leaving)


def _labels(blueprint: Blueprint) -> dict[tuple[str, str], str]:
    """Name each device after what is at the other end of its cable."""
    found: dict[tuple[str, str], str] = {}
    for link in blueprint.links:
        for here, there in ((link.one, link.other), (link.other, link.one)):
            found[here.space, here.device] = f"{here.space} {here.device} to {there.space}"
    return found
