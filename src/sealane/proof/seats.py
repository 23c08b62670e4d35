"""The places of a service's tasks, and the VPCs that they are in."""

from __future__ import annotations

from sealane.proof.estate import Estate
from sealane.reachability.alike import Like, like_of
from sealane.reachability.seat import Seat
from sealane.reachability.seats import seats_of
from sealane.records import dataclass
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unread, Value
from sealane.world.vpcs import Vpc


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """One seat for each subnet; `vpc` is the VPC that all of them are in, which Fargate requires.

    `likes` are equal for places that are alike.
    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
    """

    seats: tuple[Seat, ...]
    likes: tuple[Like, ...]
    vpc: Value[Vpc]

    @property
    def vpcs(self) -> tuple[str, ...]:
        """The key of the VPC, when it is known."""
        return (self.vpc.value.id,) if isinstance(self.vpc, Known) else ()


def places_of(service: Service, estate: Estate) -> Seats:
    """Return where a service's tasks may be placed."""
    atlas = estate.atlas
    seats = seats_of(atlas, service)
    likes = tuple([like_of(atlas, seat) for seat in seats])
    return Seats(seats=seats, likes=likes, vpc=_vpc_of(seats, service, estate))


def _vpc_of(seats: tuple[Seat, ...], service: Service, estate: Estate) -> Value[Vpc]:
    if not seats:
        none = Unread(f"{service.origin.name} names no subnet that {estate.world.source.name} has")
        return none if isinstance(service.subnets, Known) else service.subnets
    subnet = estate.world.find(Subnet, seats[0].subnet)
    return estate.world.find(Vpc, subnet.value.vpc) if isinstance(subnet, Known) else subnet
