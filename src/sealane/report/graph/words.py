"""What is written on a drawing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sealane.drawing.arrows import Sense
from sealane.drawing.carriers import CarrierKind
from sealane.drawing.outside import OutsideKind
from sealane.drawing.subnets import Exposure
from sealane.grammar.patterns import pattern
from sealane.report.escape import visible
from sealane.report.graph.service_names import service_name
from sealane.report.masking import masked
from sealane.report.paragraph import counted, joined, some_of
from sealane.report.style import capital
from sealane.verdicts.verdict import Verdict

if TYPE_CHECKING:
    from sealane.drawing.arrows import Arrow, Entrance
    from sealane.drawing.carriers import Carrier
    from sealane.drawing.outside import Outside
    from sealane.drawing.picture import Picture
    from sealane.drawing.services import ServiceGroup
    from sealane.drawing.subnets import SubnetBox
    from sealane.drawing.vpcs import VpcFrame

_STARTS: Final = {
    Verdict.HOLDS: ("starts", "start"),
    Verdict.FAILS: ("does not start", "do not start"),
    Verdict.UNKNOWN: ("start is not known", "start is not known"),
}
_SEALED: Final = {Verdict.HOLDS: "sealed", Verdict.FAILS: "not sealed", Verdict.UNKNOWN: "seal is not known"}
_CALLS: Final = {
    Verdict.HOLDS: "",
    Verdict.FAILS: "calls fail later",
    Verdict.UNKNOWN: "later calls are not known",
}
_EXPOSURE: Final = {
    Exposure.PRIVATE: "private",
    Exposure.PUBLIC: "public",
    Exposure.UNKNOWN: "private or public, not known",
}
_KINDS: Final = {
    CarrierKind.LOAD_BALANCER: "load balancer",
    CarrierKind.NAT: "NAT gateway",
    CarrierKind.FORWARDER: "forwards",
    CarrierKind.INTERFACE_ENDPOINT: "endpoint",
    CarrierKind.OTHER_ENDPOINT: "endpoint",
    CarrierKind.MOUNT_TARGET: "mount target",
    CarrierKind.GATEWAY_ENDPOINT: "gateway endpoint",
    CarrierKind.INTERNET_GATEWAY: "internet gateway",
    CarrierKind.EGRESS_ONLY: "egress-only gateway",
    CarrierKind.TRANSIT: "transit gateway",
    CarrierKind.PEERING: "peering",
    CarrierKind.OTHER_GATEWAY: "gateway",
    CarrierKind.NO_WAY: "no way out",
    CarrierKind.UNDECIDED: "not known which way",
    CarrierKind.CONTROL_PLANE: "ECS and Fargate",
}
# Endpoints go by their service's name; what else there is tells more by what it is.
_BY_NAME: Final = frozenset({CarrierKind.INTERFACE_ENDPOINT, CarrierKind.OTHER_ENDPOINT})
_ENDS: Final = {
    OutsideKind.CONTROL_PLANE: "AWS IAM and ECS",
    OutsideKind.INTERNET: "Internet",
    OutsideKind.PREMISES: "On premises",
    OutsideKind.SOMEWHERE: "Somewhere outside",
}
# How many letters of names a box of several services shows.
_NAMES: Final = 52
_FEWER: Final = 32
_SENSES: Final = {Sense.LEAK: "leaves to the internet", Sense.INTRUSION: "comes in from the internet"}
_LEGEND: Final = (
    ("holds", "holds"),
    ("fails", "fails: the cross is where it breaks"),
    ("unknown", "not known"),
    ("wall-holds", "sealed"),
    ("wall-fails", "open: a way to or from the internet"),
    ("wall-unknown", "seal not known"),
    ("private", "private subnet"),
    ("public", "public subnet: routed to an internet gateway"),
)
# The modules in front of a Terraform address: what is drawn in one box is of one module, and the rest tells more.
_MODULES: Final = pattern(r'^(?:module\.[^.\[]+(?:\[(?:"[^"]*"|\d+)\])?\.)+')


class Words:
    """English words, without what the source marks as sensitive and with every character visible."""

    def __init__(self, hidden: tuple[str, ...] = ()) -> None:
        """Keep what must not be shown."""
        self._hidden = hidden

    def shown(self, text: str) -> str:
        """Return a text as it may be shown."""
        return masked(visible(text), self._hidden)

    def title(self, picture: Picture) -> tuple[str, str]:
        """Name the source, and count what holds and what does not."""
        counts: Counter[Verdict] = Counter()
        for frame in picture.vpcs:
            for group in frame.groups:
                counts[group.weighed] += len(group.services)
        of = f"{counted(picture.services, 'service')} in {counted(len(picture.vpcs), 'VPC')}"
        said = [
            f"{counts[verdict]:,} {verb}"
            for verdict, verb in (
                (Verdict.FAILS, "fails" if counts[Verdict.FAILS] == 1 else "fail"),
                (Verdict.UNKNOWN, "not known"),
                (Verdict.HOLDS, "holds" if counts[Verdict.HOLDS] == 1 else "hold"),
            )
            if counts[verdict]
        ]
        detail = f"{of}: {', '.join(said)}" if said else "There is no Fargate service in it"
        return self.shown(picture.source), f"{capital(picture.verdict.value)}. {detail}"

    def region(self, region: str, account: str) -> str:
        """Name both, as far as they are known."""
        known = [
            part for part in (f"Region {region}" if region else "", f"account {account}" if account else "") if part
        ]
        return self.shown(", ".join(known) or "A Region that is not known")

    def vpc(self, frame: VpcFrame) -> str:
        """Name a VPC with its blocks."""
        if not frame.key:
            return "A VPC that the source does not name"
        idle = f"{counted(frame.idle, 'more subnet')}" if frame.idle else ""
        return self.shown("  ·  ".join(filter(None, (f"VPC {frame.name}", ", ".join(frame.cidrs), idle))))

    def seal(self, frame: VpcFrame) -> str:
        """Say where the wall is open."""
        names = {carrier.key: _local(carrier.name) or _KINDS[carrier.kind] for carrier in frame.carriers}
        open_ = joined(list(dict.fromkeys(names[key] for key in frame.openings if key in names)))
        text = capital(_SEALED[frame.seal])
        return self.shown(f"{text}: open at {open_}" if open_ else text)

    def zone(self, name: str) -> str:
        """Name a zone."""
        return self.shown(f"Zone {name}" if name else "Zone not known")

    def subnet(self, box: SubnetBox) -> tuple[str, str]:
        """Say where a subnet is and whether it is public."""
        return self.shown(_local(box.name)), self.shown("  ·  ".join(filter(None, (box.cidr, _EXPOSURE[box.exposure]))))

    def service(self, group: ServiceGroup) -> tuple[str, str, str]:
        """Return the name or the number of services, what is proved, and their groups or names."""
        several = len(group.services) > 1
        name = counted(len(group.services), "service") if several else group.names[0]
        calls = "" if group.verdict in {group.starts, group.sealed} else _CALLS[group.verdict]
        accepted = "accepted" if group.weighed is not group.verdict else ""
        status = (_STARTS[group.starts][several], _SEALED[group.sealed], calls, accepted)
        details = some_of(group.names, _NAMES) if several else ", ".join(map(_local, group.security_groups))
        return self.shown(name), "  ·  ".join(filter(None, status)), self.shown(details)

    def brief(self, group: ServiceGroup) -> tuple[str, str]:
        """Return the same in two lines, with the names of several."""
        name, status, _ = self.service(group)
        return (self.shown(f"{name}: {some_of(group.names, _FEWER)}") if len(group.services) > 1 else name), status

    def task(self, group: ServiceGroup) -> str:
        """Say that tasks may be placed there."""
        return "tasks" if len(group.services) > 1 or group.tasks != 1 else "task"

    def carrier(self, carrier: Carrier) -> str:
        """Name a carrier, or say what is missing."""
        kind = _KINDS[carrier.kind]
        if not carrier.name:
            return "not known which way" if carrier.unsure else kind
        if carrier.unsure:
            return self.shown(f"not known: {kind} for {carrier.name}")
        if carrier.absent:
            return self.shown(f"no {kind} for {carrier.name}")
        name = carrier.name if carrier.kind in _BY_NAME else f"{kind} {carrier.name}"
        several = carrier.kind is CarrierKind.NAT and len(carrier.origins) > 1
        return self.shown(f"{name} and {len(carrier.origins) - 1} more" if several else name)

    def chip(self, carrier: Carrier, address: str = "") -> tuple[str, str]:
        """Return the name with what it is; an endpoint says more by its address."""
        if not carrier.name or carrier.absent or carrier.unsure:
            return self.carrier(carrier), ""
        kind = "" if carrier.kind in _BY_NAME else _KINDS[carrier.kind]
        several = carrier.kind is CarrierKind.NAT and len(carrier.origins) > 1
        name = _local(carrier.name)
        name = f"{name} and {len(carrier.origins) - 1} more" if several else name
        return self.shown(name), self.shown(", ".join(filter(None, (kind, address))))

    def gate(self, name: str) -> tuple[str, str]:
        """Name the gateway."""
        return self.shown(_local(name)), _KINDS[CarrierKind.INTERNET_GATEWAY]

    def origin(self, carrier: Carrier) -> str:
        """Say who makes these calls."""
        return _KINDS[carrier.kind]

    def outside(self, outside: Outside) -> tuple[str, str]:
        """Name an AWS service by its name, another VPC by what the source calls it, the rest by what it is."""
        if outside.kind is OutsideKind.SERVICE:
            name = service_name(outside.name)
            detail = f"{outside.name}, {outside.region}" if outside.region else outside.name
            return self.shown(name or outside.name), self.shown(detail if name else outside.region)
        if outside.kind is OutsideKind.VPC:
            return self.shown(f"VPC {outside.vpc}"), self.shown(f"endpoint {outside.name}" if outside.name else "")
        return self.shown(outside.name or _ENDS[outside.kind]), ""

    def arrow(self, arrow: Arrow, frame: VpcFrame) -> tuple[str, str]:
        """Return the step with whose it is, and the causes."""
        return self.step(arrow) + self._whose(arrow.groups, frame), self.detail(arrow)

    def step(self, arrow: Arrow) -> str:
        """Return what an arrow is called, without whose it is."""
        times = f" \u00d7{arrow.subjects}" if arrow.subjects > 1 else ""
        return f"{_SENSES.get(arrow.sense, arrow.name)}{times}"

    def detail(self, arrow: Arrow) -> str:
        """Return what breaks an arrow first, and how much else does."""
        more = f" and {len(arrow.causes) - 1} more" if len(arrow.causes) > 1 else ""
        return "".join(arrow.causes[:1]) + more + (" (accepted)" if arrow.accepted else "")

    def entrance(self, entrance: Entrance, frame: VpcFrame) -> str:
        """Name the listener's ports with whose they are."""
        return self.ports(entrance) + self._whose((entrance.group,), frame)

    def ports(self, entrance: Entrance) -> str:
        """Name the listener's ports."""
        return f"port {', '.join(map(str, entrance.ports))}" if entrance.ports else "listener"

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Explain every sign."""
        return _LEGEND

    def _whose(self, groups: tuple[int, ...], frame: VpcFrame) -> str:
        if len(frame.groups) == 1:
            return ""
        if len(groups) > 1:
            return f"  ·  {'all' if len(groups) == len(frame.groups) else len(groups)} of {len(frame.groups)} boxes"
        names = frame.groups[groups[0]].names
        return self.shown(f"  ·  {names[0]}" + (f" and {len(names) - 1} more" if len(names) > 1 else ""))


def _local(name: str) -> str:
    """Return a Terraform address within its module, any other name as it is."""
    return _MODULES.sub("", name)
