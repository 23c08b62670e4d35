"""The SVG: well-formed, self-contained, joined to the proof by its attributes, told in words, and in contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from sealane.drawing.picture import Picture
from sealane.report.graph.svg import as_svg
from sealane.report.graph.vector.style import style
from sealane.verdicts.verdict import Verdict
from tests.thoroughness import examples
from tests.unit.drawing.pictures import drawn, pictures
from tests.unit.report.graph.stories import STORIES
from tests.worlds import healthy as well

_SVG = "{http://www.w3.org/2000/svg}"
_HOSTILE = "<script>alert(1)</script>\"'&]]>\x00\u202e"


@settings(max_examples=examples(6), deadline=None)
@given(pictures())
def test_any_picture_is_well_formed_and_needs_nothing_from_elsewhere(picture: Picture) -> None:
    """Whatever a picture holds, its SVG is XML without a script, a link, an inline style or an event."""
    for embedded in (True, False):
        root = _read(as_svg(picture, embedded=embedded))
        names = {element.tag.removeprefix(_SVG) for element in root.iter()}
        assert names <= {"svg", "title", "desc", "style", "g", "rect", "line", "path", "circle", "text"}
        attributes = {key for element in root.iter() for key in element.attrib}
        assert not {key for key in attributes if key.startswith("on") or key in {"style", "href", "src"}}
        assert {element.get("id") for element in root.iter() if element.get("id")} == {"d-drawing", "d-title", "d-desc"}


@pytest.mark.parametrize("story", STORIES)
def test_every_step_and_service_can_be_joined(story: str) -> None:
    """Each step of each service stands on one arrow by its number, and each service in one box."""
    picture = STORIES[story]()
    root = _read(as_svg(picture, embedded=True))
    steps = [step for arrow in _of_class(root, "arrow") for step in arrow.get("data-steps", "").split()]
    wanted = {f"{service}.{step}" for arrow in picture.arrows for service, step in arrow.steps}
    assert (len(steps), set(steps)) == (len(wanted), wanted)
    numbers = [n for box in _of_class(root, "service") for n in box.get("data-service-numbers", "").split()]
    assert sorted(numbers) == [str(number) for number in range(picture.services)]
    causes = {cause for arrow in _of_class(root, "arrow") for cause in arrow.get("data-cause", "").split()}
    assert causes == {cause for arrow in picture.arrows for cause in arrow.causes}


@pytest.mark.parametrize(("embedded", "role"), [(True, "button"), (False, "img")])
def test_everything_that_tells_has_a_name_for_those_who_hear(*, embedded: bool, role: str) -> None:
    """The drawing is named and described; each arrow and service has a role, a name with its verdict, and a story."""
    root = _read(as_svg(STORIES["broken"](), embedded=embedded))
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("d-title", "d-desc")
    assert "Fails. 1 service in 1 VPC" in (root.findtext(f"{_SVG}desc") or "")
    for element in (*_of_class(root, "arrow"), *_of_class(root, "service")):
        assert element.get("role") == role
        assert (element.get("tabindex") == "0") is embedded
        assert element.get("aria-label")
        assert (element.findtext(f"{_SVG}title") or "").startswith(element.get("aria-label", "-"))
    (broken,) = [one for one in _of_class(root, "arrow") if one.get("data-cause") == "endpoint-missing"]
    assert broken.get("aria-label") == (
        "log-stream of app fails on the way: endpoint-missing; no endpoint for logs, to "
        "logs.us-east-1.amazonaws.com:443"
    )
    assert "there: route-table rtb-a drops (no-route)" in (broken.findtext(f"{_SVG}title") or "")


def test_colour_is_never_the_only_sign() -> None:
    """What fails has a cross at its name and one where it breaks, and is dashed; what holds has a check and is not."""
    root = _read(as_svg(STORIES["broken"]()))
    for arrow in _of_class(root, "arrow"):
        signs = [one for one in arrow.iter(f"{_SVG}g") if one.get("transform")]
        fails = "fails" in arrow.get("class", "").split()
        assert {one.get("class") for one in signs} == {next(iter(arrow.get("class", "").split()[1:]))}
        assert (len(signs) > 1) is ("holds" not in arrow.get("class", "")), arrow.get("aria-label")
        assert any(line.get("class") == "rest" for line in arrow) is fails
    assert re.search(r"\.fails \.way\{[^}]*stroke-dasharray:8 4", style())
    assert re.search(r"\.unknown \.way\{[^}]*stroke-dasharray:2 4", style())


def test_wall_is_open_where_the_leak_is_and_whole_elsewhere() -> None:
    """A wall with a leak is drawn in pieces with jambs at the place; a whole one goes once around."""
    leaking, healthy = (_read(as_svg(STORIES[story]())) for story in ("leaking", "healthy"))
    walls = {"leaking": _walls(leaking), "healthy": _walls(healthy)}
    assert [len(wall) for wall in walls.values()] == [1, 1]
    assert len(re.findall("M", walls["leaking"][0])) == 1
    assert len([one for one in leaking.iter(f"{_SVG}path") if one.get("class") == "jamb"]) == 2 + 1
    assert len([one for one in healthy.iter(f"{_SVG}path") if one.get("class") == "jamb"]) == 1
    down = [float(number) for number in re.findall(r"V([\d.]+)", walls["leaking"][0])]
    start = float(re.match(r"M[\d.]+ ([\d.]+)", walls["leaking"][0])[1])  # type: ignore[index]  # a path begins so
    assert start > down[-1]
    around = [float(number) for number in re.findall(r"V([\d.]+)", walls["healthy"][0])]
    assert float(re.match(r"M[\d.]+ ([\d.]+)", walls["healthy"][0])[1]) == around[-1]  # type: ignore[index]  # as above


def test_names_of_others_cannot_break_out() -> None:
    """A hostile name stands in the drawing as text that can be seen, and what is sensitive does not stand there."""
    world = well.healthy(replace(well.vpc(), origin=well.origin(_HOSTILE)))
    text = as_svg(drawn(world))
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "\\x00\\u202e" in text
    secret = as_svg(replace(drawn(world), masked=("subnet-a", "sg-tasks")))
    assert "subnet-a" in text
    assert "subnet-a" not in secret
    assert "sg-tasks" not in secret


def test_colours_have_contrast_in_the_light_the_dark_and_on_paper() -> None:
    """Every text and sign has at least 4.5 to 1 against every ground that it may stand on.

    https://www.w3.org/TR/WCAG22/#contrast-minimum
    """
    for colours in _schemes():
        grounds = [colours[name] for name in ("paper", "tint-vpc", "tint-private", "tint-public")]
        for name in ("ink", "muted", "holds", "fails", "unknown", "seal"):
            assert min(_contrast(colours[name], ground) for ground in grounds) >= 4.5, name
    assert _contrast("#ffffff", "#ffff00") < 4.5


def test_same_picture_is_drawn_the_same() -> None:
    """Two drawings of one proof are equal, and a page sets colours by properties that are named without a prefix."""
    assert as_svg(STORIES["leaking"]()) == as_svg(STORIES["leaking"]())
    assert as_svg(STORIES["healthy"]()) != as_svg(STORIES["leaking"]())
    assert "--d-fails:var(--fails,#" in style()
    assert STORIES["leaking"]().verdict is Verdict.FAILS


def _read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own text


def _of_class(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (one for one in root.iter(f"{_SVG}g") if name in one.get("class", "").split())


def _walls(root: ET.Element) -> list[str]:
    legend = next(_of_class(root, "legend"))
    beside = {id(one) for one in legend.iter()}
    paths = [one for one in root.iter(f"{_SVG}path") if one.get("class") == "wall" and id(one) not in beside]
    return [one.get("d", "") for one in paths]


def _schemes() -> Iterator[dict[str, str]]:
    for block in re.findall(r"\.drawing\{((?:--d-[^}]*))\}", style()):
        yield dict(re.findall(r"--d-([\w-]+):var\(--[\w-]+,(#\w{6})\)", block))


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    places = pairwise((1, 3, 5, 7))
    parts = [int(colour[start:end], 16) / 255 for start, end in places]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
