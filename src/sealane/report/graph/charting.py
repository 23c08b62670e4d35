"""From a picture to a chart."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from sealane.drawing.carriers import CarrierKind
from sealane.drawing.layout.tiers import edge_of, tiers_of
from sealane.drawing.services import ServiceGroup
from sealane.report.graph.chart import Chart, Cluster, Link, Node
from sealane.report.graph.edges import MARKS, edges_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sealane.drawing.carriers import Carrier
    from sealane.drawing.layout.tiers import Tier
    from sealane.drawing.outside import Outside
    from sealane.drawing.picture import Picture
    from sealane.drawing.subnets import SubnetBox
    from sealane.drawing.vpcs import VpcFrame
    from sealane.report.graph.words import Words

_DOT: Final = "  \u00b7  "


def chart_of(picture: Picture, words: Words) -> Chart:
    """Return a picture as a chart: Regions, VPCs, subnets that stand side by side, and what stands in them."""
    title, detail = words.title(picture)
    parts = [_Part(number, frame, words) for number, frame in enumerate(picture.vpcs)]
    regions: list[Cluster] = []
    for where, group in groupby(parts, lambda part: (part.frame.region, part.frame.account)):
        inside = [one for part in group for one in part.in_region()]
        regions.append(Cluster(id=f"r{len(regions)}", text=words.region(*where), kind="region", content=tuple(inside)))
    links = tuple(link for part in parts for link in part.links())
    outsides = tuple(node for part in parts for node in part.outsides())
    return Chart(title=title, detail=detail, content=(*regions, *outsides), links=links)


class _Part:
    """One VPC of a chart; its ids begin with its number."""

    def __init__(self, number: int, frame: VpcFrame, words: Words) -> None:
        self.frame = frame
        self._name = f"v{number}"
        self._words = words
        self._numbers = {carrier.key: place for place, carrier in enumerate(frame.carriers)}
        self._ends = {outside: place for place, outside in enumerate(dict.fromkeys(self._led_to()))}

    def in_region(self) -> Iterator[Cluster | Node]:
        """Yield the VPC, and what is beside it."""
        words, frame = self._words, self.frame
        tiers = [self._tier(number, tier) for number, tier in enumerate(tiers_of(frame))]
        edge = [self._carrier(carrier) for carrier in edge_of(frame)]
        text = f"{words.vpc(frame)}{_DOT}{MARKS[frame.seal]} {words.seal(frame)}"
        yield Cluster(id=self._name, text=text, kind="vpc", content=(*tiers, *edge), verdict=frame.seal)
        for carrier in frame.carriers:
            if carrier.outside_of_vpc:
                yield self._carrier(carrier)

    def outsides(self) -> Iterator[Node]:
        """Yield what is outside."""
        for outside, number in self._ends.items():
            name, detail = self._words.outside(outside)
            yield Node(id=f"{self._name}o{number}", text=f"{name} ({detail})" if detail else name, kind="outside")

    def links(self) -> Iterator[Link]:
        """Yield the links from services to carriers, and from these to what is outside."""
        for edge in edges_of(self.frame, self._words):
            carrier = self._id(edge.carrier)
            if edge.group is None:
                end = self._end(self._of(edge.carrier).outside)
                yield Link(start=carrier, end=end, text=edge.text, verdict=edge.verdict)
                continue
            pair = (f"{self._name}g{edge.group}", carrier)
            start, end = reversed(pair) if edge.inwards else pair
            yield Link(start=start, end=end, text=edge.text, verdict=edge.verdict)
        for key, inwards in dict.fromkeys(self._led()):
            ends = (self._id(key), self._end(self._of(key).outside))
            start, end = reversed(ends) if inwards else ends
            yield Link(start=start, end=end)

    def _led(self) -> Iterator[tuple[str, bool]]:
        """Yield the carriers that lead outside, and whether from there to here."""
        for edge in edges_of(self.frame, self._words):
            of_balancer = self._of(edge.carrier).kind is CarrierKind.LOAD_BALANCER and edge.verdict is None
            if edge.group is not None and not of_balancer:
                yield edge.carrier, edge.inwards

    def _led_to(self) -> Iterator[Outside]:
        for edge in edges_of(self.frame, self._words):
            if edge.group is None:
                yield self._of(edge.carrier).outside
        for key, _ in self._led():
            yield self._of(key).outside

    def _tier(self, number: int, tier: Tier) -> Cluster:
        content = [self._service(row) if isinstance(row, ServiceGroup) else self._carrier(row) for row in tier.rows]
        text = _DOT.join(map(self._subnet, tier.subnets)) or "Subnets that nobody knows"
        return Cluster(id=f"{self._name}t{number}", text=text, kind="subnets", content=tuple(content))

    def _subnet(self, box: SubnetBox) -> str:
        name, detail = self._words.subnet(box)
        return f"{name} ({', '.join((self._words.zone(box.zone), *detail.split(_DOT)))})"

    def _service(self, group: ServiceGroup) -> Node:
        name, status, details = self._words.service(group)
        text = f"{MARKS[group.verdict]} {name}: {status}"
        whole = f"{text} ({details})" if len(group.services) > 1 else text
        number = self.frame.groups.index(group)
        return Node(id=f"{self._name}g{number}", text=whole, kind="service", verdict=group.verdict)

    def _carrier(self, carrier: Carrier) -> Node:
        name, kind = self._words.gate(carrier.gate)
        text = self._words.carrier(carrier) + (f", {kind} {name}" if carrier.gate else "")
        return Node(id=self._id(carrier.key), text=text, kind="carrier", absent=carrier.absent, unsure=carrier.unsure)

    def _of(self, key: str) -> Carrier:
        return self.frame.carriers[self._numbers[key]]

    def _id(self, key: str) -> str:
        return f"{self._name}c{self._numbers[key]}"

    def _end(self, outside: Outside) -> str:
        return f"{self._name}o{self._ends[outside]}"
