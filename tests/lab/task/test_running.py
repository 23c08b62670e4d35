"""Containers run for real in a space of the kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sealane.lab.kernel import enclosure
from sealane.lab.task.layout import pulled
from sealane.lab.task.runtime import sweep
from tests.lab.kernel.elsewhere import as_nobody
from tests.lab.task.tasks import Ran, run

Call = Callable[..., Any]
Task = Callable[..., Ran]


@pytest.fixture
def task(inside: Call, layout: Path, tmp_path: Path) -> Iterator[Task]:
    """Give what runs a task in the enclosure, and forget its control groups."""

    def ran(*definitions: dict[str, Any], **options: object) -> Ran:
        wanted = (options.get(name, default) for name, default in _OPTIONS)
        found: Ran = inside(run, tmp_path, layout, list(definitions), *wanted)
        assert not found.left
        return found

    yield ran
    sweep(f"sealane-test-{tmp_path.name}")


@pytest.fixture
def python(layout: Path) -> list[str]:
    """Give what runs a program of the image's own Python."""
    return [*pulled(layout).configuration.entry_point[:-1], "-c"]


_ASKS = """
import http.client, json, os
def ask(path):
    there = http.client.HTTPConnection("169.254.170.2", timeout=5)
    there.request("GET", path)
    return json.load(there.getresponse())
have = os.environ
print(have["OWN"], have["SECRET"], have["AWS_EXECUTION_ENV"])
own = have["ECS_CONTAINER_METADATA_URI_V4"].partition("169.254.170.2")[2]
task = ask(own + "/task")
print(ask(own)["Name"], task["Family"], task["Limits"]["Memory"])
print(ask(have["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"])["AccessKeyId"])
"""
_POLITE = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: (print("bye"), sys.exit(0)))
print("up", flush=True)
signal.pause()
"""
_DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
while True: signal.pause()
"""
_SICKENS = """
import time
time.sleep(0.8)
open("/sick", "w").close()
time.sleep(60)
"""
_OPTIONS = (("memory_mib", 256), ("stop_when", ""), ("secrets", None))


def _shell(line: str, **more: object) -> dict[str, Any]:
    return {"name": "app", "entryPoint": ["/bin/sh", "-c"], "command": [line], **more}


def test_output_exit_code_and_folder(task: Task) -> None:
    """Lines of both kinds arrive, the code is the program's, the folder is the one that was asked for."""
    line = 'echo "in $(pwd)"; echo problem >&2; exit 7'
    ran = task(_shell(line, workingDirectory="/sealane"))
    assert sorted(ran.lines["app"]) == ["in /sealane", "problem"]
    assert ran.codes == {"app": 7}
    assert ran.stop == ("EssentialContainerExited", "Essential container in task exited")


def test_environment_secrets_and_metadata(task: Task, python: list[str]) -> None:
    """Variables of the definition, secrets and those of the platform are there, and the endpoint they name answers."""
    definition = {"name": "app", "entryPoint": [*python, _ASKS], "environment": [{"name": "OWN", "value": "mine"}]}
    ran = task(definition, secrets={("app", "SECRET"): "hush", ("other", "OWN"): "not mine"})
    assert ran.lines["app"] == ["mine hush AWS_ECS_FARGATE", "app web 256", "AKIA-OF-THE-TASK"]


@pytest.mark.parametrize(("read_only", "expected"), [(True, "refused"), (False, "written")])
def test_root_file_system(task: Task, *, read_only: bool, expected: str) -> None:
    """A read-only root file system takes nothing, an ordinary one does, for whom may write there."""
    line = "if echo x > /etc/new; then echo written; else echo refused; fi"
    ran = task(_shell(f"({line}) 2>/dev/null", user="0", readonlyRootFilesystem=read_only))
    assert ran.lines["app"] == [expected]


