"""Rules that security groups lack."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.fixes.case import Case
from sealane.fixes.change import Proposal, added, changed, together
from sealane.fixes.endpoints import group_of_endpoints
from sealane.reachability.blocks.endpoints import EndpointGroupIngress
from sealane.reachability.blocks.file_systems import MountTargetIngress
from sealane.reachability.blocks.filters import TaskGroupEgress
from sealane.reachability.blocks.towards import TowardsKind
from sealane.records import replace
from sealane.world.endpoints import Endpoint
from sealane.world.prefix_lists import PrefixList
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.values import Known
from sealane.world.vpcs import Vpc


def let_tasks_in(block: EndpointGroupIngress | MountTargetIngress, case: Case) -> Proposal | None:
    """Let the task's groups into the endpoint's, or the mount target's, group on the port."""
    peers = block.task_groups or case.groups
    group = next((one for one in block.groups if not one.default), None)
    if not peers:
        return None
    if group is not None:
        rules = [_rule(group, Direction.INGRESS, block.port, PeerKind.GROUP, peer) for peer in peers]
        return _with(group, rules)
    if not isinstance(block, EndpointGroupIngress) or not isinstance(block.endpoint, Endpoint):
        return None
    # The VPC's default group is everybody's; the endpoint gets a group of its own instead of a hole in that one.
    vpc = case.world.find(Vpc, block.endpoint.vpc)
    if not isinstance(vpc, Known):
        return None
    own = group_of_endpoints(vpc.value, case)
    endpoint = changed(block.endpoint, replace(block.endpoint, security_groups=Known((own.id,))))
    return endpoint if own.id in case.world.table(SecurityGroup) else together((added(own), endpoint))


def let_tasks_out(block: TaskGroupEgress, case: Case) -> Proposal | None:
    """Let the task's group out to what the step needs, and to nothing else."""
    group = next(iter(block.groups), None)
    if group is None:
        return None
    kind, key = block.towards.kind, block.towards.key
    if kind is TowardsKind.PREFIX_LIST:
        lists = [one for one in case.world.table(PrefixList).values() if one.name == Known(key)]
        new = PrefixList(id=key, origin=group.origin, name=Known(key), cidrs=Known(()), aws=Known(True))  # noqa: FBT003
        chosen = lists[0] if lists else new
        rule = _rule(group, Direction.EGRESS, block.port, PeerKind.PREFIX_LIST, chosen.id)
        return _with(group, [rule]) if lists else together((added(new), _with(group, [rule])))
    if kind in {TowardsKind.ENDPOINTS, TowardsKind.FILE_SYSTEM} and block.peer_groups:
        rules = [_rule(group, Direction.EGRESS, block.port, PeerKind.GROUP, peer) for peer in block.peer_groups]
        return _with(group, rules)
    if kind is TowardsKind.ENDPOINTS and block.vpc is not None and isinstance(block.vpc.cidrs, Known):
        blocks = block.vpc.cidrs.value
        return _with(group, [_rule(group, Direction.EGRESS, block.port, PeerKind.CIDR, one) for one in blocks])
    return None


def _with(group: SecurityGroup, rules: Iterable[GroupRule]) -> Proposal:
    return changed(group, replace(group, rules=(*group.rules, *rules)))


def _rule(group: SecurityGroup, direction: Direction, port: int, kind: PeerKind, peer: str) -> GroupRule:
    return GroupRule(
        origin=group.origin,
        direction=direction,
        protocol=Known("tcp"),
        from_port=Known(port),
        to_port=Known(port),
        kind=kind,
        peer=Known(peer),
    )
