"""Values of facts: known, unknown and unread."""

from __future__ import annotations

from sealane.world.values import Known


def test_known_value_without_a_hash_stands_in_a_set() -> None:
    """Objects and lists are told apart in a set as everything else is."""
    policy: dict[str, object] = {"Statement": []}
    assert {Known(policy), Known({"Statement": []}), Known("a"), Known("a")} == {Known(policy), Known("a")}
    assert len({Known(policy), Known({}), Known([])}) == 3
