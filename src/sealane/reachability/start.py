"""A seat made ready for its packets: its subnet and VPC, its groups as filters, the ports it asks from."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.filters import TaskGroupEgress
from sealane.reachability.blocks.towards import Towards
from sealane.reachability.ends import End
from sealane.reachability.group_rules import Filter, filter_of
from sealane.reachability.network_acls import Crossing
from sealane.reachability.outcome import Outcome, Reason, opened
from sealane.reachability.places import end_of, subnet_of, vpc_of
from sealane.reachability.protocols import (
    EPHEMERAL,
    EPHEMERAL_LINUX,
    EPHEMERAL_WINDOWS,
    name_of_protocol,
    number_of_protocol,
)
from sealane.reachability.routes import Lanes, lanes_of, table_of
from sealane.reachability.seat import Seat, System
from sealane.reachability.security_groups import hop, judge
from sealane.reachability.sieve import Asked, Passes
from sealane.records import dataclass
from sealane.verdicts.trace import Packet
from sealane.world.address_sets import EVERY_PORT, Intervals, address_text, span
from sealane.world.security_groups import Direction, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import Vpc

_PORTS = {System.LINUX: EPHEMERAL_LINUX, System.WINDOWS: EPHEMERAL_WINDOWS, System.ANY: EPHEMERAL}
_WITH_PORTS = frozenset({6, 17})
_TCP = 6


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Where packets start; `egress` is empty of rules where no group looks, `lanes` the table or why it is not known.

    With `notes`, groups let everything out and what they are asked is noted there.

    Compared by identity: an atlas makes one for each seat.
    """

    seat: Seat
    subnet: Subnet
    vpc: Vpc
    end: End
    egress: Filter | None
    egress_open: tuple[Reason, ...]
    lanes: Lanes | Reason
    client: Intervals
    notes: list[tuple[End, Asked]] | None = None


def start_of(atlas: Atlas, seat: Seat) -> Start | Reason:
    """Make a seat ready, or say what of its place is not known."""
    return atlas.answer(("start", atlas.interned(seat)), lambda: _start(atlas, seat))


def _start(atlas: Atlas, seat: Seat) -> Start | Reason:
    subnet = subnet_of(atlas, seat.subnet)
    if not isinstance(subnet, Known):
        return subnet
    vpc = vpc_of(atlas, subnet)
    if not isinstance(vpc, Known):
        return vpc
    end = end_of(atlas, seat)
    if not end.addresses:
        return Unknown(f"{subnet.value.id} has no IPv4 block, and AWS's pages differ on endpoints over IPv6")
    groups = seat.security_groups
    egress = filter_of(atlas, groups.value, Direction.EGRESS) if isinstance(groups, Known) and groups.value else None
    table = table_of(atlas, subnet.value)
    return Start(
        seat=seat,
        subnet=subnet.value,
        vpc=vpc.value,
        end=end,
        egress=egress,
        egress_open=_doubts(atlas, seat, vpc.value),
        lanes=lanes_of(atlas, table.value) if isinstance(table, Known) else table,
        client=_PORTS[seat.system],
    )


def _doubts(atlas: Atlas, seat: Seat, vpc: Vpc) -> tuple[Reason, ...]:
    """Return why the groups may be others; AWS refuses a group of another VPC that is not associated with this one.

    https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
    """
    if not isinstance(seat.security_groups, Known):
        return (seat.security_groups,)
    groups = [atlas.fact(SecurityGroup, key) for key in seat.security_groups.value]
    return tuple(
        Unknown(f"AWS refuses {group.origin.name} in {vpc.origin.name}: it belongs to another VPC")
        for group in groups
        if group and isinstance(group.vpc, Known) and vpc.id not in (group.vpc.value, *group.vpcs)
    )


def request(protocol: str, port: int) -> Asked:
    """Return the packets that ask, of a protocol that is known here; TCP for what is not."""
    number = number_of_protocol(protocol)
    alone = span(_TCP, _TCP) if number is None else span(number, number)
    ports = span(port, port) if number is None or number in _WITH_PORTS else EVERY_PORT
    return Asked(alone, ports, ports)


def answer(asked: Asked, client: Intervals) -> Asked:
    """Return the packets that answer: to the ports of a client, any of which may be meant."""
    if asked.protocol.first not in _WITH_PORTS:
        return asked
    return Asked(asked.protocol, client, EPHEMERAL)


def let_out(start: Start, end: End, asked: Asked, towards: Towards, peers: tuple[str, ...] = ()) -> Outcome:
    """Return what the start's own groups make of its packets."""
    if start.notes is not None:
        start.notes.append((end, asked))
        return Outcome()
    if start.egress is None:
        return opened(*start.egress_open) if start.egress_open else Outcome()
    judged = judge(start.egress, asked, end)
    hops = (hop(start.egress, judged, start.seat.origin.name),)
    sifted = judged.sifted
    if sifted.passes is Passes.YES:
        return Outcome(open=start.egress_open, forward=hops)
    if sifted.passes is Passes.MAYBE:
        return Outcome(open=(*start.egress_open, *sifted.why), forward=hops)
    protocol, port = name_of_protocol(asked.protocol.first), asked.ports.first
    missing = sifted.missing or end.addresses
    block = TaskGroupEgress(
        groups=start.egress.groups,
        towards=towards,
        port=port,
        protocol=protocol,
        peer_groups=peers,
        vpc=start.vpc,
        packet=Packet(source=start.end.text, destination=address_text(missing.first), protocol=protocol, port=port),
    )
    return Outcome(blocks=(block,), forward=hops)


def leaving(start: Start, end: End, asked: Asked, towards: Towards) -> Crossing:
    """Return the packets over the border of the start's own subnet."""
    return Crossing(start.subnet.id, Direction.EGRESS, end, asked, towards, here=start.end.text)


def returning(start: Start, end: End, asked: Asked, towards: Towards) -> Crossing:
    """Return the answers over the border of the start's own subnet."""
    back = answer(asked, start.client)
    return Crossing(start.subnet.id, Direction.INGRESS, end, back, towards, answer=True, here=start.end.text)
