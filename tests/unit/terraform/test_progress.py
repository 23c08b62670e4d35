"""The picture of an apply, folded from events."""

from __future__ import annotations

from functools import reduce

import pytest

from sealane.terraform.events import (
    Diagnostic,
    Event,
    PlannedChange,
    ResourceDone,
    ResourceFailed,
    ResourceStarted,
)
from sealane.terraform.progress import Picture, fold, why_slow


def planned(address: str, action: str = "create") -> Event:
    """Return a planned change."""
    return PlannedChange(address=address, resource_type="aws_vpc", action=action)


def started(address: str, at: float, action: str = "create") -> Event:
    """Return a start."""
    return ResourceStarted(at=at, address=address, resource_type="aws_vpc", action=action)


def done(address: str, action: str = "create") -> Event:
    """Return an end."""
    return ResourceDone(address=address, resource_type="aws_vpc", action=action, elapsed=1)


def picture(*events: Event) -> Picture:
    """Fold all events."""
    return reduce(fold, events, Picture())


def test_running_since_and_done_of_total() -> None:
    """What has started runs since then, what has ended is counted and runs no more."""
    now = picture(planned("a"), planned("b"), started("a", 10), started("b", 11), done("a"))
    assert (now.done, now.total) == (1, 2)
    assert [(running.address, running.since) for running in now.running.values()] == [("b", 11)]


def test_a_replacement_is_two_pieces_and_nothing_is_none() -> None:
    """A replaced instance is removed and created; one that stays as it is counts for nothing."""
    now = picture(planned("a", "replace"), planned("b", "noop"), started("a", 1, "delete"), done("a", "delete"))
    assert (now.done, now.total) == (1, 2)


def test_a_failure_is_not_done() -> None:
    """A failed instance is named and not counted as done."""
    failed = ResourceFailed(address="a", resource_type="aws_vpc", action="create", elapsed=2)
    now = picture(planned("a"), started("a", 1), failed)
    assert (now.done, now.failed, dict(now.running)) == (0, ("a",), {})


def test_reading_the_present_is_no_work() -> None:
    """Refreshing and reading a data source are not counted; what is of no interest gives the same picture back."""
    before = picture(planned("a"))
    assert fold(before, started("a", 1, "refresh")) is before
    for event in (planned("data.b", "read"), started("data.b", 1, "read"), done("data.b", "read")):
        assert fold(before, event) is before
    assert fold(before, Event(message="x")) is before


def test_warnings_are_kept_and_errors_are_not_warnings() -> None:
    """Only warnings are collected."""
    warning = Diagnostic(severity="warning", summary="Careful")
    now = picture(warning, Diagnostic(severity="error", summary="Bad"))
    assert now.warnings == (warning,)


@pytest.mark.parametrize(
    ("address", "elapsed", "action", "words"),
    [
        ("aws_ecs_cluster.main", 4, "create", "10 seconds"),
        ("aws_vpc.main", 4, "create", "DNS host names"),
        ("aws_vpc_endpoint.this", 3, "create", "5 seconds"),
        ('aws_vpc_endpoint.this["ecr.dkr"]', 60, "create", "one to two minutes"),
        ('module.a["x.y"].aws_lb.this[0]', 90, "create", "load balancer"),
        ("aws_ecs_service.app", 40, "delete", "drains"),
        ("aws_security_group.tasks", 40, "delete", "network interface"),
        ("aws_made_up.this", 40, "create", "not finished"),
    ],
)
def test_slow_work_has_a_reason(address: str, elapsed: float, action: str, words: str) -> None:
    """A known wait is explained once it is noticed, and not at its start."""
    assert words in why_slow(address, elapsed, action)
    assert why_slow(address, 0.5, action) == ""
