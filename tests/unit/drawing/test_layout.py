"""The laws of every layout: nothing stands on anything else, everything is where it belongs, and every text fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings

from sealane.drawing.layout.box import Box
from sealane.drawing.layout.label import Label
from sealane.drawing.layout.layout import Layout, Panel, PanelKind
from sealane.drawing.layout.layout_of import layout_of
from sealane.drawing.picture import Picture
from sealane.report.graph.words import Words
from tests.thoroughness import examples
from tests.unit.drawing.pictures import drawn, pictures
from tests.worlds.healthy import healthy

# What one kind of panel is always within one of another.
_WITHIN = {
    PanelKind.VPC: PanelKind.REGION,
    PanelKind.ZONE: PanelKind.VPC,
    PanelKind.SUBNET: PanelKind.ZONE,
    PanelKind.TASK: PanelKind.SUBNET,
    PanelKind.CHIP: PanelKind.SUBNET,
}
# Kinds that may not meet each other either.
_APART = (
    (PanelKind.SERVICE, PanelKind.CHIP),
    (PanelKind.SERVICE, PanelKind.GATE),
    (PanelKind.CHIP, PanelKind.GATE),
    (PanelKind.OUTSIDE, PanelKind.GATE),
    (PanelKind.OUTSIDE, PanelKind.VPC),
    (PanelKind.ORIGIN, PanelKind.VPC),
)


@settings(max_examples=examples(10), deadline=None)
@given(pictures())
def test_every_layout_keeps_the_laws(picture: Picture) -> None:
    """Whatever a picture holds, its boxes are apart, each is in the one that it belongs to, and no text leaves its."""
    layout = layout_of(picture, Words())
    assert list(_faults(layout)) == []
    assert layout_of(picture, Words()) == layout


@pytest.mark.parametrize("services", [1, 3])
def test_a_wrong_layout_is_found(services: int) -> None:
    """The laws find a box that is moved onto another one, a task outside of its subnet, and a text that is too long."""
    layout = layout_of(drawn(healthy()), Words())
    assert list(_faults(layout)) == []
    for kind in (PanelKind.CHIP, PanelKind.OUTSIDE, PanelKind.TASK):
        assert list(_faults(_moved(layout, kind, services)))
    assert list(_faults(_written(layout, "a name that is much too long for the box that it stands in " * 4)))


def _moved(layout: Layout, kind: PanelKind, by: int) -> Layout:
    """Return a layout in which one panel of a kind stands where another one does, or somewhere else."""
    of_kind = [panel for panel in layout.panels if panel.kind is kind]
    first, last = of_kind[0], of_kind[-1]
    box = Box(x=last.box.x + by, y=last.box.y, w=last.box.w, h=last.box.h)
    wrong = Panel(kind=kind, box=box, labels=(), subject=first.subject)
    return _with(layout, [wrong if panel is first else panel for panel in layout.panels])


def _written(layout: Layout, text: str) -> Layout:
    first = next(panel for panel in layout.panels if panel.kind is PanelKind.CHIP)
    label = first.labels[0]
    long = Label(text=text, x=label.x, y=label.y, tone=label.tone, anchor=label.anchor)
    wrong = Panel(kind=first.kind, box=first.box, labels=(long,), subject=first.subject)
    return _with(layout, [wrong if panel is first else panel for panel in layout.panels])


def _with(layout: Layout, panels: list[Panel]) -> Layout:
    return Layout(
        width=layout.width,
        height=layout.height,
        titles=layout.titles,
        panels=tuple(panels),
        walls=layout.walls,
        trunks=layout.trunks,
        strokes=layout.strokes,
        legend=layout.legend,
    )


def _faults(layout: Layout) -> Iterator[str]:
    """Yield what breaks a law."""
    boxes: dict[PanelKind, list[Box]] = defaultdict(list)
    for panel in layout.panels:
        boxes[panel.kind].append(_shrunk(panel.box))
    page = Box(x=0, y=0, w=layout.width, h=layout.height)
    for kind, own in boxes.items():
        yield from (f"{kind} on {kind}: {one} {other}" for one, other in combinations(own, 2) if one.meets(other))
        yield from (f"{kind} outside of the page: {one}" for one in own if not page.holds(one))
    for kind, around in _WITHIN.items():
        yield from (f"{kind} in no {around}" for one in boxes[kind] if not any(w.holds(one) for w in boxes[around]))
    for kind, other in _APART:
        yield from (f"{kind} on {other}" for one in boxes[kind] for w in boxes[other] if one.meets(w))
    yield from _of_texts(layout, page)
    yield from _of_strokes(layout)


def _of_texts(layout: Layout, page: Box) -> Iterator[str]:
    for panel in layout.panels:
        yield from (f"{label.text!r} leaves {panel.kind}" for label in panel.labels if not panel.box.holds(_in(label)))
    loose = [*layout.titles, *(wall.label for wall in layout.walls), *(sign.label for sign in layout.legend)]
    yield from (f"{label.text!r} leaves the page" for label in loose if not page.holds(_in(label)))
    every = [*loose, *_labels(layout.panels), *(label for stroke in layout.strokes for label in stroke.labels)]
    places = [(label, _in(label)) for label in every if label.text]
    for (one, box), (other, place) in combinations(places, 2):
        if box.meets(place):
            yield f"{one.text!r} on {other.text!r}"


def _of_strokes(layout: Layout) -> Iterator[str]:
    """Arrows of one VPC have heights of their own, and each begins before it ends."""
    heights = [(stroke.frame.key, stroke.y) for stroke in layout.strokes]
    if len(set(heights)) != len(heights):
        yield "two arrows at one height"
    yield from (f"{stroke.arrow} goes nowhere" for stroke in layout.strokes if stroke.start >= stroke.end)


def _labels(panels: Iterable[Panel]) -> Iterator[Label]:
    return (label for panel in panels for label in panel.labels)


def _in(label: Label) -> Box:
    return _shrunk(label.box)


def _shrunk(box: Box) -> Box:
    """Return a rectangle without what arithmetic may have added to it."""
    return Box(x=box.x + 0.01, y=box.y + 0.01, w=max(box.w - 0.02, 0), h=max(box.h - 0.02, 0))
