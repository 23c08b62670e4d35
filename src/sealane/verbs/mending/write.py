"""A proposal to a draft: each change written by the file of its noun."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from sealane.verbs.mending import endpoints, file_systems, groups, network_acls, policies, routes, tasks, vpcs
from sealane.verbs.mending.unsure import Unsure
from sealane.world.endpoints import Endpoint
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Role
from sealane.world.prefix_lists import PrefixList
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, MountTarget, Repository, Secret
from sealane.world.tasks import TaskDefinition
from sealane.world.vpcs import DhcpOptions, Vpc

if TYPE_CHECKING:
    from sealane.fixes.change import Proposal
    from sealane.verbs.mending.draft import Draft

_Writing = Callable[[Any, Any, Any], None]
_WRITING: Final[dict[type, _Writing]] = {
    Endpoint: endpoints.write,
    SecurityGroup: groups.write,
    NetworkAcl: network_acls.write,
    Vpc: vpcs.write,
    DhcpOptions: vpcs.write_options,
    RouteTable: routes.write,
    TaskDefinition: tasks.write,
    Service: tasks.write_service,
    LogGroup: tasks.write_log_group,
    MountTarget: file_systems.write,
    Role: policies.write_role,
    **dict.fromkeys((Repository, Secret, Bucket, Key, FileSystem), policies.write_store),
}


def write(draft: Draft, proposal: Proposal) -> None:
    """Place every change of a proposal.

    Raises:
        Unsure: when one of them has no sure place.

    """
    for change in proposal.changes:
        # A prefix list of AWS's is there already; only its key was made up.
        if isinstance(change.after, PrefixList):
            continue
        writing = _WRITING.get(type(change.after))
        if writing is None:
            noun = type(change.after).__name__
            msg = f"nothing is known of how a {noun} is written"
            raise Unsure(msg)
        writing(draft, change.before, change.after)
