"""A picture with its coordinates."""

from __future__ import annotations

import enum

from sealane.drawing.arrows import Arrow, Entrance
from sealane.drawing.carriers import Carrier
from sealane.drawing.layout.box import Box
from sealane.drawing.layout.label import Label
from sealane.drawing.outside import Outside
from sealane.drawing.services import ServiceGroup
from sealane.drawing.subnets import SubnetBox
from sealane.drawing.vpcs import VpcFrame
from sealane.records import dataclass


class PanelKind(enum.StrEnum):
    """What a rectangle stands for; those of one kind never overlap."""

    REGION = "region"
    VPC = "vpc"
    ZONE = "zone"
    SUBNET = "subnet"
    SERVICE = "service"
    TASK = "task"
    CARRIER = "carrier"
    CHIP = "chip"
    GATE = "gate"
    ORIGIN = "origin"
    OUTSIDE = "outside"


Subject = VpcFrame | SubnetBox | ServiceGroup | Carrier | Outside | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A rectangle with what is written in it, and what it stands for."""

    kind: PanelKind
    box: Box
    labels: tuple[Label, ...] = ()
    subject: Subject = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One straight arrow at the height `y`.

    Attributes:
        start: where it begins: its trunk, or the right edge of what sends it.
        end: where it arrives.
        dots: the trunks that it leaves from.
        labels: its name and what breaks it, on the line.
        mark: where the sign of its verdict stands.
        broken: where it breaks; `None` for one that does not.
        inwards: whether it is drawn from the right to the left.

    """

    arrow: Arrow | Entrance
    frame: VpcFrame
    y: float
    start: float
    end: float
    dots: tuple[float, ...]
    labels: tuple[Label, ...]
    mark: float
    broken: float | None = None
    inwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """The line from a service to its arrows: from its box to the left, then up and down."""

    group: ServiceGroup
    x: float
    top: float
    bottom: float
    exit_x: float
    exit_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A VPC's seal: its frame, and from where to where its right side is open."""

    frame: VpcFrame
    box: Box
    gaps: tuple[tuple[float, float], ...]
    label: Label
    ports: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An entry of the legend."""

    kind: str
    box: Box
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Everything with its place, from the back to the front."""

    width: float
    height: float
    titles: tuple[Label, ...]
    panels: tuple[Panel, ...]
    walls: tuple[Wall, ...]
    trunks: tuple[Trunk, ...]
    strokes: tuple[Stroke, ...]
    legend: tuple[Sign, ...]
