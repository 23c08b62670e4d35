"""Changes come in crowds, and are taken once, when they are over."""

from __future__ import annotations

from sealane.sandbox.fargate.settling import CALM, PATIENCE, Settling


def test_a_crowd_of_changes_is_taken_once_when_it_is_over() -> None:
    """While changes come nothing is due, after a pause it is, once, and without a change never."""
    settling = Settling(7)
    assert not settling.due(7, 100.0)
    assert not any(settling.due(8 + number, 100.0 + number * CALM / 2) for number in range(4))
    assert not settling.due(11, 100.0 + 1.5 * CALM + CALM / 2)
    assert settling.due(11, 100.0 + 3 * CALM)
    assert not settling.due(11, 200.0)


def test_changes_that_never_end_are_taken_in_between() -> None:
    """Somebody who changes something every moment does not keep the network from following."""
    settling = Settling(0)
    moments = [number * CALM / 2 for number in range(1, 31)]
    taken = [moment for number, moment in enumerate(moments, 1) if settling.due(number, moment)]
    assert len(taken) > 1
    assert taken[0] <= PATIENCE + CALM