def test_a_program_that_is_not_there(task: Task) -> None:
    """The container fails to start, in the runtime's words, which are no output of the container."""
    ran = task({"name": "app", "entryPoint": ["/no/such/program"]})
    assert ran.stop[0] == "TaskFailedToStart"
    assert ran.stop[1].startswith("CannotStartContainerError: ResourceInitializationError: failed to create new cont")
    assert "/no/such/program" in ran.reasons["app"]
    assert (ran.codes, ran.lines) == ({"app": None}, {"app": []})


def test_a_user_that_is_not_there(task: Task) -> None:
    """A user that the image does not know fails the task, one that it knows by number alone does not."""
    assert "unable to find user nobody-here" in task(_shell("true", user="nobody-here")).stop[1]


def test_stopping_in_time(task: Task, python: list[str]) -> None:
    """A program that ends when asked is not killed, and stopping ends with its own code."""
    ran = task({"name": "app", "entryPoint": [*python, _POLITE]}, stop_when="up")
    assert ran.lines["app"] == ["up", "bye"]
    assert (ran.codes, ran.stop) == ({"app": 0}, ("UserInitiated", "enough"))


def test_stopping_what_does_not_listen(task: Task, python: list[str]) -> None:
    """A program that ignores the signal is killed after its stop timeout."""
    ran = task({"name": "app", "entryPoint": [*python, _DEAF], "stopTimeout": 1}, stop_when="up")
    assert ran.codes == {"app": 137}
    assert 1 <= ran.seconds < 10


@pytest.mark.parametrize(("size", "code"), [(300, 137), (8, 0)])
def test_memory_is_limited(task: Task, python: list[str], size: int, code: int) -> None:
    """A program that takes more than its limit is killed for it, and within its limit it is not."""
    program = f"x = bytearray({size} << 20); print('had it')"
    ran = task({"name": "app", "entryPoint": [*python, program], "memory": 64})
    assert ran.codes == {"app": code}
    killed = "OutOfMemoryError: container killed due to memory usage"
    assert ran.reasons["app"] == (killed if code else "")
    assert ran.lines["app"] == ([] if code else ["had it"])


def test_health_ends_a_task(task: Task, python: list[str]) -> None:
    """A container that is healthy at first and then is not ends the task for that reason."""
    check = {"command": ["CMD-SHELL", "test ! -e /sick"], "interval": 0.2, "retries": 2}
    program = {"name": "app", "entryPoint": [*python, _SICKENS], "user": "0", "stopTimeout": 1}
    ran = task({**program, "healthCheck": check})
    healths = [states["app"].partition(" ")[2] for states in ran.story]
    assert healths.index("HEALTHY") < healths.index("UNHEALTHY")
    assert ran.stop == ("ServiceSchedulerInitiated", "Task failed container health checks")


def test_one_container_waits_for_another(task: Task) -> None:
    """A container starts when what it depends on has succeeded, and shares the network with it."""
    setup = {**_shell("echo prepared"), "name": "setup", "essential": False}
    app = _shell("echo ran", dependsOn=[{"containerName": "setup", "condition": "SUCCESS"}])
    ran = task(setup, app)
    assert ran.lines == {"setup": ["prepared"], "app": ["ran"]}
    assert ran.codes == {"setup": 0, "app": 0}


def test_one_container_waits_in_vain(task: Task) -> None:
    """A container that waits for the success of one that fails is never started, and the task fails to start."""
    setup = {**_shell("exit 3"), "name": "setup", "essential": False}
    ran = task(setup, _shell("echo ran", dependsOn=[{"containerName": "setup", "condition": "SUCCESS"}]))
    assert (ran.lines["app"], ran.codes["setup"]) == ([], 3)
    assert ran.stop[0] == "TaskFailedToStart"


def test_an_ordinary_user_runs_a_container() -> None:
    """Without any right a container runs in a lab of one's own, with nobody else's user and without limits."""
    code = "from tests.lab.task.tasks import ordinary; print(ordinary())"
    if os.geteuid() == 0:
        said = enclosure.run(as_nobody, code)
    else:
        said = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True).stdout
    found = json.loads(said)
    assert found["user"] != 0
    assert (found["lines"], found["code"]) == (["here"], 4)
