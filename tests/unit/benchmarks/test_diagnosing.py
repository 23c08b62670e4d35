"""What of a process is the time of its calls."""

from __future__ import annotations

import pytest

from benchmarks.diagnosing import covered


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], 0.0),
        ([(1.0, 2.0)], 1.0),
        ([(1.0, 2.0), (3.0, 5.0)], 3.0),
        ([(3.0, 5.0), (1.0, 4.0)], 4.0),
        ([(1.0, 9.0), (2.0, 3.0), (4.0, 5.0)], 8.0),
    ],
)
def test_calls_at_the_same_time_count_once(spans: list[tuple[float, float]], expected: float) -> None:
    """A moment in which several calls are under way is one moment, and one without a call is none."""
    assert covered(spans) == expected
