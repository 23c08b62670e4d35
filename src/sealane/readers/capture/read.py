"""Captured calls to a world: the same for a folder on disk and for what the live reader just asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.translate import (
    buckets,
    endpoints,
    file_systems,
    gateways,
    hosted_zones,
    interfaces,
    load_balancers,
    network_acls,
    organisations,
    policies,
    prefix_lists,
    repositories,
    resolver,
    roles,
    route_tables,
    runners,
    security_groups,
    services,
    stores,
    subnets,
    task_definitions,
    transit,
    vpcs,
)
from sealane.readers.capture.translate.gaps import gaps
from sealane.readers.capture.translate.keys import with_keys
from sealane.readers.capture.translate.listed import listed_gaps
from sealane.readers.capture.translate.lookups import lookup_gaps
from sealane.readers.capture.translate.references import references
from sealane.readers.capture.translate.shelf import Shelf, shelf_of
from sealane.records import replace
from sealane.world.gaps import Noun
from sealane.world.policies import Organisation
from sealane.world.services import Cluster, Service
from sealane.world.tasks import TaskDefinition
from sealane.world.world import Fact, Source, World
from sealane.world.world import world_of as put_together

_NOUNS: Final[tuple[Callable[[Shelf], Iterator[Fact]], ...]] = (
    vpcs.vpcs,
    vpcs.dhcp_options,
    vpcs.block_public_access,
    subnets.subnets,
    route_tables.route_tables,
    security_groups.security_groups,
    network_acls.network_acls,
    endpoints.endpoints,
    gateways.gateways,
    gateways.nat_gateways,
    gateways.peering_connections,
    transit.transit_gateways,
    transit.transit_attachments,
    transit.transit_route_tables,
    interfaces.interfaces,
    interfaces.instances,
    prefix_lists.prefix_lists,
    hosted_zones.hosted_zones,
    resolver.resolver_rules,
    resolver.firewall_groups,
    roles.roles,
    policies.policies,
    organisations.organisations,
    repositories.repositories,
    repositories.cache_rules,
    stores.secrets,
    stores.parameters,
    stores.log_groups,
    stores.keys,
    buckets.buckets,
    file_systems.file_systems,
    file_systems.mount_targets,
    file_systems.access_points,
    load_balancers.load_balancers,
    services.clusters,
    task_definitions.task_definitions,
    services.services,
    runners.runners,
)


def world_of_capture(documents: Iterable[CapturedCall], *, name: str = "the capture", kind: str = "capture") -> World:
    """Return the world that some calls show; `name` and `kind` are those of its source.

    Raises:
        InputError: an answer has another form than AWS gives it.

    """
    shelf = shelf_of(documents)
    facts = with_keys([fact for noun in _NOUNS for fact in noun(shelf)], shelf)
    world = put_together(Source(kind=kind, name=name), facts)
    wanted = references(world.table(Service).values(), world.table(TaskDefinition), world.table(Cluster))
    assumed = frozenset() if world.table(Organisation) else frozenset({Noun.ORGANISATIONS})
    return replace(
        world,
        source=Source(kind=kind, name=name, assumed=assumed),
        gaps=tuple(dict.fromkeys((*gaps(shelf, world), *listed_gaps(shelf), *lookup_gaps(wanted, shelf, world)))),
    )


def world_of(capture: Capture) -> World:
    """Return the world of a capture; raises as `world_of_capture`."""
    return world_of_capture(capture.calls, name=capture.name, kind=capture.kind)
