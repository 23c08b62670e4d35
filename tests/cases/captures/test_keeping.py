"""A folder of many captures: each whole, each world once, no more than there is room for, and nobody else's files."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.keeping import Ended, Keep
from sealane.readers.capture.kept import MARK, captures
from sealane.readers.capture.read import world_of
from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.recognise import SourceKind, recognise
from tests.cases.captures.test_captures import HEALTHY
from tests.cases.captures.test_stopped import LOGIN, stopped

OF = ("app", "app")
ROOM = 10_000_000


@pytest.fixture
def capture() -> Capture:
    """Give the world that tasks stop in."""
    return read_folder(HEALTHY)


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Keep]:
    """Give a folder to keep captures in."""
    with Keep(tmp_path / "kept", ROOM) as made:
        yield made


def ended(number: int, minute: int = 0, **more: Any) -> Ended:
    """Return a task that ended."""
    task = stopped(LOGIN, number) | more
    call = CapturedCall(call="ecs:DescribeTasks", output={"tasks": [task]}, parameters={"tasks": [task["taskArn"]]})
    return Ended(id=task["taskArn"], at=f"20260101T00{minute:02}00Z", call=call)


def test_a_capture_is_kept_whole_and_read_like_any_other(keep: Keep, capture: Capture) -> None:
    """World and task come back as they were, for the owner's eyes only, and the folder stands for its newest."""
    path = keep.keep((ended(1),), capture, OF, "world")
    read = read_folder(path)
    assert [one.id[-1] for one in stopped_tasks(read.calls)] == ["1"]
    assert world_of(read).tables.keys() == world_of(capture).tables.keys()
    assert {oct(file.stat().st_mode & 0o077) for file in (path, *path.iterdir()) if file.suffix} == {"0o0"}
    found = recognise(path.parent, "kept/")
    assert (found.kind, found.path, found.name) == (SourceKind.CAPTURE, path, f"kept/{path.name}")


def test_tasks_of_one_world_share_a_capture(keep: Keep, capture: Capture) -> None:
    """A further task is added where nothing has changed, and another world or service has a capture of its own."""
    first = keep.keep((ended(1),), capture, OF, "world")
    assert keep.keep((ended(2, 1),), capture, OF, "world") == first
    other = keep.keep((ended(3, 2),), capture, ("app", "other"), "world")
    changed = keep.keep((ended(4, 3),), capture, OF, "another world")
    assert len({first, other, changed}) == 3
    # What went back to the old world is not the old moment.
    assert keep.keep((ended(5, 4),), capture, OF, "world") not in {first, other, changed}
    assert len(stopped_tasks(read_folder(first).calls)) == 2
    assert len(keep.known()) == 5


def test_last_words_replace_what_was_kept_before(keep: Keep, capture: Capture) -> None:
    """A task that was about to end is there once, as it ended."""
    path = keep.keep((ended(1, 1, lastStatus="DEPROVISIONING"),), capture, OF, "world")
    keep.add(path, (ended(1, 2),))
    (task,) = stopped_tasks(read_folder(path).calls)
    assert task.over
    assert list(keep.known().values()) == ["20260101T000200Z"]
    keep.add(path.parent / "gone", (ended(1),))
    assert not (path.parent / "gone").exists()


def test_the_oldest_go_for_room(tmp_path: Path, capture: Capture) -> None:
    """Captures of the oldest tasks are removed until the rest fits; the newest stays whatever its size."""
    with Keep(tmp_path / "kept", ROOM) as keep:
        paths = [keep.keep((ended(number, number),), capture, ("app", str(number)), "world") for number in range(4)]
        size = captures(tmp_path / "kept")[0].size
        assert keep.tidy() == ()
    with Keep(tmp_path / "kept", size * 5 // 2) as keep:
        assert keep.tidy() == tuple(paths[:2])
    with Keep(tmp_path / "kept", 1) as keep:
        assert keep.tidy() == (paths[2],)
        assert [one.path for one in captures(tmp_path / "kept")] == [paths[3]]


def test_what_a_kill_leaves_is_not_read_and_goes(tmp_path: Path, capture: Capture) -> None:
    """Half a capture is invisible to readers and removed by the next that keeps something; half a write leaves none."""
    with Keep(tmp_path / "kept", ROOM) as keep:
        path = keep.keep((ended(1),), capture, OF, "world")
        half = path.with_name(f".{path.name}-7.part")
        half.mkdir()
        (half / "0001-sts-get-caller-identity.json").write_text("{", encoding="utf-8")
        assert [one.path for one in captures(path.parent)] == [path]
        unwritable = CapturedCall(call="ec2:DescribeVpcs", output={"Vpcs": [object()]})
        with pytest.raises(TypeError):
            keep.keep((ended(2),), Capture(name="", calls=(unwritable,)), OF, "another")
    with Keep(tmp_path / "kept", ROOM) as keep:
        assert [one.name for one in path.parent.iterdir() if one.name != MARK] == [path.name]
        assert len(keep.known()) == 1


def test_nobody_elses_folder_is_touched(tmp_path: Path) -> None:
    """A folder with other files is refused, and so is a second process in the same folder."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError) as refused, Keep(tmp_path, ROOM):
        pass
    assert refused.value.problems[0].code == "watch-folder-occupied"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with Keep(tmp_path / "kept", ROOM):
        with pytest.raises(EnvironmentFailure) as busy, Keep(tmp_path / "kept", ROOM):
            pass
        assert busy.value.problems[0].code == "watch-folder-busy"
    with Keep(tmp_path / "kept", ROOM) as keep:
        assert keep.known() == {}


def test_a_full_disk_is_told(tmp_path: Path, capture: Capture) -> None:
    """What cannot be written is a failure of the environment, and nothing half is left; later it is kept."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Keep(tmp_path / "kept", ROOM) as keep:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
        try:
            with pytest.raises(EnvironmentFailure) as failed:
                keep.keep((ended(1),), capture, OF, "world")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert failed.value.problems[0].code == "capture-not-written"
        assert [path.name for path in (tmp_path / "kept").iterdir()] == [MARK]
        assert keep.keep((ended(1),), capture, OF, "world").is_dir()
