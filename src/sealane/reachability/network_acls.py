"""What the network ACLs make of packets that cross the borders of subnets; within a subnet nothing is looked at.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
"""

from __future__ import annotations

from sealane.reachability.acl_entries import AclFilter, acl_filter
from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.filters import NetworkAclBlocks
from sealane.reachability.blocks.towards import Towards
from sealane.reachability.ends import End
from sealane.reachability.indexes import acls_by_subnet, default_acls_by_vpc
from sealane.reachability.outcome import Outcome, opened
from sealane.reachability.protocols import name_of_protocol
from sealane.reachability.sieve import Asked, Passes, Sifted, sift
from sealane.records import dataclass, replace
from sealane.verdicts.trace import Hop, Packet
from sealane.world.address_sets import address_text, span
from sealane.world.gaps import Noun
from sealane.world.network_acls import NetworkAcl
from sealane.world.packet_sets import Box
from sealane.world.security_groups import Direction
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown, Unread, Value

_KINDS = (NetworkAcl,)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Packets over the border of one subnet.

    `end` is the other end as the subnet sees it, `here` the end on the subnet's side; `answer` says that these are
    answers, which go to the ports that clients ask from.
    """

    subnet: str
    direction: Direction
    end: End
    asked: Asked
    towards: Towards
    answer: bool = False
    here: str = ""


def acl_of(atlas: Atlas, subnet: Subnet) -> Value[NetworkAcl]:
    """Return the network ACL of a subnet: the one that names it, else the VPC's default one."""
    named = atlas.named(acls_by_subnet, _KINDS, subnet.id)
    if len(named) == 1:
        return atlas.find(NetworkAcl, Known(named[0]))
    if named:
        return Unknown(f"more than one network ACL names {subnet.id}")
    if not isinstance(subnet.vpc, Known):
        return subnet.vpc
    gap = atlas.gap(Noun.NETWORK_ACLS, subnet.vpc.value)
    if gap is not None:
        return gap
    default = atlas.named(default_acls_by_vpc, _KINDS, subnet.vpc.value)
    if len(default) != 1:
        return Unread(f"the network ACL of {subnet.id} is not in {atlas.world.source.name}")
    return atlas.find(NetworkAcl, Known(default[0]))


def cross(atlas: Atlas, crossing: Crossing) -> Outcome:
    """Return what becomes of packets on the border of a subnet; hops of answers stand in `back`."""
    # An ACL knows no groups, so senders that differ in theirs alone are one.
    plain = replace(crossing, end=crossing.end.bare)
    return atlas.answer(("cross", atlas.interned(plain)), lambda: _cross(atlas, plain))


def _cross(atlas: Atlas, crossing: Crossing) -> Outcome:
    subnet = atlas.find(Subnet, Known(crossing.subnet))
    if not isinstance(subnet, Known):
        return opened(subnet)
    acl = acl_of(atlas, subnet.value)
    if not isinstance(acl, Known):
        return opened(acl)
    found = acl_filter(atlas, acl.value, crossing.direction)
    sifted = sift(found.surely, found.possibly, crossing.asked, crossing.end, found.why)
    hops = (_hop(found, sifted, crossing),)
    forward, back = ((), hops) if crossing.answer else (hops, ())
    if sifted.passes is Passes.YES:
        return Outcome(forward=forward, back=back)
    if sifted.passes is Passes.NO:
        return Outcome(blocks=(_block(found, sifted, crossing, subnet.value),), forward=forward, back=back)
    why = sifted.why or (_partly(crossing),)
    return Outcome(open=why, forward=forward, back=back)


def _partly(crossing: Crossing) -> Unknown:
    if crossing.answer:
        return Unknown(f"the network ACL of {crossing.subnet} lets answers to only some of a client's ports pass")
    return Unknown(f"which addresses of {crossing.towards.key or 'the other end'} are meant is not known")


def _block(found: AclFilter, sifted: Sifted, crossing: Crossing, subnet: Subnet) -> NetworkAclBlocks:
    protocol = name_of_protocol(crossing.asked.protocol.first)
    address = (sifted.missing or crossing.end.addresses).first
    port = crossing.asked.ports.first
    there, here = address_text(address), crossing.here
    out = crossing.direction is Direction.EGRESS
    return NetworkAclBlocks(
        acl=found.acl,
        entry=found.decides(Box(crossing.asked.protocol, span(port, port), span(address, address))),
        direction=crossing.direction,
        answer=crossing.answer,
        protocol=protocol,
        ports=(crossing.asked.could.parts[0][0], crossing.asked.could.parts[-1][1]),
        towards=crossing.towards,
        subnet=subnet,
        packet=Packet(source=here if out else there, destination=there if out else here, protocol=protocol, port=port),
    )


def _hop(found: AclFilter, sifted: Sifted, crossing: Crossing) -> Hop:
    does = {Passes.YES: "allows", Passes.NO: "denies", Passes.MAYBE: "unknown"}[sifted.passes]
    addresses, ports = sifted.missing or crossing.end.addresses, crossing.asked.ports
    rule = None
    if addresses and ports:
        packet = Box(crossing.asked.protocol, span(ports.first, ports.first), span(addresses.first, addresses.first))
        rule = found.decides(packet)
    return Hop(
        kind="network-acl",
        origin=found.acl.origin,
        rule=rule.origin if rule else found.acl.origin,
        does=does,
        detail=f"{'out of' if crossing.direction is Direction.EGRESS else 'into'} {crossing.subnet}",
    )
