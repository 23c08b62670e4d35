"""Interface endpoints of an existing VPC: which serve, whom they admit, and which must be added.

An endpoint serves every zone of its VPC, whatever subnets it stands in:
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sealane.records import dataclass
from sealane.startup.admission import admits
from sealane.startup.endpoint_facts import (
    allows_everything,
    available,
    going_or_coming,
    has_private_names,
    known,
    offers,
    subnets_per_zone,
)
from sealane.startup.needs import EndpointNeed
from sealane.startup.supply_findings import Caution, EndpointDoesNotServe, EndpointPolicyNotDefault, NamesTaken
from sealane.startup.supply_parts import Admission, NewEndpoint, Use
from sealane.world.endpoints import Endpoint
from sealane.world.existing_network import ExistingNetwork
from sealane.world.values import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceSupply:
    """The interface part of a supply."""

    used: tuple[Use, ...] = ()
    added: tuple[NewEndpoint, ...] = ()
    admissions: tuple[Admission, ...] = ()
    obstacles: tuple[NamesTaken, ...] = ()
    cautions: tuple[Caution, ...] = ()

    def __add__(self, other: InterfaceSupply) -> InterfaceSupply:
        """Put two parts together."""
        return InterfaceSupply(
            used=self.used + other.used,
            added=self.added + other.added,
            admissions=self.admissions + other.admissions,
            obstacles=self.obstacles + other.obstacles,
            cautions=self.cautions + other.cautions,
        )


def supplied(needs: Iterable[EndpointNeed], network: ExistingNetwork, subnet_ids: Sequence[str]) -> InterfaceSupply:
    """Return what is there for each need and what must be added."""
    return sum((_one(need, network, subnet_ids) for need in needs), InterfaceSupply())


def _one(need: EndpointNeed, network: ExistingNetwork, subnet_ids: Sequence[str]) -> InterfaceSupply:
    same = [e for e in network.endpoints if offers(e, need) and e.vpc == Known(network.vpc.id)]
    serving = next((e for e in same if available(e) and has_private_names(e)), None)
    if serving is not None:
        return _use(need, serving, network, subnet_ids)
    # Private DNS can be on only once for a name in a VPC; without it, endpoints of one service stand side by side.
    holder = next((e for e in same if has_private_names(e) and going_or_coming(e)), None)
    if holder is not None:
        return InterfaceSupply(obstacles=(NamesTaken(need=need, endpoint=holder),))
    idle: tuple[Caution, ...] = tuple(
        EndpointDoesNotServe(need=need, endpoint=e, because="private-dns-off" if available(e) else "state")
        for e in same
    )
    new = NewEndpoint(need=need, subnet_ids=subnets_per_zone(network, subnet_ids))
    return InterfaceSupply(added=(new,), cautions=idle)


def _use(
    need: EndpointNeed, endpoint: Endpoint, network: ExistingNetwork, subnet_ids: Sequence[str]
) -> InterfaceSupply:
    policy: tuple[Caution, ...] = (
        () if allows_everything(endpoint.policy) else (EndpointPolicyNotDefault(need=need, endpoint=endpoint),)
    )
    return InterfaceSupply(
        used=(Use(need=need, endpoint=endpoint),),
        admissions=admission(need, endpoint, network, subnet_ids),
        cautions=policy,
    )


def admission(
    need: EndpointNeed, endpoint: Endpoint, network: ExistingNetwork, subnet_ids: Sequence[str]
) -> tuple[Admission, ...]:
    """Return the security group to open, nothing when the groups together admit every chosen subnet on 443."""
    own = known(endpoint.security_groups)
    groups = [group for group in network.security_groups if group.id in own]
    cidrs = [subnet.cidr for subnet in network.subnets if subnet.id in subnet_ids]
    if not own or admits(groups, cidrs):
        return ()
    return (Admission(need=need, endpoint=endpoint, security_group_id=own[0]),)
