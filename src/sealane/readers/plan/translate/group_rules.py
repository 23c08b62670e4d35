"""Rules of security groups, standalone ones and those written into a group: one fact for each peer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import GROUP, PREFIXES, Kind
from sealane.readers.plan.resource import Part
from sealane.world.security_groups import Direction, GroupRule, PeerKind
from sealane.world.values import Known, Origin, Unknown, Value

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
_PROTOCOLS: Final = {"all": "-1", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
_WITHOUT_PORTS: Final = "-1"

# The lists of a rule in its older form, which are also those of a rule within a group.
_LISTS: Final[tuple[tuple[str, PeerKind, Kind | None], ...]] = (
    ("cidr_blocks", PeerKind.CIDR, None),
    ("ipv6_cidr_blocks", PeerKind.IPV6_CIDR, None),
    ("prefix_list_ids", PeerKind.PREFIX_LIST, PREFIXES),
    ("security_groups", PeerKind.GROUP, GROUP),
)
_SINGLE: Final[tuple[tuple[str, PeerKind, Kind | None], ...]] = (
    ("cidr_ipv4", PeerKind.CIDR, None),
    ("cidr_ipv6", PeerKind.IPV6_CIDR, None),
    ("prefix_list_id", PeerKind.PREFIX_LIST, PREFIXES),
    ("referenced_security_group_id", PeerKind.GROUP, GROUP),
)


def single(estate: Estate, part: Part, direction: Direction) -> GroupRule:
    """Return the rule of an `aws_vpc_security_group_ingress_rule` or `…_egress_rule`, which has one peer."""
    for name, kind, refers in _SINGLE:
        if not part.literal(name) and not part.configured(name) and part.decided(name):
            continue
        peer = estate.key(part, name, refers) if refers else part.text(name)
        return _rule(part, direction, kind, peer, part.text("ip_protocol"))
    why = Unknown(f"{part.address}: its peer is not known before apply")
    return _rule(part, direction, PeerKind.CIDR, why, part.text("ip_protocol"))


def older(estate: Estate, part: Part, direction: Direction, group: str) -> Iterator[GroupRule]:
    """Yield the rules of an `aws_security_group_rule`."""
    yield from _listed(estate, part, direction, None)
    if part.literal("source_security_group_id") or part.configured("source_security_group_id"):
        peer = estate.key(part, "source_security_group_id", GROUP)
        if not (part.flag("self") == Known(True) and peer == Known(group)):  # noqa: FBT003 - a value
            yield _rule(part, direction, PeerKind.GROUP, peer, part.text("protocol"))
    yield from _own(part, direction, group)


def inline(estate: Estate, whole: Part, part: Part, direction: Direction, group: str) -> Iterator[GroupRule]:
    """Yield the rules of one block within a group."""
    yield from _listed(estate, part, direction, whole)
    yield from _own(part, direction, group)


def _own(part: Part, direction: Direction, group: str) -> Iterator[GroupRule]:
    itself = part.flag("self")
    if itself == Known(False):  # noqa: FBT003 - a value
        return
    peer: Value[str] = Known(group) if isinstance(itself, Known) else itself
    yield _rule(part, direction, PeerKind.GROUP, peer, part.text("protocol"))


def _listed(estate: Estate, part: Part, direction: Direction, whole: Part | None) -> Iterator[GroupRule]:
    protocol = part.text("protocol")
    for name, kind, refers in _LISTS:
        if whole is None and name == "security_groups":
            continue
        for peer in _peers(estate, part, name, refers, whole, direction):
            yield _rule(part, direction, kind, peer, protocol)


def _peers(
    estate: Estate, part: Part, name: str, refers: Kind | None, whole: Part | None, direction: Direction
) -> tuple[Value[str], ...]:
    values = part.values.get(name)
    if isinstance(values, list):
        stated = [one for one in values if isinstance(one, str)]
        known = tuple(Known(estate.key_of_literal(one, refers) if refers else one) for one in stated)
        if len(stated) == len(values):
            return known
    elif part.decided(name):
        return ()
    else:
        known = ()
    if refers is None:
        return (*known, part.why(name))
    if whole is None or part.configured(name):
        keys = estate.keys(part, name, refers)
        return tuple(Known(key) for key in keys.value) if isinstance(keys, Known) else (*known, keys)
    found = _written_within(estate, whole, direction, name, refers)
    return tuple(Known(key) for key in found) if isinstance(found, tuple) else (*known, found)


def _written_within(
    estate: Estate, whole: Part, direction: Direction, name: str, refers: Kind
) -> tuple[str, ...] | Unknown:
    """Return what an undecided list of one of a group's own rules holds.

    The references of all its rules are printed as one list. They tell what a rule holds when there is but one to go
    round, or but one rule to take them.
    """
    keys = estate.among(whole, direction.value, refers)
    if isinstance(keys, Unknown):
        return keys
    parts = whole.blocks(direction.value)
    takers = [part for part in parts if not part.decided(name)] if isinstance(parts, tuple) else []
    if len(keys) == 1 or (keys and len(takers) == 1):
        return keys
    return Unknown(f"{whole.address}: which {direction.value} rule names which of {', '.join(keys)} is not in the plan")


def _rule(part: Part, direction: Direction, kind: PeerKind, peer: Value[str], protocol: Value[str]) -> GroupRule:
    from_port, to_port = part.number("from_port", -1), part.number("to_port", -1)
    if isinstance(protocol, Known):
        protocol = Known(_PROTOCOLS.get(protocol.value.lower(), protocol.value.lower()))
        if protocol.value == _WITHOUT_PORTS:
            from_port = to_port = Known(-1)
    return GroupRule(
        origin=Origin(part.address),
        direction=direction,
        protocol=protocol,
        from_port=from_port,
        to_port=to_port,
        kind=kind,
        peer=peer,
    )
