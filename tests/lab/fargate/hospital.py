"""Wounds in the sandbox: a task that stops, what `diagnose` says of it, its change made, and the service again.

One sandbox serves any number of wounds, each in a VPC of its own.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from sealane.fixes.change import Proposal
from sealane.records import dataclass, replace
from sealane.report.fixes.remembered import remembered
from sealane.sandbox import daemon, settings
from sealane.sandbox.fargate import access
from sealane.sandbox.record import Sandbox
from sealane.verbs.diagnose import Asked, Diagnosed, diagnose
from sealane.verbs.observer import Silent
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject
from sealane.verdicts.proof import Finding
from sealane.world.services import Service
from sealane.world.tasks import TaskDefinition
from sealane.world.values import Known
from tests.worlds import healthy as well
from tests.worlds.render.account.made import CLUSTER, Made, made, register
from tests.worlds.wounds.wound import Wound

# Runs commands of the AWS CLI, a line each, in an environment.
Running = Callable[[str, Mapping[str, str]], None]
_STOPS = 150.0
_HEALS = 200.0
# What several faults together need: each is found when the one before it is gone.
_ROUNDS = 3
_TASK_BY_HAND = "a task definition registered anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Healed:
    """What became of a wound.

    Attributes:
        stopped: the reason of the task that stopped, empty when none did.
        causes: the causes of the first diagnosis, the likeliest first.
        made: what was run to change what was found, a text for each round.
        steady: whether the service then ran.

    """

    wound: Wound
    stopped: str = ""
    causes: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    steady: bool = False


class Hospital:
    """A sandbox with an agent."""

    def __init__(self, folder: Path, run: Running) -> None:
        """Start both."""
        self.environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(folder)}
        self._run = run
        self._folder = folder
        self.sandbox: Sandbox = daemon.start(self.environ)
        found = access.ensure(self.sandbox, self.environ)
        if not found.runs:
            raise AssertionError(found.missing)

    def close(self) -> None:
        """End both."""
        daemon.stop(self.environ)

    def heal(self, wound: Wound, name: str, tasks: int = 0) -> Healed:
        """Make a wounded world, and heal it by what `diagnose` offers; `tasks` are how many are to run, if not its own.

        Raises:
            Inexpressible: when the world cannot be made here.

        """
        world = wound.broken
        if tasks:
            world = world.with_facts(*(replace(one, tasks=Known(tasks)) for one in world.table(Service).values()))
        there = made(world, self.sandbox, name)
        try:
            return self._healed(wound, there)
        finally:
            there.client("ecs").delete_service(cluster=CLUSTER, service=there.service, force=True)

    def _healed(self, wound: Wound, there: Made) -> Healed:
        stopped = _until(lambda: _failed_start(there, 0.0) or _steady(there), _STOPS)
        if not isinstance(stopped, str):
            return Healed(wound=wound, steady=bool(stopped))
        causes: tuple[str, ...] = ()
        done: list[str] = []
        for number in range(_ROUNDS):
            found = self.diagnosed(there)
            causes = causes if number else _causes(found)
            change = self._offered(found, there)
            if not change or change in done:
                break
            self._make(change, there)
            # What was on its way before the change may still fail as before.
            began = time.time()
            done.append(change)
            if _until(partial(_better_or_failed, there, began), _HEALS) is True:
                return Healed(wound=wound, stopped=stopped, causes=causes, made=tuple(done), steady=True)
        return Healed(wound=wound, stopped=stopped, causes=causes, made=tuple(done))

    def diagnosed(self, there: Made) -> Diagnosed:
        """Diagnose the service in the account, as `sealane diagnose --sandbox --cluster … --service …` does."""
        subject = Subject(clusters=(CLUSTER,), services=(there.service,))
        request = Request(sandbox=True, region=well.REGION, environ=self.environ, folder=self._folder)
        return diagnose(Asked(subject=subject), request, Silent())

    def _offered(self, found: Diagnosed, there: Made) -> str:
        """Return the commands of the first cause's change, empty when there are none."""
        finding = _first(found)
        if finding is None or found.proved is None:
            return ""
        fix = remembered(found.proved)(finding)
        if fix is None:
            return ""
        return fix.cli or _by_hand(found.proved.proposal(finding), there)

    def _make(self, change: str, there: Made) -> None:
        definition = {}
        if change.startswith(_TASK_BY_HAND):
            definition = {"taskDefinition": change.partition(": ")[2]}
        else:
            self._run(change, settings.environment(self.environ, self.sandbox, well.REGION))
        ecs = there.client("ecs")
        ecs.update_service(cluster=CLUSTER, service=there.service, forceNewDeployment=True, **definition)


