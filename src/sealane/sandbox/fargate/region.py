"""One Region's lab, seen from outside the enclosure: launches are read, drawn and handed in, news comes out."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sealane.errors import SealaneError
from sealane.lab.kernel.enclosure import Enclosure, enter
from sealane.lab.task.running import Stop, StopCode
from sealane.sandbox.fargate.casting import Casting
from sealane.sandbox.fargate.life import Life
from sealane.sandbox.fargate.orders import Halt, Listen, News, Over
from sealane.sandbox.fargate.stage import serve
from sealane.sandbox.fargate.worlds import Reader, Standing
from sealane.sandbox.packets import ENDING
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry import Registry


class Region:
    """Runs the tasks of one Region; `tell` hears the news, from a thread of its own."""

    def __init__(self, sandbox: Sandbox, registry: Registry, name: str, tell: Callable[[News], None]) -> None:
        """Open the enclosure."""
        self._reader = Reader(sandbox, name)
        self._casting = Casting(sandbox, registry, name)
        self._tell, self._name = tell, name
        self._enclosure: Enclosure[None] = enter(serve, ports=(sandbox.port, int(registry.url.rpartition(":")[2])))
        self._inside: set[str] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def launch(
        self, lives: Sequence[Life], standing: tuple[Standing, ...], definitions: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Read the world with everything that stands, change the network, and start what is new."""
        try:
            world = self._reader.world(standing)
            scene = self._casting.scene(world)
        except SealaneError as error:
            self._lose(lives, f"InternalError: {error.problems[0].what}")
            return
        self._enclosure.send(scene)
        for life in lives:
            launch = self._casting.launch(life, world, scene.blueprint, definitions[life.definition])
            if isinstance(launch, str):
                self._lose([life], f"InternalError: {launch}")
            else:
                self._inside.add(life.arn)
                self._enclosure.send(launch)

    def redraw(self, standing: tuple[Standing, ...]) -> None:
        """Read the world again, and let the network of the tasks that run be as it is there."""
        try:
            scene = self._casting.scene(self._reader.world(standing))
        except SealaneError as error:
            sys.stderr.write(f"the network of {self._name} stays as it was: {error.problems[0].what}\n")
            return
        self._enclosure.send(scene)

    def listen(self, folder: str) -> None:
        """Keep the packets from now on in a folder, or nowhere."""
        self._enclosure.send(Listen(file=str(Path(folder) / f"{self._name}{ENDING}") if folder else ""))

    def halt(self, arn: str, stop: Stop) -> None:
        """Stop a task."""
        if arn in self._inside:
            self._enclosure.send(Halt(arn=arn, stop=stop))
        else:
            self._tell(Over(arn=arn, stop=stop))

    def _lose(self, lives: Sequence[Life], reason: str) -> None:
        for life in lives:
            self._tell(Over(arn=life.arn, stop=Stop(code=StopCode.FAILED_TO_START, reason=reason)))

    def _listen(self) -> None:
        """Hand on the news; when the enclosure is gone, so are all of its tasks."""
        reason = "InternalError: the lab ended"
        try:
            while True:
                self._tell(self._enclosure.receive())
        except EOFError:
            pass
        except SealaneError as error:
            reason = f"InternalError: {error.problems[0].what}"
        except Exception as error:  # noqa: BLE001 (whatever the lab raised, its tasks are over)
            reason = f"InternalError: {type(error).__name__}: {error}"
        for arn in self._inside:
            self._tell(Over(arn=arn, stop=Stop(code=StopCode.FAILED_TO_START, reason=reason)))
