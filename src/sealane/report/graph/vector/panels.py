"""Boxes: frames behind the arrows, and what stands in front of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.drawing.carriers import Carrier
from sealane.drawing.layout.box import Box
from sealane.drawing.layout.layout import PanelKind
from sealane.drawing.services import ServiceGroup
from sealane.drawing.subnets import SubnetBox
from sealane.drawing.vpcs import VpcFrame
from sealane.report.graph import titles
from sealane.report.graph.vector.elements import group, named, rectangle, sign, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sealane.drawing.layout.layout import Panel
    from sealane.report.graph.words import Words

_BEHIND: Final = frozenset({PanelKind.REGION, PanelKind.VPC, PanelKind.ZONE, PanelKind.SUBNET})
_RADII: Final = {PanelKind.SUBNET: 3.0, PanelKind.ZONE: 5.0, PanelKind.REGION: 6.0}
_CHIPS: Final = {
    PanelKind.TASK: "task",
    PanelKind.CHIP: "chip",
    PanelKind.GATE: "gate",
    PanelKind.ORIGIN: "end",
    PanelKind.OUTSIDE: "end",
}
_RADIUS: Final = 4.0


def behind(panels: Iterable[Panel], words: Words) -> Iterator[str]:
    """Yield the frames of Regions, VPCs, zones and subnets."""
    for panel in panels:
        if panel.kind in _BEHIND:
            yield _frame(panel, words)


def in_front(panels: Iterable[Panel], words: Words, *, pressed: bool) -> Iterator[str]:
    """Yield services, carriers and what is outside, each with all of its boxes in one group."""
    open_: list[Panel] = []
    for panel in panels:
        if panel.kind in _BEHIND:
            continue
        if open_ and panel.subject is not open_[0].subject:
            yield _together(open_, words, pressed=pressed)
            open_ = []
        open_.append(panel)
    if open_:
        yield _together(open_, words, pressed=pressed)


def _frame(panel: Panel, words: Words) -> str:
    subject, classes, attributes, title = panel.subject, str(panel.kind), {}, ""
    if isinstance(subject, SubnetBox):
        classes, title = f"{classes} {subject.exposure}", titles.of_subnet(subject, words)
    if isinstance(subject, VpcFrame):
        attributes, title = {"data-vpc": words.shown(subject.key)}, words.vpc(subject)
    content = [named("title", title)] if title else []
    content.append(rectangle(panel.box, "", _RADII.get(panel.kind, 0)))
    return group(classes, attributes, [*content, *map(written, panel.labels)])


def _together(panels: list[Panel], words: Words, *, pressed: bool) -> str:
    subject = panels[0].subject
    boxes = [text for panel in panels for text in _boxes(panel)]
    if isinstance(subject, ServiceGroup):
        return _service(subject, panels[0], boxes, words, pressed=pressed)
    if isinstance(subject, Carrier):
        state = " absent" if subject.absent else " unsure" if subject.unsure else ""
        classes = f"carrier {subject.kind}{state}"
        origin = words.shown(subject.origins[0].name) if subject.origins else ""
        title = named("title", titles.of_carrier(subject, words))
        return group(classes, {"data-origin": origin}, [title, *boxes])
    return group("outside", {}, boxes)


def _service(group_: ServiceGroup, frame: Panel, boxes: list[str], words: Words, *, pressed: bool) -> str:
    title = titles.of_service(group_, words)
    attributes = {"data-service-numbers": " ".join(map(str, group_.services)), "aria-label": title}
    attributes |= {"role": "button", "tabindex": "0"} if pressed else {"role": "img"}
    mark = sign(str(group_.verdict), frame.box.x + 18, frame.box.y + 16)
    return group(f"service {group_.verdict}", attributes, [named("title", title), *boxes, mark])


def _boxes(panel: Panel) -> Iterator[str]:
    if panel.kind is PanelKind.SERVICE:
        yield rectangle(panel.box, "frame", _RADIUS)
        yield rectangle(_bar(panel), "tone")
    elif panel.kind in _CHIPS:
        yield rectangle(panel.box, _CHIPS[panel.kind], _RADIUS)
    yield from map(written, panel.labels)


def _bar(panel: Panel) -> Box:
    box = panel.box
    return Box(x=box.x, y=box.y + _RADIUS, w=_RADIUS, h=box.h - 2 * _RADIUS)