def by_the_cli(command: str) -> Running:
    """Return what runs commands with an AWS CLI of this machine, whose path is given."""

    def run(text: str, environ: Mapping[str, str]) -> None:
        folder = str(Path(command).parent)
        path = f"{folder}{os.pathsep}{environ.get('PATH', '')}"
        script = f"set -eu\n{text}\n"
        more = {"PATH": path, "AWS_PAGER": ""}
        said = subprocess.run(
            ["bash", "-c", script], env={**environ, **more}, capture_output=True, text=True, check=False, timeout=120
        )
        if said.returncode:
            why = f"{text}\n{said.stderr}"
            raise AssertionError(why)

    return run


def _by_hand(proposal: Proposal | None, there: Made) -> str:
    """Register the task definition of a proposal, which no short command does, and name it."""
    for change in proposal.changes if proposal is not None else ():
        if isinstance(change.after, TaskDefinition):
            ecs = there.client("ecs")
            said = ecs.describe_task_definition(taskDefinition=change.after.id)["taskDefinition"]
            said = {name: value for name, value in said.items() if name in _REGISTERED}
            return f"{_TASK_BY_HAND}: {_registered(ecs, said, change.after)}"
    return ""


_REGISTERED = frozenset(
    {"family", "networkMode", "requiresCompatibilities", "cpu", "memory", "runtimePlatform", "volumes"}
    | {"containerDefinitions", "executionRoleArn", "taskRoleArn"}
)


def _registered(ecs: Any, said: dict[str, Any], after: TaskDefinition) -> str:  # noqa: ANN401 - made at run time
    said["runtimePlatform"] = {**said.get("runtimePlatform", {}), "cpuArchitecture": after.architecture}
    for container, one in zip(said["containerDefinitions"], after.containers, strict=True):
        options = one.log.options
        if "logConfiguration" in container and hasattr(options, "value"):
            container["logConfiguration"]["options"] = dict(options.value)
    made_anew: str = ecs.register_task_definition(**said)["taskDefinition"]["taskDefinitionArn"]
    return made_anew


def _first(found: Diagnosed) -> Finding | None:
    causes = found.stopped[0].diagnosis.causes if found.stopped else ()
    return causes[0].finding if causes else None


def _causes(found: Diagnosed) -> tuple[str, ...]:
    return tuple(str(one.cause) for one in found.stopped[0].diagnosis.causes) if found.stopped else ()


def _failed_start(there: Made, since: float) -> str:
    """Return the reason of a task that was created since a moment and did not start."""
    ecs = there.client("ecs")
    arns = ecs.list_tasks(cluster=CLUSTER, serviceName=there.service, desiredStatus="STOPPED")["taskArns"]
    for task in ecs.describe_tasks(cluster=CLUSTER, tasks=arns)["tasks"] if arns else ():
        if task.get("stopCode") == "TaskFailedToStart" and task["createdAt"].timestamp() > since:
            return str(task["stoppedReason"])
    return ""


def _better_or_failed(there: Made, since: float) -> bool | str:
    deployments = there.described()["deployments"]
    newest = max(one["createdAt"].timestamp() for one in deployments)
    return _steady(there) or _failed_start(there, max(since, newest))


def _steady(there: Made) -> bool:
    service = there.described()
    rollout = service["deployments"][0].get("rolloutState")
    return bool(rollout == "COMPLETED" and service["runningCount"] == service["desiredCount"])


def _until(true: Callable[[], Any], seconds: float) -> Any:  # noqa: ANN401 - what is waited for
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.2)
    return None


__all__ = ["Healed", "Hospital", "by_the_cli", "register"]
