"""Inside the enclosure: the lab with all who answer in it, and the tasks that start and run there."""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any, Self

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.front.callers import Principal
from sealane.lab.front.front import Front
from sealane.lab.kernel.capture import Capture
from sealane.lab.kernel.lab import Lab
from sealane.lab.kernel.wire import Wire
from sealane.lab.resolver.server import NameServer
from sealane.lab.task.definition import contained
from sealane.lab.task.programs import Programs
from sealane.lab.task.running import Run, Stop, StopCode
from sealane.lab.task.runtime import can_limit, has_users
from sealane.lab.task.scene import Prepared
from sealane.lab.task.start import start
from sealane.lab.task.supply import Place, Supply
from sealane.sandbox.fargate.casting import address_of
from sealane.sandbox.fargate.jobs import job_of
from sealane.sandbox.fargate.orders import Changed, Fetched, Halt, Launch, Listen, Over, Placed, Scene
from sealane.verdicts.verdict import Verdict


def serve(wire: Wire) -> None:
    """Do what the wire brings until there is nobody any more."""
    stage = Stage(wire)
    with contextlib.suppress(EOFError), stage:
        while True:
            stage.do(wire.hear())


class Stage:
    """One Region's lab."""

    def __init__(self, wire: Wire) -> None:
        """Stand empty."""
        self._wire = wire
        self._lab: Lab | None = None
        self._names: NameServer | None = None
        self._front: Front | None = None
        self._file = ""
        self._capture: Capture | None = None
        self._runs: dict[str, Run] = {}
        self._halts: dict[str, Stop] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        """Do nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let nobody answer any more."""
        if self._capture is not None:
            self._capture.close()
        for one in (self._front, self._names):
            if one is not None:
                one.stop()
        if self._lab is not None:
            self._lab.close()

    def do(self, order: Any) -> None:  # noqa: ANN401 (whatever the wire brings)
        """Do one thing."""
        match order:
            case Scene():
                self._become(order)
                self._listen()
            case Listen(file=file):
                if self._capture is not None:
                    self._capture.close()
                self._file, self._capture = file, None
                self._listen()
            case Launch():
                threading.Thread(target=self._live, args=(order,), name=order.arn, daemon=True).start()
            case Halt(arn=arn, stop=stop):
                with self._lock:
                    self._halts[arn] = stop
                    run = self._runs.get(arn)
                if run is not None:
                    run.stop(stop.code, stop.reason)

    def _become(self, scene: Scene) -> None:
        blueprint = scene.blueprint
        if self._lab is None or self._names is None or self._front is None:
            self._lab = Lab(blueprint)
            self._names = NameServer(blueprint, self._lab)
            self._front = Front(blueprint, self._lab, scene.backends, scene.judge)
            self._lab.trust(self._front.authority.pem)
            self._names.start()
            self._front.start()
            return
        self._lab.become(blueprint)
        self._names.become(blueprint)
        self._front.become(blueprint, scene.judge)

    def _listen(self) -> None:
        """Keep the packets, if that is wanted; a file that cannot be written is no reason to run no tasks."""
        if self._lab is None or not self._file:
            return
        try:
            if self._capture is None:
                self._capture = Capture(self._lab, Path(self._file))
            else:
                self._capture.become(self._lab.blueprint)
        except OSError as error:
            sys.stderr.write(f"the packets are not kept: {error}\n")

    def _live(self, launch: Launch) -> None:
        """Start a task and run it to its end, whatever that is."""
        try:
            stop = self._start_and_run(launch)
        except Exception as error:  # noqa: BLE001 (a task must not stay without an end)
            reason = f"InternalError: {type(error).__name__}: {error}"
            stop = Stop(code=StopCode.FAILED_TO_START, reason=reason)
        shutil.rmtree(launch.folder, ignore_errors=True)
        with self._lock:
            self._runs.pop(launch.arn, None)
            halted = self._halts.pop(launch.arn, None)
        self._wire.say(Over(arn=launch.arn, stop=halted or stop))

    def _start_and_run(self, launch: Launch) -> Stop:
        lab, front = self._lab, self._front
        if lab is None or front is None:
            return Stop(code=StopCode.FAILED_TO_START, reason="InternalError: there is no network")
        blueprint = lab.blueprint
        address = address_of(blueprint, launch.space)
        self._wire.say(Placed(arn=launch.arn, address=address, zone=launch.zone))
        folder = Path(launch.folder)
        folder.mkdir(parents=True, exist_ok=True)
        authority = folder / "authority.pem"
        authority.write_bytes(front.authority.pem)
        place = Place(space=launch.space, subnet=launch.subnet, servers=_servers(blueprint, launch.space))
        for whose, keys in launch.keys.items():
            front.admit(keys.access_key, _principal(*launch.roles[whose], launch.arn.rpartition("/")[2]))
        prepared, began = Prepared(), time.time()
        if stop := self._prepare(launch, place, authority, prepared):
            return stop
        self._wire.say(Fetched(arn=launch.arn))
        privileged = has_users()
        job = job_of(
            launch,
            lab,
            place,
            prepared,
            address=address,
            authority=authority,
            began=began,
            group=launch.group if privileged and can_limit() else "",
            privileged=privileged,
        )
        run = Run(job, lab, lambda states: self._wire.say(Changed(arn=launch.arn, states=states)))
        with self._lock:
            if halted := self._halts.get(launch.arn):
                return halted
            self._runs[launch.arn] = run
        return run.live()

    def _prepare(self, launch: Launch, place: Place, authority: Path, prepared: Prepared) -> Stop | None:
        """Make the steps until one fails, as ECS does; `None` when all that the start needs is there."""
        lab, front = self._lab, self._front
        if lab is None or front is None:
            return None
        supply = Supply(
            keys=launch.keys,
            trusts=launch.trusts,
            authority=authority,
            folder=Path(launch.folder),
            task_id=launch.arn.rpartition("/")[2],
            pull=Programs(lab),
            wire=front.record.wire,
        )
        needed = [step for step in launch.steps if step.starts]
        for made in start(lab, place, launch.task, launch.setting, needed, supply, prepared=prepared):
            if made.verdict is Verdict.FAILS:
                return Stop(code=StopCode.FAILED_TO_START, reason=made.message or made.detail)
            with self._lock:
                if halted := self._halts.get(launch.arn):
                    return halted
        for container in map(contained, launch.definition["containerDefinitions"]):
            if container.name not in prepared.images:
                reason = f"CannotPullContainerError: the sandbox cannot pull {container.image}"
                return Stop(code=StopCode.FAILED_TO_START, reason=reason)
        return None


def _servers(blueprint: Blueprint, space: str) -> tuple[str, ...]:
    return tuple(str(one) for each in blueprint.servers if each.space == space for one in each.addresses)


def _principal(role: str, arn: str, session: str) -> Principal:
    """Return a role's session as policies see it.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
    """
    parts = arn.split(":")
    name = arn.rpartition("/")[2]
    return Principal(role=role, arn=f"arn:{parts[1]}:sts::{parts[4]}:assumed-role/{name}/{session}", role_arn=arn)
