"""What the security groups of an interface make of the packets of one way; answers need no rule of their own.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
"""

from __future__ import annotations

from sealane.reachability.ends import End
from sealane.reachability.group_rules import Filter, Part
from sealane.reachability.outcome import Reason
from sealane.reachability.sieve import Asked, Passes, Sifted, sift
from sealane.records import dataclass
from sealane.verdicts.trace import Hop
from sealane.world.address_sets import EVERY_ADDRESS, EVERY_PORT, EVERY_PROTOCOL
from sealane.world.packet_sets import Box, Packets
from sealane.world.values import Origin, Unknown


@dataclass(frozen=True, slots=True)
class Judged:
    """What groups make of packets, and the rule that lets them through."""

    sifted: Sifted
    rule: Origin | None = None


def judge(groups: Filter, asked: Asked, end: End) -> Judged:
    """Hold the packets of a way against the rules, as the groups' interface sees the other end."""
    boxes = [(part, *_towards(part, end)) for part in _about(groups, end)]
    for part, sure, _most in boxes:
        if sure is not None and _covers(sure, asked, end):
            return Judged(Sifted(Passes.YES), part.origin)
    surely = Packets(tuple(sure for _, sure, _ in boxes if sure))
    most = [most for _, _, most in boxes if most]
    if groups.open:
        most.append(Box(EVERY_PROTOCOL, EVERY_PORT, EVERY_ADDRESS))
    sifted = sift(surely, Packets(tuple(most)), asked, end, ())
    if sifted.passes is Passes.MAYBE:
        sifted = Sifted(Passes.MAYBE, why=_doubts(groups, boxes, asked, end))
    return Judged(sifted, boxes[0][0].origin if sifted.passes is Passes.YES and boxes else None)


def _about(groups: Filter, end: End) -> tuple[Part, ...]:
    """Return the rules that may be about an end: those that name none of its groups are not."""
    if end.groups_open:
        return groups.parts
    named = [part for key in sorted(end.groups) for part in groups.naming.get(key, ())]
    return (*groups.plain, *named)


def hop(groups: Filter, judged: Judged, name: str) -> Hop:
    """Return the hop of a packet through groups; without any group the interface's `name` stands for them."""
    origin = groups.groups[0].origin if groups.groups else Origin(name)
    does = {Passes.YES: "allows", Passes.NO: "denies", Passes.MAYBE: "unknown"}[judged.sifted.passes]
    return Hop(kind="security-group", origin=origin, rule=judged.rule or origin, does=does)


def _covers(box: Box, asked: Asked, end: End) -> bool:
    return asked.protocol <= box.protocols and asked.ports <= box.ports and end.addresses <= box.addresses


def _towards(part: Part, end: End) -> tuple[Box | None, Box | None]:
    """Return what a rule lets through to one end: for certain, and at most."""
    if part.group:
        if part.group in end.groups:
            return part.surely, part.possibly
        return None, part.possibly if end.groups_open else None
    if part.list_name:
        return (part.surely, part.possibly) if part.list_name == end.list_name else (None, None)
    if part.listed and end.apart:
        return None, None
    return part.surely, part.possibly


def _doubts(
    groups: Filter, boxes: list[tuple[Part, Box | None, Box | None]], asked: Asked, end: End
) -> tuple[Reason, ...]:
    could = Box(asked.protocol, asked.could, end.addresses)
    why: list[Reason] = list(groups.open)
    for part, sure, most in boxes:
        if most is not None and most & could:
            why += part.why
            why += end.groups_open if part.group and sure is None else ()
    return tuple(dict.fromkeys(why)) or (Unknown("which address the other end has is not known"),)
