"""Whether an internet gateway lets packets of a subnet through: attached, and not shut for the whole account.

https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
"""

from __future__ import annotations

import enum

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.ways import Obstruction
from sealane.reachability.outcome import Reason
from sealane.records import dataclass
from sealane.world.gaps import Noun
from sealane.world.gateways import Gateway
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import BlockPublicAccess


class Passing(enum.Enum):
    """Who uses the gateway: an address of its own, something that starts every connection, or a stranger."""

    DIRECT = "direct"
    OUTBOUND_ONLY = "outbound-only"
    INBOUND = "inbound"


@dataclass(frozen=True, slots=True)
class Gate:
    """What surely closes it, and why nobody can say; neither when it is open."""

    closed: Obstruction | None = None
    open: tuple[Reason, ...] = ()


def gate_of(atlas: Atlas, gateway: Gateway, subnet: Subnet, passing: Passing) -> Gate:
    """Return whether a gateway lets packets of a subnet through."""
    question = ("gate", gateway.id, subnet.id, passing)
    return atlas.answer(question, lambda: _gate(atlas, atlas.fact(Gateway, gateway.id) or gateway, subnet, passing))


def _gate(atlas: Atlas, gateway: Gateway, subnet: Subnet, passing: Passing) -> Gate:
    vpc = (atlas.fact(Subnet, subnet.id) or subnet).vpc
    if not isinstance(vpc, Known):
        return Gate(open=(vpc,))
    if not isinstance(gateway.vpcs, Known):
        return Gate(open=(gateway.vpcs,))
    if vpc.value not in gateway.vpcs.value:
        return Gate(Obstruction.DETACHED)
    return _public_access(atlas, vpc.value, subnet.id, passing)


def _public_access(atlas: Atlas, vpc: str, subnet: str, passing: Passing) -> Gate:
    why: list[Reason] = []
    if Noun.BLOCK_PUBLIC_ACCESS not in atlas.world.source.assumed:
        gap = atlas.gap(Noun.BLOCK_PUBLIC_ACCESS, vpc)
        why += [gap] if gap else []
    closing: list[Gate] = [
        gate for one in atlas.facts(BlockPublicAccess).values() if (gate := _by(one, (subnet, vpc), passing)) != Gate()
    ]
    sole = len(atlas.facts(BlockPublicAccess)) == 1
    for gate in closing:
        if gate.closed is not None and sole:
            return Gate(gate.closed)
        why += gate.open
        if gate.closed is not None:
            why.append(Unknown("which account's block of public access counts here"))
    return Gate(open=tuple(why))


def _by(one: BlockPublicAccess, scopes: tuple[str, str], passing: Passing) -> Gate:
    if not isinstance(one.mode, Known):
        return Gate(open=(one.mode,))
    if one.mode.value not in ("block-bidirectional", "block-ingress"):
        return Gate()
    if not isinstance(one.exclusions, Known):
        return Gate(open=(one.exclusions,))
    excluded = {mode for key, mode in one.exclusions.value if key in scopes}
    if "allow-bidirectional" in excluded:
        return Gate()
    both = one.mode.value == "block-bidirectional" and "allow-egress" not in excluded
    if both or passing is Passing.INBOUND:
        return Gate(Obstruction.PUBLIC_ACCESS_BLOCKED)
    if passing is Passing.OUTBOUND_ONLY:
        return Gate()
    # AWS says that only NAT and egress-only gateways are spared, and does not say what becomes of a packet that leaves
    # by an address of its own.
    return Gate(open=(Unknown("whether a blocked ingress stops packets that leave by a public address"),))
