"""The workspace's commands with a real Terraform and the real AWS provider."""

from __future__ import annotations

import json
import stat
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sealane.terraform.events import Event, Outputs, ResourceDone, StageDone
from sealane.terraform.progress import Picture, fold
from tests.terraform.workspace.conftest import make_workspace

if TYPE_CHECKING:
    from tests.terraform.workspace.conftest import Cloud

LITERAL = '${file("/etc/passwd")} %{ for x in y } "quoted"\nnext line — ü'


def last_picture(events: list[Event]) -> Picture:
    """Return the picture after everything that came with the apply."""
    start = max(index for index, event in enumerate(events) if isinstance(event, StageDone) and event.stage == "show")
    return reduce(fold, events[start:], Picture())


def test_from_nothing_to_something_and_back(
    cloud: Cloud, kept_provider: dict[str, str], files: dict[str, str], tmp_path: Path
) -> None:
    """Plan, show, apply, output and destroy do their work, by events and by values, and leave private files."""
    work = make_workspace(tmp_path / "ws", cloud.environ() | kept_provider)
    events: list[Event] = []
    with work.hold("apply", events.append):
        work.write(files)
        plan = work.plan(events.append, variables={"note": LITERAL})
        assert (plan.changes, len(plan.planned)) == (True, 12)
        assert plan.summary
        assert (plan.summary.add, plan.summary.remove) == (12, 0)
        shown = json.loads(work.show(plan, events.append))
        assert len(shown["resource_changes"]) == 12
        assert not work.has_state()
        applied = work.apply(plan, events.append)
    assert applied
    assert (applied.add, applied.operation) == (12, "apply")
    assert [event.stage for event in events if isinstance(event, StageDone)] == ["init", "plan", "show", "apply"]
    assert work.has_state()
    output = work.output()
    assert output["note"] == LITERAL
    assert output["vpc"].startswith("vpc-")
    said = next(event for event in events if isinstance(event, Outputs) and event.values.get("vpc"))
    assert said.values["note"] is None, "a sensitive output must not reach the progress"

    picture = last_picture(events)
    assert (picture.done, picture.total, picture.failed, dict(picture.running)) == (12, 12, (), {})
    for path in (tmp_path / "ws").rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name != ".terraform.lock.hcl":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path

    assert not work.plan(variables={"note": LITERAL}).changes
    removed = work.destroy(events.append)
    assert removed
    assert removed.remove == 12
    assert not work.has_state()
    gone = {event.address for event in events if isinstance(event, ResourceDone) and event.action == "delete"}
    assert gone == {event.address for event in plan.planned}


def test_with_and_without_a_provider_kept_running(
    cloud: Cloud, kept_provider: dict[str, str], files: dict[str, str], tmp_path: Path
) -> None:
    """One folder serves runs with a kept provider and without, in any order, with `init` only where it is due."""
    alone = make_workspace(tmp_path / "ws", cloud.environ())
    kept = make_workspace(tmp_path / "ws", cloud.environ() | kept_provider)
    kept.write(files)
    assert (kept.init(), kept.init()) == (True, False)
    assert kept.plan().changes
    assert (alone.init(), alone.init()) == (True, False)
    assert alone.plan().changes
    assert not kept.init()
    assert kept.plan().changes
    changed = files | {"versions.tf": "terraform {\n}\n"}
    kept.write(changed)
    assert (kept.init(), alone.init(), kept.init()) == (True, True, False)
    assert alone.plan().changes


@pytest.mark.parametrize("name", ["with space", "ünï$(x)"])
def test_the_folder_may_have_any_name(
    cloud: Cloud, kept_provider: dict[str, str], files: dict[str, str], tmp_path: Path, name: str
) -> None:
    """Paths reach Terraform as they are."""
    work = make_workspace(tmp_path / name, cloud.environ() | kept_provider)
    work.write(files)
    assert work.plan(variables={"note": "x"}).changes
