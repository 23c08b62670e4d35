"""A VPC as it is drawn: its frame, what is in it, and the seal as a wall around it."""

from __future__ import annotations

from sealane.drawing.arrows import Arrow, Entrance
from sealane.drawing.carriers import Carrier
from sealane.drawing.services import ServiceGroup
from sealane.drawing.subnets import SubnetBox
from sealane.records import dataclass
from sealane.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcFrame:
    """One VPC with the services in it.

    Attributes:
        key: the VPC's key; empty for services of which nobody knows where they run.
        name: what the source calls it.
        cidrs: its blocks, as far as known.
        seal: whether nothing leaves to the internet and nothing comes in from it, of any of its services.
        openings: keys of the carriers at which the wall is open.
        subnets: those that something drawn is in.
        idle: how many subnets it has that nothing drawn is in.

    """

    key: str
    name: str
    cidrs: tuple[str, ...] = ()
    region: str = ""
    account: str = ""
    seal: Verdict
    openings: tuple[str, ...] = ()
    subnets: tuple[SubnetBox, ...] = ()
    idle: int = 0
    groups: tuple[ServiceGroup, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    entrances: tuple[Entrance, ...] = ()
