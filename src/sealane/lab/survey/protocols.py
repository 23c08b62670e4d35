"""Protocols and ports of rules and entries, as a gate matches them."""

from __future__ import annotations

from typing import Any

TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58
EVERYTHING = "-1"
_NUMBERS = {"tcp": TCP, "udp": UDP, "icmp": ICMP, "icmpv6": ICMPV6, "all": -1}
_LAST_PORT = 65535


def number_of(protocol: str) -> int | None:
    """Return a protocol's number, -1 for all of them; `None` when it is none."""
    text = protocol.lower()
    if text in _NUMBERS:
        return _NUMBERS[text]
    return int(text) if text.lstrip("-").isdigit() else None


def matching(protocol: int, low: int, high: int) -> dict[str, Any]:
    """Return the fields of a match for a protocol with ports, or with type and code for ICMP; -1 stands for any.

    A protocol that has neither is matched whole, whatever its ports say:
    https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    """
    if protocol < 0:
        return {}
    found: dict[str, Any] = {"protocol": protocol}
    if protocol in {TCP, UDP} and (low, high) not in {(-1, -1), (0, _LAST_PORT)}:
        found["destination_ports"] = ((max(low, 0), high if high >= 0 else _LAST_PORT),)
    if protocol in {ICMP, ICMPV6}:
        found["icmp_type"] = low if low >= 0 else None
        found["icmp_code"] = high if low >= 0 and high >= 0 else None
    return found
