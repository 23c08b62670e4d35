"""Following a log group in memory: overlap, repetition, interruption, refusal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.errors import InputError
from sealane.readers.live.log_lines import LogLine, tail
from sealane.readers.live.refusals import CallFailed
from tests.unit.readers.live.account_in_memory import Account, denied, door_to, error


class Group:
    """A log group that grows by some events before each round, and is interrupted after the last."""

    def __init__(self, *batches: list[tuple[int, str]]) -> None:
        self.coming = list(batches)
        self.events: list[dict[str, Any]] = []
        self.starts: list[int] = []
        self._grow()

    def _grow(self) -> None:
        for at, message in self.coming.pop(0):
            self.events.append(
                {"eventId": str(len(self.events)), "timestamp": at, "message": message, "logStreamName": "s"}
            )

    def answer(self, *, startTime: int, **_: Any) -> dict[str, Any]:  # noqa: N803 - the API's own name
        """Answer `FilterLogEvents`: events from the moment on, by their time."""
        self.starts.append(startTime)
        return {"events": sorted((e for e in self.events if e["timestamp"] >= startTime), key=lambda e: e["timestamp"])}

    def wait(self, seconds: float) -> None:
        """Let the next batch come, or interrupt."""
        assert seconds > 0
        if not self.coming:
            raise KeyboardInterrupt
        self._grow()

    def follow(self, since: int) -> list[LogLine]:
        """Follow until interrupted."""
        door = door_to(Account({"FilterLogEvents": self.answer}))
        return list(tail(door, "/ecs/app", since, follow=True, wait=self.wait))


def test_without_following_there_is_one_round() -> None:
    """Every page of one round is given, and nobody waits."""
    pages: list[Any] = [{"events": [{"eventId": "a", "timestamp": 1, "message": "x"}]}, {"events": []}, {}]
    lines = list(tail(door_to(Account({"FilterLogEvents": pages})), "/ecs/app", 0))
    assert [(line.id, line.at, line.message) for line in lines] == [("a", 1, "x")]


def test_same_text_at_the_same_moment_is_two_lines() -> None:
    """Lines are told apart by AWS's event id, not by what they say."""
    lines = Group([(5, "again"), (5, "again")]).follow(0)
    assert [line.message for line in lines] == ["again", "again"]


def test_only_the_overlap_is_asked_for_again() -> None:
    """After a late line, a round does not start at the beginning, but early enough for stragglers."""
    group = Group([(1_000, "old")], [(500_000, "new")], [(499_000, "straggler")])
    assert [line.message for line in group.follow(0)] == ["old", "new", "straggler"]
    assert group.starts == [0, 0, 440_000]


@given(st.lists(st.lists(st.tuples(st.integers(0, 50_000), st.text(max_size=3)), max_size=4), min_size=1, max_size=5))
def test_every_line_comes_exactly_once(batches: list[list[tuple[int, str]]]) -> None:
    """Whatever arrives in whatever order within the overlap is given, and nothing twice."""
    group = Group(*batches)
    lines = group.follow(0)
    assert sorted(line.id for line in lines) == sorted(event["eventId"] for event in group.events)


def test_refusals_are_problems() -> None:
    """A missing group is bad input, a refused call names its action."""
    with pytest.raises(InputError) as missing:
        list(tail(door_to(Account({"FilterLogEvents": error("ResourceNotFoundException")})), "/ecs/app", 0))
    assert missing.value.problems[0].code == "log-group-not-found"
    with pytest.raises(CallFailed) as refused:
        list(tail(door_to(Account({"FilterLogEvents": denied("logs:FilterLogEvents")})), "/ecs/app", 0))
    assert ("action", "logs:FilterLogEvents") in refused.value.problems[0].facts
