"""What the runtime is told of a container."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.lab.task.bundle import Frame, arguments_of, specification
from sealane.lab.task.definition import Contained, contained
from sealane.lab.task.environment import environment_of
from sealane.lab.task.layout import Configuration
from sealane.lab.task.users import User
from sealane.records import replace

_IMAGE = Configuration(entry_point=("/entry",), command=("serve",), folder="/srv")
_FRAME = Frame(root="/r", hostname="h", environment={"A": "b"}, cgroup="/g", cpu_units=256, memory_mib=512)


def _told(container: Contained, frame: Frame = _FRAME, user: User | None = None) -> dict[str, Any]:
    return specification(container, _IMAGE, user or User(uid=1000, gid=1000), frame)


@pytest.mark.parametrize(
    ("entry_point", "command", "expected"),
    [
        (None, None, ("/entry", "serve")),
        (None, ("other",), ("/entry", "other")),
        (("/own",), None, ("/own",)),
        (("/own",), ("x",), ("/own", "x")),
    ],
)
def test_entry_point_and_command(
    entry_point: tuple[str, ...] | None, command: tuple[str, ...] | None, expected: tuple[str, ...]
) -> None:
    """A command takes the place of the image's; an entry point takes the image's command away too."""
    container = Contained(name="app", image="", entry_point=entry_point, command=command)
    assert arguments_of(container, _IMAGE) == expected


def test_settings_of_the_definition_arrive() -> None:
    """Folder, read-only root, limits and dropped capabilities are those of the definition."""
    container = contained(
        {
            "name": "app",
            "image": "x",
            "workingDirectory": "/work",
            "readonlyRootFilesystem": True,
            "memory": 128,
            "ulimits": [{"name": "nofile", "softLimit": 10, "hardLimit": 20}],
            "linuxParameters": {"capabilities": {"drop": ["NET_RAW"], "add": ["SYS_PTRACE"]}},
        }
    )
    told, plain = _told(container), _told(Contained(name="app", image=""))
    assert (told["process"]["cwd"], plain["process"]["cwd"]) == ("/work", "/srv")
    assert (told["root"]["readonly"], plain["root"]["readonly"]) == (True, False)
    assert told["linux"]["resources"]["memory"]["limit"] == 128 * 1024 * 1024
    assert plain["linux"]["resources"]["memory"]["limit"] == 512 * 1024 * 1024
    assert told["process"]["rlimits"] == [{"type": "RLIMIT_NOFILE", "soft": 10, "hard": 20}]
    bounding = told["process"]["capabilities"]["bounding"]
    assert "CAP_SYS_PTRACE" in bounding
    assert "CAP_NET_RAW" not in bounding
    assert "CAP_NET_RAW" in plain["process"]["capabilities"]["bounding"]


def test_only_root_has_capabilities() -> None:
    """A program of another user starts with none."""
    container = Contained(name="app", image="")
    assert _told(container)["process"]["capabilities"]["effective"] == []
    assert "CAP_CHOWN" in _told(container, user=User())["process"]["capabilities"]["effective"]


def test_the_task_has_its_share_of_a_processor() -> None:
    """A quarter of a vCPU is a quarter of each period; without control groups nothing is limited."""
    cpu = _told(Contained(name="app", image=""))["linux"]["resources"]["cpu"]
    assert cpu["quota"] * 4 == cpu["period"]
    assert "resources" not in _told(Contained(name="app", image=""), replace(_FRAME, cgroup=""))["linux"]


def test_no_network_of_its_own() -> None:
    """The container shares the network of the space that it is started in, and nothing else."""
    kinds = [entry["type"] for entry in _told(Contained(name="app", image=""))["linux"]["namespaces"]]
    assert "network" not in kinds
    assert {"pid", "mount", "ipc", "uts"} <= set(kinds)


def test_limits_stay_under_what_the_machine_allows() -> None:
    """A limit beyond the machine's is lowered to it."""
    frame = replace(_FRAME, ceilings={"nofile": 1000})
    limits = _told(Contained(name="app", image=""), frame)["process"]["rlimits"]
    assert limits == [{"type": "RLIMIT_NOFILE", "soft": 1000, "hard": 1000}]


def test_a_lab_with_one_user_runs_everything_as_it() -> None:
    """Without users to give the program runs as the lab's own, with no further groups."""
    user = User(uid=1000, gid=1000, groups=(5,))
    told = _told(Contained(name="app", image=""), replace(_FRAME, privileged=False), user)
    assert told["process"]["user"] == {"uid": 0, "gid": 0}
    assert _told(Contained(name="app", image=""), user=user)["process"]["user"]["additionalGids"] == [5]


def test_variables_in_their_order() -> None:
    """The definition wins over files, the first file over the second, files over the image; a comment is none."""
    files = [b"A=first\n# C=no\nnot a variable\n", b"A=second\nB=file\n"]
    found = environment_of(["A=image", "I=image"], files, {"B": "own"}, {"X": "added"})
    assert found | {"PATH": ""} == {"PATH": "", "A": "first", "I": "image", "B": "own", "X": "added"}


def test_overrides_of_who_asked_for_the_task() -> None:
    """Command and variables of a run override those of the definition."""
    definition = {"name": "app", "command": ["a"], "environment": [{"name": "X", "value": "1"}], "stopTimeout": 5}
    changed = contained(definition, {"command": ["b"], "environment": [{"name": "X", "value": "2"}]})
    assert (changed.command, changed.environment, changed.stop_seconds) == (("b",), (("X", "2"),), 5.0)
    assert contained(definition).command == ("a",)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["CMD", "/a", "b"], ("/a", "b")),
        (["CMD-SHELL", "x || exit 1"], ("/bin/sh", "-c", "x || exit 1")),
        (["x || exit 1"], ("/bin/sh", "-c", "x || exit 1")),
    ],
)
def test_forms_of_a_health_check(command: list[str], expected: tuple[str, ...]) -> None:
    """Arguments are run as they are, a line by the image's shell, and NONE is no check."""
    check = contained({"name": "app", "healthCheck": {"command": command}}).health
    assert check is not None
    assert check.command == expected
    assert contained({"name": "app", "healthCheck": {"command": ["NONE"]}}).health is None
