"""The heights of rows: each arrow of a carrier has a slot in its row."""

from __future__ import annotations

from typing import Final

from sealane.drawing.arrows import Arrow, Entrance, Sense
from sealane.drawing.layout.wording import Wording
from sealane.drawing.vpcs import VpcFrame
from sealane.records import dataclass

ONE_LINE: Final = 26.0
TWO_LINES: Final = 38.0
_LEAST: Final = 42.0
_PAD: Final = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """An arrow's place in its row, `offset` from the row's upper edge to its middle."""

    content: Arrow | Entrance
    texts: tuple[str, str]
    offset: float


def slots_of(frame: VpcFrame, wording: Wording) -> dict[str, tuple[tuple[Slot, ...], float]]:
    """Return the slots of each carrier's row, with the row's height."""
    content: dict[str, list[Arrow | Entrance]] = {carrier.key: [] for carrier in frame.carriers}
    broken = {(one.carrier, group) for one in frame.arrows if one.sense is Sense.INTRUSION for group in one.groups}
    for entrance in frame.entrances:
        if (entrance.carrier, entrance.group) not in broken:
            content[entrance.carrier].append(entrance)
    for arrow in frame.arrows:
        content[arrow.carrier].append(arrow)
    return {key: _row(found, frame, wording) for key, found in content.items()}


def _row(content: list[Arrow | Entrance], frame: VpcFrame, wording: Wording) -> tuple[tuple[Slot, ...], float]:
    texts = [_texts(one, frame, wording) for one in content]
    heights = [TWO_LINES if detail else ONE_LINE for _, detail in texts]
    height = max(_LEAST, sum(heights) + _PAD)
    at = (height - sum(heights)) / 2
    slots = []
    for one, words, tall in zip(content, texts, heights, strict=True):
        slots.append(Slot(content=one, texts=words, offset=at + tall / 2))
        at += tall
    return tuple(slots), height


def _texts(content: Arrow | Entrance, frame: VpcFrame, wording: Wording) -> tuple[str, str]:
    if isinstance(content, Entrance):
        return wording.entrance(content, frame), ""
    return wording.arrow(content, frame)
