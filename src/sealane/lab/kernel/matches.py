"""One rule's match as nftables' JSON says it: as many as it takes, each of them sufficient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import collapse_addresses, ip_network
from itertools import product
from typing import Any, Final

from sealane.lab.blueprint.gates import Match, PortRange
from sealane.lab.kernel.sets import named

Json = dict[str, Any]
_FIELDS: Final = {4: "ip", 6: "ip6"}
_FAMILIES: Final = {4: "ipv4", 6: "ipv6"}
_PORTS: Final = {6: "tcp", 17: "udp"}
_ICMP: Final = {1: "icmp", 58: "icmpv6"}
_LAST_PORT: Final = 65535


def expressions(match: Match, sets: Mapping[str, tuple[str, ...]]) -> Iterator[list[Json]]:
    """Yield conditions of which one must hold: families and named sets stand in rules of their own."""
    here = [*_devices(match)]
    beyond = [*_transport(match)]
    if not _names_addresses(match):
        yield [*here, *_family(match.ipv6), *beyond]
        return
    for version in (4, 6):
        if match.ipv6 is None or match.ipv6 is (version == 6):  # noqa: PLR2004 - a version speaks for itself
            sources = _ends(version, "saddr", match.sources, match.source_set, sets)
            destinations = _ends(version, "daddr", match.destinations, match.destination_set, sets)
            for source, destination in product(sources, destinations):
                addresses = [*source, *destination] or _family(version == 6)  # noqa: PLR2004 - as above
                yield [*here, *addresses, *beyond]


def _names_addresses(match: Match) -> bool:
    return bool(match.sources or match.destinations or match.source_set or match.destination_set)


def _devices(match: Match) -> Iterator[Json]:
    for key, devices in (("iifname", match.arriving_on), ("oifname", match.leaving_by)):
        if devices:
            yield equal({"meta": {"key": key}}, _one_or_set(list(dict.fromkeys(devices))))


def _family(ipv6: bool | None) -> list[Json]:  # noqa: FBT001 - the field of a match
    if ipv6 is None:
        return []
    return [equal({"meta": {"key": "nfproto"}}, _FAMILIES[6 if ipv6 else 4])]


def _ends(
    version: int, field: str, blocks: tuple[str, ...], set_name: str, sets: Mapping[str, tuple[str, ...]]
) -> list[list[Json]]:
    """Return the ways in which one end matches in a family; none when it never does."""
    if not blocks and not set_name:
        return [[]]
    left = {"payload": {"protocol": _FIELDS[version], "field": field}}
    found: list[list[Json]] = []
    listed = elements(blocks, version)
    if listed and not _is_everything(listed[0]):
        found.append([equal(left, _one_or_set(listed))])
    elif listed:
        return [[*_family(version == 6)]]  # noqa: PLR2004 - a version speaks for itself
    if set_name and elements(sets[set_name], version):
        found.append([equal(left, f"@{named(set_name, version)}")])
    return found


def elements(blocks: tuple[str, ...], version: int) -> list[Any]:
    """Return the blocks of a family as nftables writes them, none within another."""
    networks = [network for block in blocks if (network := ip_network(block)).version == version]
    return [
        str(network.network_address)
        if network.prefixlen == network.max_prefixlen
        else {"prefix": {"addr": str(network.network_address), "len": network.prefixlen}}
        for network in collapse_addresses(networks)  # type: ignore[type-var]  # all are of one family
    ]


def _is_everything(element: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(element, dict) and element["prefix"]["len"] == 0


def _transport(match: Match) -> Iterator[Json]:
    protocol = match.protocol
    ranges = (("sport", match.source_ports), ("dport", match.destination_ports))
    ported = [(field, wanted) for field, given in ranges if (wanted := _ranges(given))]
    if protocol is not None:
        yield equal({"meta": {"key": "l4proto"}}, protocol)
    for field, wanted in ported:
        name = _PORTS.get(protocol or -1, "th")
        yield equal({"payload": {"protocol": name, "field": field}}, _one_or_set(wanted))
    if protocol in _ICMP:
        for field, value in (("type", match.icmp_type), ("code", match.icmp_code)):
            if value is not None:
                yield equal({"payload": {"protocol": _ICMP[protocol], "field": field}}, value)


def _ranges(given: tuple[PortRange, ...]) -> list[Any]:
    """Return ranges that do not overlap; every port is no condition."""
    merged: list[list[int]] = []
    for low, high in sorted(given):
        if merged and low <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    if merged == [[0, _LAST_PORT]]:
        return []
    return [low if low == high else {"range": [low, high]} for low, high in merged]


def _one_or_set(listed: list[Any]) -> Any:  # noqa: ANN401 - JSON
    return listed[0] if len(listed) == 1 else {"set": listed}


def equal(left: Json, right: Any) -> Json:  # noqa: ANN401 - JSON
    """Return the condition that something is a value or one of several."""
    return {"match": {"op": "==", "left": left, "right": right}}
