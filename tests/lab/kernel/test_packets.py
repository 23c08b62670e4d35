"""The packets of a probe: what is written is read again."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.lab.kernel.matches import elements
from sealane.lab.kernel.packets import Trip, answer, answered_by_kernel, question, sign_of

MARKS = st.integers(0, (1 << 32) - 1)
PORTS = st.integers(1, 65535)
ENDS = st.one_of(
    st.tuples(st.ip_addresses(v=4), st.ip_addresses(v=4)), st.tuples(st.ip_addresses(v=6), st.ip_addresses(v=6))
)


@given(st.sampled_from([1, 6, 17, 47, 58]), ENDS, PORTS, PORTS, MARKS)
def test_question_says_whose_it_is(
    protocol: int,
    ends: tuple[IPv4Address, IPv4Address] | tuple[IPv6Address, IPv6Address],
    source_port: int,
    port: int,
    mark: int,
) -> None:
    """A question of any protocol is read as one, with its mark and the ports of protocols that have them."""
    trip = Trip(source=ends[0], destination=ends[1], source_port=source_port, port=port)
    sign = sign_of(protocol, question(protocol, trip, mark))
    assert sign is not None
    assert (sign.mark, sign.asks) == (mark, True)
    if protocol in {6, 17}:
        assert (sign.source_port, sign.port) == (source_port, port)
    if not answered_by_kernel(protocol):
        answered = sign_of(protocol, answer(protocol, trip, mark))
        assert answered is not None
        assert (answered.mark, answered.asks) == (mark, False)


@pytest.mark.parametrize("protocol", [1, 6, 17, 47, 58])
def test_packet_of_somebody_else_says_nothing(protocol: int) -> None:
    """What is not of a probe is told apart."""
    assert sign_of(protocol, bytes(20)) is None


@given(st.lists(st.ip_addresses(v=4).map(lambda address: f"{address}/32"), max_size=6))
def test_members_of_a_set_are_each_said_once(blocks: list[str]) -> None:
    """Blocks that are said twice or hold each other stand once, and those of the other family do not."""
    assert elements((*blocks, *blocks, "::/0"), 4) == elements(tuple(blocks), 4)
    assert elements((*blocks, "0.0.0.0/0"), 4) == [{"prefix": {"addr": "0.0.0.0", "len": 0}}]
