"""Packets to something in the same VPC and their answers: groups at both ends, ACLs where subnets differ, local routes.

https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.between import Place, aside_between, between, into, out_again
from sealane.reachability.blocks.endpoints import EndpointGroupIngress
from sealane.reachability.blocks.file_systems import MountTargetIngress
from sealane.reachability.blocks.towards import Towards
from sealane.reachability.ends import End
from sealane.reachability.group_rules import Filter
from sealane.reachability.outcome import Outcome, Reason, doubted, together
from sealane.reachability.protocols import name_of_protocol
from sealane.reachability.security_groups import hop, judge
from sealane.reachability.sieve import Asked, Passes
from sealane.reachability.start import Start, answer, let_out
from sealane.records import dataclass
from sealane.verdicts.trace import Block, Hop
from sealane.world.address_sets import Intervals
from sealane.world.endpoints import Endpoint
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.stores import MountTarget
from sealane.world.subnets import Subnet


@dataclass(frozen=True, slots=True)
class Landing:
    """An interface that packets are meant for: whose it is, its subnet, and its groups as a filter.

    `ingress` is `None` where no group looks; `open` says what of it is not known.
    """

    fact: Endpoint | MountTarget | NetworkInterface | Instance | None
    subnet: Subnet
    end: End
    ingress: Filter | None
    open: tuple[Reason, ...] = ()

    @property
    def place(self) -> Place:
        """Where it is, whosever it is."""
        return Place(self.subnet, self.end)


def deliver(atlas: Atlas, start: Start, landing: Landing, asked: Asked, towards: Towards) -> Outcome:
    """Follow packets from a start to a landing in its own VPC, and their answers back."""
    out = let_out(start, landing.end, asked, towards, tuple(sorted(landing.end.groups)))
    let_in = _let_in(landing, start.end, asked)
    if start.subnet.id == landing.subnet.id:
        return together((out, let_in))
    aside = aside_between(atlas, start, landing.place)
    let_in = doubted(let_in, *aside) if aside else let_in
    there, back = between(atlas, start, landing.place, asked, towards)
    return together((out, there, let_in, back))


def arriving(
    atlas: Atlas,
    landing: Landing,
    source: End,
    asked: Asked,
    towards: Towards,
) -> list[Outcome]:
    """Return what the landing's subnet and groups make of packets from a source."""
    return [into(atlas, landing.place, source, asked, towards), _let_in(landing, source, asked)]


def answering(
    atlas: Atlas, landing: Landing, source: End, asked: Asked, client: Intervals, towards: Towards
) -> list[Outcome]:
    """Return what the landing's subnet makes of answers to a source."""
    return [out_again(atlas, landing.place, source, answer(asked, client), towards)]


def _let_in(landing: Landing, source: End, asked: Asked) -> Outcome:
    name = landing.fact.origin if landing.fact else landing.subnet.origin
    delivered = Hop(kind=_kind(landing), origin=name, rule=name, does="delivers")
    if landing.ingress is None:
        return Outcome(open=landing.open, forward=(delivered,))
    judged = judge(landing.ingress, asked, source)
    seen = hop(landing.ingress, judged, name.name)
    if judged.sifted.passes is Passes.YES:
        return Outcome(open=landing.open, forward=(seen, delivered))
    if judged.sifted.passes is Passes.MAYBE:
        return Outcome(open=(*landing.open, *judged.sifted.why), forward=(seen,))
    return Outcome(blocks=(_refusal(landing, landing.ingress, source, asked),), forward=(seen,))


def _kind(landing: Landing) -> str:
    match landing.fact:
        case Endpoint():
            return "endpoint"
        case MountTarget():
            return "mount-target"
        case Instance():
            return "instance"
        case _:
            return "network-interface"


def _refusal(landing: Landing, ingress: Filter, source: End, asked: Asked) -> Block:
    blocks, groups = (source.text,), tuple(sorted(source.groups))
    if isinstance(landing.fact, MountTarget):
        return MountTargetIngress(
            mount_target=landing.fact,
            groups=ingress.groups,
            task_groups=groups,
            port=asked.ports.first,
            source=blocks,
            subnet=landing.subnet,
        )
    return EndpointGroupIngress(
        groups=ingress.groups,
        task_groups=groups,
        port=asked.ports.first,
        protocol=name_of_protocol(asked.protocol.first),
        source=blocks,
        endpoint=landing.fact,
        subnet=landing.subnet,
    )
