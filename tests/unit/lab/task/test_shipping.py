"""Batches of log lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sealane.lab.task.shipping import batches


@given(st.lists(st.tuples(st.integers(0, 9), st.text(min_size=1, max_size=40).map(lambda text: text * 3000))))
def test_batches_keep_every_line_and_the_limits(lines: list[tuple[int, str]]) -> None:
    """All lines arrive in order, and no batch is larger than the API takes."""
    found = batches(lines)
    assert [(event["timestamp"], event["message"]) for batch in found for event in batch] == lines
    for batch in found:
        sizes = [len(str(event["message"]).encode()) + 26 for event in batch]
        assert len(batch) == 1 or sum(sizes) <= 1_048_576


def test_ten_thousand_lines_are_one_batch_and_one_more_is_another() -> None:
    """The number of events is limited too."""
    assert [len(batch) for batch in batches([(0, "x")] * 10_000)] == [10_000]
    assert [len(batch) for batch in batches([(0, "x")] * 10_001)] == [10_000, 1]
