"""Running a task in a space of the kernel, from inside an enclosure."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import time
from ipaddress import IPv4Interface
from pathlib import Path
from typing import Any

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.spaces import Space, SpaceKind
from sealane.lab.kernel import enclosure
from sealane.lab.kernel.lab import Lab
from sealane.lab.task.definition import contained
from sealane.lab.task.documents import Identity
from sealane.lab.task.job import Job, Logged
from sealane.lab.task.metadata import ADDRESS
from sealane.lab.task.running import Run, StopCode
from sealane.lab.task.runtime import has_users
from sealane.lab.task.supply import Place
from sealane.records import dataclass
from sealane.sandbox import demo_image

_SPACE = "task:web"
_PLACE = Space(name=_SPACE, kind=SpaceKind.TASK, stands_for="web", own=(IPv4Interface(f"{ADDRESS}/32"),))
_ARN = "arn:aws:ecs:eu-west-1:111122223333:task/c/{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How it went: lines by container, exit codes and reasons, the stop, statuses in order, and seconds."""

    lines: dict[str, list[str]]
    codes: dict[str, int | None]
    reasons: dict[str, str]
    stop: tuple[str, str]
    story: list[dict[str, str]]
    seconds: float
    left: bool


def run(
    folder: Path,
    layout: Path,
    definitions: list[dict[str, Any]],
    memory_mib: int = 256,
    stop_when: str = "",
    secrets: dict[tuple[str, str], str] | None = None,
) -> Ran:
    """Run containers to their end; `stop_when` is a line at which somebody stops the task."""
    containers = tuple(contained({"image": "x", **one}) for one in definitions)
    lines: dict[str, list[str]] = {one.name: [] for one in containers}
    seen, story = threading.Event(), list[dict[str, str]]()
    job = Job(
        containers=containers,
        images={one.name: layout for one in containers},
        secrets=secrets or {},
        files={},
        identity=_identity(folder.name, memory_mib),
        place=Place(space=_SPACE, subnet="s", servers=("10.0.0.2",)),
        folder=_made(folder / "own"),
        authority=_authority(folder),
        logs={name: _logged(each, stop_when, seen) for name, each in lines.items()},
        credentials=lambda: {"AccessKeyId": "AKIA-OF-THE-TASK"},
        group=_group(folder),
        privileged=has_users(),
    )
    began = time.monotonic()
    with Lab(Blueprint(spaces=(_PLACE,), sets={})) as lab:
        task = Run(job, lab, lambda states: story.append({name: _short(one) for name, one in states.items()}))
        if stop_when:
            threading.Thread(target=_stop, args=(task, seen), daemon=True).start()
        stop = task.live()
    return Ran(
        lines=lines,
        codes={name: state.exit_code for name, state in task.states.items()},
        reasons={name: state.reason for name, state in task.states.items()},
        stop=(str(stop.code), stop.reason),
        story=story,
        seconds=time.monotonic() - began,
        left=job.folder.exists(),
    )


def laid(folder: Path) -> Path:
    """Write the demo's image, which has a shell, into an empty folder, as if it had been pulled."""
    image = demo_image.build()
    digest = f"sha256:{hashlib.sha256(image.manifest).hexdigest()}"
    blobs = folder / "blobs/sha256"
    blobs.mkdir(parents=True)
    for name, blob in {**image.blobs, digest: image.manifest}.items():
        (blobs / name.partition(":")[2]).write_bytes(blob)
    (folder / "index.json").write_text(json.dumps({"manifests": [{"digest": digest}]}), encoding="utf-8")
    return folder


def ordinary() -> str:
    """Run a container in an enclosure of one's own, and tell its lines and its exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        definition = {"name": "app", "entryPoint": ["/bin/sh", "-c"], "command": ["echo here; exit 4"]}
        ran = enclosure.run(run, folder, laid(folder / "layout"), [definition])
    return json.dumps({"user": os.geteuid(), "lines": ran.lines["app"], "code": ran.codes["app"]})


def _logged(lines: list[str], stop_when: str, seen: threading.Event) -> Logged:
    def put(events: list[dict[str, object]]) -> None:
        lines.extend(str(event["message"]) for event in events)
        if stop_when and stop_when in lines:
            seen.set()

    return Logged(driver="awslogs", options={}, put=put)


def _group(folder: Path) -> str:
    return f"/sealane-test-{folder.name}" if has_users() else ""


def _authority(folder: Path) -> Path:
    path = folder / "authority.pem"
    path.write_text("not read by these tests", encoding="utf-8")
    return path


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _stop(task: Run, seen: threading.Event) -> None:
    if seen.wait(20):
        task.stop(StopCode.USER, "enough")


def _short(state: Any) -> str:  # noqa: ANN401
    return f"{state.status} {state.health}"


def _identity(name: str, memory_mib: int) -> Identity:
    return Identity(
        arn=_ARN.format(name),
        cluster="c",
        family="web",
        revision="3",
        region="eu-west-1",
        address="10.0.0.9",
        cpu_units=256,
        memory_mib=memory_mib,
    )
