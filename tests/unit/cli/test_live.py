"""What the live view of an apply shows."""

from __future__ import annotations

from sealane.cli.live import LiveView
from sealane.report.style import Style
from sealane.terraform.events import PlannedChange, ResourceDone, StageDone, StageStarted


def planned(address: str, action: str = "create") -> PlannedChange:
    """Return a planned change."""
    return PlannedChange(address=address, resource_type=address.split(".", maxsplit=1)[0], action=action)


def done(address: str, action: str = "create") -> ResourceDone:
    """Return finished work."""
    return ResourceDone(address=address, resource_type=address.split(".", maxsplit=1)[0], action=action, elapsed=1.0)


def test_work_is_counted_once_though_plan_and_apply_both_tell_it() -> None:
    """The total is the number of changes, not of tellings, and reading a data source is no change."""
    view = LiveView(Style(width=80))
    changes = [planned("aws_vpc.main"), planned("aws_subnet.a"), planned("data.aws_region.current", "read")]
    for event in (StageStarted(stage="plan"), *changes, StageDone(stage="plan", elapsed=1, status=2)):
        view.event(event)
    for event in (StageStarted(stage="apply"), *changes, done("data.aws_region.current", "read"), done("aws_vpc.main")):
        view.event(event)
    assert view.lines(0.0) == ["  1 of 2 done"]
    view.event(done("aws_subnet.a"))
    assert view.lines(0.0) == ["  2 of 2 done"]
