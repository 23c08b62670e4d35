"""Protocols and ports as rules write them, as sets."""

from __future__ import annotations

from sealane.reachability.outcome import Reason
from sealane.world.address_sets import EVERY_PORT, EVERY_PROTOCOL, NOTHING, Intervals, span
from sealane.world.values import Known, Unknown, Value

ANY_PROTOCOL = "-1"
# https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
NUMBERS = {"icmp": 1, "tcp": 6, "udp": 17, "icmpv6": 58, "icmp6": 58}
_NAMES = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6"}
_WITH_PORTS = frozenset({6, 17})
_WITH_KINDS = frozenset({1, 58})
_ICMP, _HIGHEST = 1, 255
# AWS suggests this range for any client: https://docs.aws.amazon.com/vpc/latest/userguide/
# custom-network-acl.html#nacl-ephemeral-ports
EPHEMERAL = span(1024, 65535)
# As above: the ranges of the kernels from which Fargate's platforms are made.
EPHEMERAL_LINUX = span(32768, 61000)
EPHEMERAL_WINDOWS = span(49152, 65535)

# Protocols and ports of a rule: for certain, at most, and why the two differ.
Reading = tuple[tuple[Intervals, Intervals], tuple[Intervals, Intervals], tuple[Reason, ...]]

_NONE = (NOTHING, NOTHING)


def number_of_protocol(text: str) -> int | None:
    """Return a protocol's number, `None` when the text names none."""
    known = NUMBERS.get(text.lower())
    if known is not None:
        return known
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= _HIGHEST else None


def name_of_protocol(number: int) -> str:
    """Write a protocol as a packet does."""
    return _NAMES.get(number, str(number))


def services_of(protocol: Value[str], low: Value[int], high: Value[int]) -> Reading:
    """Read the protocols and ports of a rule.

    Ports count for TCP and UDP alone; for ICMP the first is the message's type and the second its code, -1 for all.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
    """
    if not isinstance(protocol, Known):
        return _NONE, (EVERY_PROTOCOL, EVERY_PORT), (protocol,)
    if protocol.value in (ANY_PROTOCOL, "all"):
        everything = (EVERY_PROTOCOL, EVERY_PORT)
        return everything, everything, ()
    number = number_of_protocol(protocol.value)
    if number is None:
        why = Unknown(f"{protocol.value!r} is not a protocol that is known here")
        return _NONE, (EVERY_PROTOCOL, EVERY_PORT), (why,)
    alone = span(number, number)
    if number in _WITH_PORTS:
        return _with_ports(alone, low, high)
    if number in _WITH_KINDS:
        return _with_kinds(alone, low, high)
    return (alone, EVERY_PORT), (alone, EVERY_PORT), ()


def _with_ports(alone: Intervals, low: Value[int], high: Value[int]) -> Reading:
    if isinstance(low, Known) and isinstance(high, Known):
        ports = EVERY_PORT if low.value < 0 and high.value < 0 else span(max(low.value, 0), high.value)
        return (alone, ports), (alone, ports), ()
    why = tuple(value for value in (low, high) if not isinstance(value, Known))
    first = low.value if isinstance(low, Known) else 0
    last = high.value if isinstance(high, Known) else EVERY_PORT.parts[0][1]
    return _NONE, (alone, span(first, last)), why


def _with_kinds(alone: Intervals, low: Value[int], high: Value[int]) -> Reading:
    if isinstance(low, Known) and low.value < 0:
        return (alone, EVERY_PORT), (alone, EVERY_PORT), ()
    if not isinstance(low, Known):
        return _NONE, (alone, EVERY_PORT), (low,)
    one = (alone, span(low.value, low.value))
    if isinstance(high, Known) and high.value < 0:
        return one, one, ()
    return _NONE, one, (Unknown("a rule for one code of an ICMP type"),)
