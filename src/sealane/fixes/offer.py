"""A finding to the change that removes it, proved before it is offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sealane.fixes import endpoints, file_systems, groups, network_acls, policies, routes, tasks, vpcs
from sealane.fixes.case import Case
from sealane.fixes.change import Change, Proposal, collected
from sealane.proof.blocks import permissions, placement, stores
from sealane.proof.fold import subject_of
from sealane.proof.prove import prove
from sealane.reachability.blocks import endpoints as closed
from sealane.reachability.blocks import file_systems as files
from sealane.reachability.blocks import filters, leaks, names, ways
from sealane.verdicts.proof import Finding, ServiceProof
from sealane.verdicts.verdict import Verdict, worst
from sealane.world.world import World

_Making = Callable[[Any, Case], Proposal | None]
_TABLE: Final[dict[type, _Making]] = {
    closed.EndpointMissing: endpoints.missing,
    closed.EndpointElsewhere: endpoints.missing,
    closed.EndpointPrivateDnsOff: endpoints.private_names,
    closed.EndpointGroupIngress: groups.let_tasks_in,
    closed.GatewayEndpointNotRouted: endpoints.routed,
    files.MountTargetIngress: groups.let_tasks_in,
    files.MountTargetMissing: file_systems.mount_target,
    filters.TaskGroupEgress: groups.let_tasks_out,
    filters.NetworkAclBlocks: network_acls.let_through,
    leaks.InternetByNat: routes.without_route,
    leaks.InternetByNatInstance: routes.without_route,
    leaks.InternetByIpv6: routes.without_route,
    leaks.InternetByTransit: routes.without_route,
    leaks.InternetByPublicAddress: routes.without_address,
    leaks.ReachableFromInternet: routes.without_address,
    names.VpcDnsOff: vpcs.dns_on,
    names.CustomNameServers: vpcs.amazon_name_server,
    ways.NoPublicAddress: endpoints.private_way,
    ways.NatHasNoWayOut: endpoints.private_way,
    ways.ForwarderBlocks: endpoints.private_way,
    permissions.RoleLacks: policies.allow_role,
    permissions.LayerDenies: policies.allow_by_layer,
    permissions.RoleNotAssumable: policies.trust_ecs,
    placement.SizeNotOffered: tasks.offered_size,
    stores.PlatformMismatch: tasks.offered_platform,
    stores.OtherRegion: tasks.own_log_region,
    stores.LogGroupMissing: tasks.log_group,
}
_RANK = {Verdict.HOLDS: 0, Verdict.UNKNOWN: 1, Verdict.FAILS: 2}


def proposal_for(finding: Finding, proof: ServiceProof, world: World) -> Proposal | None:
    """Return the change that removes a finding; `None` when nothing small surely does.

    The changed world is proved: the finding must be gone, nothing new may be found, and no answer may be worse.
    """
    proposal = _made(finding, proof, world)
    if proposal is None or not proposal.changes:
        return None
    after = prove(proposal.applied(world), only={proof.service.id}).services
    return proposal if after and _better(finding, proof, after[0]) else None


def _made(finding: Finding, proof: ServiceProof, world: World) -> Proposal | None:
    """Make the changes of all blocks of a finding, each in the world as those before it leave it."""
    changes: list[Change] = []
    for block in finding.blocks:
        make = _TABLE.get(type(block))
        proposal = None if make is None else make(block, Case(finding=finding, proof=proof, world=world))
        if proposal is None:
            return None
        changes += proposal.changes
    return Proposal(changes=tuple(collected(changes)))


def _better(finding: Finding, before: ServiceProof, after: ServiceProof) -> bool:
    """Tell whether a finding is gone and everything else is as good as before."""
    old = {subject_of(one.block) for one in before.findings}
    new = {subject_of(one.block) for one in after.findings}
    if subject_of(finding.block) in new or not new <= old:
        return False
    return all(_RANK[now] <= _RANK[then] for now, then in zip(_answers(after), _answers(before), strict=True))


def _answers(proof: ServiceProof) -> tuple[Verdict, Verdict, Verdict]:
    return proof.starts, proof.sealed, worst(one.verdict for one in proof.steps)
