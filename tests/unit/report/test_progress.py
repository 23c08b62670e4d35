"""Terraform's work as lines: what runs, what ended, what is slow."""

from __future__ import annotations

import pytest

from sealane.report.events import event_line, seconds
from sealane.report.progress import picture_lines, running_line, slow_line
from sealane.report.stages import QUIET, stage_line
from sealane.report.style import PLAIN, Style
from sealane.terraform import events
from sealane.terraform.progress import Picture, Running
from sealane.verbs.observer import Stage


def running(count: int) -> Picture:
    """Return a picture with that many resources at work since second 100."""
    every = {
        f"aws_x.r{n}": Running(address=f"aws_x.r{n}", resource_type="aws_x", action="create", since=100.0)
        for n in range(count)
    }
    return Picture(total=20, done=3, running=every)


def test_what_runs_and_how_much_is_done() -> None:
    """Each running resource has a line with its age, the count closes the picture; a clock behind shows no minus."""
    assert picture_lines(running(2), 107.9, PLAIN) == [
        "  .. creating aws_x.r0 7 s",
        "  .. creating aws_x.r1 7 s",
        "  3 of 20 done",
    ]
    assert picture_lines(running(1), 90.0, PLAIN)[0] == "  .. creating aws_x.r0 0 s"
    assert picture_lines(running(0), 90.0, PLAIN) == ["  3 of 20 done"]


def test_many_are_counted() -> None:
    """Twelve are shown and the others counted, so that the view fits a small terminal."""
    assert len(picture_lines(running(12), 101.0, PLAIN)) == 13
    lines = picture_lines(running(15), 101.0, PLAIN)
    assert len(lines) == 14
    assert lines[12] == "  and 3 more"


def test_slowness_is_explained_once_it_is_one() -> None:
    """A VPC at ten seconds has its reason beside it, at one second it has none; both forms say the same."""
    late = running_line("aws_vpc.main", "create", 10.0, PLAIN)
    assert late.startswith("  .. creating aws_vpc.main 10 s (")
    assert "DNS host names" in late
    assert running_line("aws_vpc.main", "create", 1.0, PLAIN) == "  .. creating aws_vpc.main 1 s"
    event = events.ResourceProgress(address="aws_vpc.main", resource_type="aws_vpc", action="create", elapsed=10.0)
    assert slow_line(event, PLAIN) == late


@pytest.mark.parametrize(
    ("elapsed", "text"), [(0.4, "0 s"), (59.9, "59 s"), (60, "1 min 00 s"), (125, "2 min 05 s"), (3725, "62 min 05 s")]
)
def test_durations(elapsed: float, text: str) -> None:
    """Durations are written as people read them."""
    assert seconds(elapsed) == text


def test_every_stage_has_a_line() -> None:
    """No stage lacks its words, a detail follows them, and a terminal without Unicode gets an ASCII mark."""
    for stage in Stage:
        assert stage_line(stage, "", PLAIN).startswith("> ")
    assert stage_line(Stage.READ_ACCOUNT, "vpc-1", Style()) == "▸ reading the existing VPC vpc-1"
    assert Stage.APPLY not in QUIET


def test_ends_are_told_and_looking_is_not() -> None:
    """A creation and a failure have a line; a refresh or a read changes nothing and has none."""
    done = events.ResourceDone(address="aws_vpc.main", resource_type="aws_vpc", action="create", elapsed=10.2)
    assert event_line(done, PLAIN) == "  ok created aws_vpc.main (10 s)"
    quick = events.ResourceDone(address="aws_vpc.main", resource_type="aws_vpc", action="delete", elapsed=0.3)
    assert event_line(quick, PLAIN) == "  ok deleted aws_vpc.main"
    failed = events.ResourceFailed(address="aws_vpc.main", resource_type="aws_vpc", action="create", elapsed=4)
    assert event_line(failed, PLAIN) == "  x failed aws_vpc.main after 4 s"
    for action in ("refresh", "read"):
        looked = events.ResourceDone(address="data.aws_region.x", resource_type="aws_region", action=action, elapsed=2)
        assert event_line(looked, PLAIN) == ""
    assert event_line(events.Other(kind="version"), PLAIN) == ""


def test_stops_and_orphans_are_told() -> None:
    """The first request to stop says that it takes a moment, the next one why it is not forced; an orphan is named."""
    assert "saves its state" in event_line(events.Stopping(times=1), PLAIN)
    assert "would lose" in event_line(events.Stopping(times=2), PLAIN)
    assert "process 4711" in event_line(events.Adopting(verb="apply", pid=4711), PLAIN)


def test_warnings_are_told_and_errors_are_not() -> None:
    """Terraform's warning has a line, but for the one that a mirror always causes; an error is drawn at the end."""
    warning = events.Diagnostic(severity="warning", summary="Argument is deprecated")
    assert event_line(warning, PLAIN) == "warning: Argument is deprecated"
    expected = events.Diagnostic(severity="warning", summary="Incomplete lock file information for providers")
    assert event_line(expected, PLAIN) == ""
    assert event_line(events.Diagnostic(severity="error", summary="no"), PLAIN) == ""
