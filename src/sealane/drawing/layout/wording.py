"""What is written on a picture; the words themselves are chosen by whoever shows it."""

from __future__ import annotations

from typing import Protocol

from sealane.drawing.arrows import Arrow, Entrance
from sealane.drawing.carriers import Carrier
from sealane.drawing.outside import Outside
from sealane.drawing.picture import Picture
from sealane.drawing.services import ServiceGroup
from sealane.drawing.subnets import SubnetBox
from sealane.drawing.vpcs import VpcFrame


class Wording(Protocol):
    """Chooses one short line, or a few, for each thing that is drawn."""

    def title(self, picture: Picture) -> tuple[str, str]:
        """Return the title and the line below it."""

    def region(self, region: str, account: str) -> str:
        """Name a Region and an account."""

    def vpc(self, frame: VpcFrame) -> str:
        """Name a VPC."""

    def seal(self, frame: VpcFrame) -> str:
        """Say whether a VPC's wall is whole."""

    def zone(self, name: str) -> str:
        """Name an availability zone; the name is empty where nobody knows it."""

    def subnet(self, box: SubnetBox) -> tuple[str, str]:
        """Return a subnet's name and the line below it."""

    def service(self, group: ServiceGroup) -> tuple[str, str, str]:
        """Return a box's name, what was found, and further details."""

    def brief(self, group: ServiceGroup) -> tuple[str, str]:
        """Return a low box's name, and what was found."""

    def task(self, group: ServiceGroup) -> str:
        """Say what stands in each subnet of a service."""

    def carrier(self, carrier: Carrier) -> str:
        """Name a carrier."""

    def chip(self, carrier: Carrier, address: str = "") -> tuple[str, str]:
        """Return a carrier's name and the line below it, with its address where that is known."""

    def gate(self, name: str) -> tuple[str, str]:
        """Name the internet gateway behind a carrier."""

    def origin(self, carrier: Carrier) -> str:
        """Say who sends the packets of a carrier that is outside of the VPC."""

    def outside(self, outside: Outside) -> tuple[str, str]:
        """Return a name and the line below it."""

    def arrow(self, arrow: Arrow, frame: VpcFrame) -> tuple[str, str]:
        """Return an arrow's name, and what breaks it, else an empty text."""

    def entrance(self, entrance: Entrance, frame: VpcFrame) -> str:
        """Name a load balancer's way to a service."""

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return each sign's kind with what it means."""
