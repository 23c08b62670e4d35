"""The whole story of each thing in a drawing, for who points at it and for who hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.drawing.arrows import Arrow, Link, Sense
from sealane.report.paragraph import joined, some_of
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.drawing.arrows import Entrance
    from sealane.drawing.carriers import Carrier
    from sealane.drawing.services import ServiceGroup
    from sealane.drawing.subnets import SubnetBox
    from sealane.drawing.vpcs import VpcFrame
    from sealane.report.graph.words import Words
    from sealane.verdicts.trace import Hop

_NAMES: Final = 200
_LINKS: Final = {
    Link.SOURCE: "at the task",
    Link.BORDER: "at the border of its subnet",
    Link.CARRIER: "on the way",
    Link.TARGET: "where it arrives",
}
_VERBS: Final = {Verdict.HOLDS: "holds", Verdict.FAILS: "fails", Verdict.UNKNOWN: "is not known"}


def sentence_of(content: Arrow | Entrance, frame: VpcFrame, words: Words) -> str:
    """Say in one sentence what an arrow tells."""
    carrier = next((one for one in frame.carriers if one.key == content.carrier), None)
    by = words.carrier(carrier) if carrier is not None else ""
    if not isinstance(content, Arrow):
        return words.shown(f"{by} forwards to {_names((content.group,), frame)}: {words.entrance(content, frame)}")
    whom = _names(content.groups, frame)
    causes = f": {joined(content.causes)}" if content.causes else ""
    accepted = ", which is accepted" if content.accepted else ""
    if content.sense is not Sense.STEP:
        what = "leaves to" if content.sense is Sense.LEAK else "is reached from"
        return words.shown(f"{whom} {what} the internet by {by}{causes}{accepted}")
    where = f" {_LINKS[content.link]}" if content.link is not None else ""
    to = f", to {content.host}:{content.port}" if content.host and content.port else ""
    missing = carrier is not None and (carrier.absent or carrier.unsure)
    way = by if missing else f"by {by}"
    return words.shown(f"{content.name} of {whom} {_VERBS[content.verdict]}{where}{causes}{accepted}; {way}{to}")


def story_of(content: Arrow | Entrance, frame: VpcFrame, words: Words) -> str:
    """Say the same with every hop, there and back, a line each."""
    lines = [sentence_of(content, frame, words)]
    if isinstance(content, Arrow):
        lines += _hops("there", content.there, words)
        lines += _hops("back", content.back, words)
    return "\n".join(lines)


def of_service(group: ServiceGroup, words: Words) -> str:
    """Say what is proved of a box of services, and which ones they are."""
    name, status, _ = words.service(group)
    names = some_of(group.names, _NAMES)
    return words.shown(f"{names}: {status}" if len(group.services) == 1 else f"{name}: {status}: {names}")


def of_carrier(carrier: Carrier, words: Words) -> str:
    """Name a carrier with where it is written."""
    origins = joined([str(origin) for origin in carrier.origins])
    return words.shown(f"{words.carrier(carrier)}: {origins}" if origins else words.carrier(carrier))


def of_subnet(box: SubnetBox, words: Words) -> str:
    """Name a subnet with its route table."""
    name, detail = words.subnet(box)
    table = f", routed by {box.table}" if box.table else ""
    return words.shown(f"subnet {name}: {detail}{table}")


def _names(groups: Iterable[int], frame: VpcFrame) -> str:
    return some_of([name for group in groups for name in frame.groups[group].names], _NAMES)


def _hops(way: str, hops: Iterable[Hop], words: Words) -> list[str]:
    return [f"{way}: {words.shown(_hop(hop))}" for hop in hops]


def _hop(hop: Hop) -> str:
    rule = f" by {hop.rule.name}" if hop.rule.name != hop.origin.name else ""
    detail = f" ({hop.detail})" if hop.detail else ""
    return f"{hop.kind} {hop.origin.name} {hop.does}{rule}{detail}"
