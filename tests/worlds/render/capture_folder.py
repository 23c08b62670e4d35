"""A world as a directory of what the AWS CLI prints, one file for each call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, NatGateway
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.network_acls import NetworkAcl
from sealane.world.policies import Policy
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.stores import CacheRule, FileSystem, LogGroup, MountTarget, Parameter, Repository, Secret
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitAttachment, TransitGateway, TransitRouteTable
from sealane.world.vpcs import DhcpOptions, Vpc
from sealane.world.world import World
from tests.worlds.render.capture import names, network, organisations, services, stores, ways
from tests.worlds.render.capture.files import ACCOUNT, REGION, default_group, like_aws, main_table, written
from tests.worlds.render.inexpressible import known
from tests.worlds.render.rendered import Rendered

_WITH_IDS = (
    *(Vpc, Subnet, RouteTable, SecurityGroup, NetworkAcl, Endpoint, Gateway, NatGateway, DhcpOptions),
    *(NetworkInterface, Instance, TransitGateway, TransitAttachment, TransitRouteTable, MountTarget),
    *(HostedZone, ResolverRule, FirewallGroup),
)


def capture_of(world: World, folder: Path) -> Rendered:
    """Write a capture into a folder.

    Raises:
        Inexpressible: when the answers have no words for a part of the world.

    """
    ids = _ids(world)
    identity = {"UserId": "AIDAEXAMPLE", "Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/reader"}
    documents: dict[str, Mapping[str, object]] = {"sts-get-caller-identity": identity}
    for name, document in _everywhere(world):
        documents[f"{REGION}/{name}"] = document
    for region in _regions(world):
        for name, document in stores.answers(world, region):
            documents[f"{region}/{name}"] = document
    written(documents, folder, ids)
    keys = _keys(world, ids)
    return Rendered(document=b"", keys=keys, origins={**keys, **_origins(world, ids)})


def _everywhere(world: World) -> Iterator[tuple[str, Mapping[str, object]]]:
    nouns = chain(network.answers(world), ways.answers(world), names.answers(world))
    yield from chain(nouns, services.answers(world), organisations.answers(world))


def _regions(world: World) -> list[str]:
    found = {REGION, *(known(one.region) for one in world.table(Repository).values())}
    found |= {known(one.region) for one in world.table(LogGroup).values()}
    arns = [one.arn for one in world.table(Secret).values()] + [one.arn for one in world.table(Parameter).values()]
    found |= {str(known(arn)).split(":")[3] for arn in arns}
    return sorted(found)


def _ids(world: World) -> Mapping[str, str]:
    found = {key: like_aws(key) for kind in _WITH_IDS for key in world.tables.get(kind, {}) if "#" not in key}
    for vpc in world.table(Vpc):
        for key in (main_table(vpc), default_group(vpc), f"acl-default-{vpc}"):
            found[key] = like_aws(key)
    return found


def _keys(world: World, ids: Mapping[str, str]) -> Mapping[str, str]:
    found = dict(ids)
    for vpc in world.table(Vpc):
        found |= {
            f"{vpc}#default-security-group": ids[default_group(vpc)],
            f"{vpc}#main-route-table": ids[main_table(vpc)],
        }
    found |= {one.id: stores.repository_arn(one) for one in world.table(Repository).values()}
    found |= {key: f"cache-rule:{ACCOUNT}:{REGION}:{key}" for key in world.table(CacheRule)}
    found |= {one.id: ways.balancer_arn(one.id) for one in world.table(LoadBalancer).values()}
    found |= {one.id: services.policy_arn(one) for one in world.table(Policy).values()}
    for service in world.table(Service).values():
        found |= {group: ways.target_arn(group) for group, _ in known(service.targets)}
    return found


def _origins(world: World, ids: Mapping[str, str]) -> Mapping[str, str]:
    """Return the id of each origin: what has none of its own, a route or rule, stands under what it is a part of."""
    found: dict[str, str] = {}
    for table in world.table(RouteTable).values():
        found |= {route.origin.name: ids[table.id] for route in table.routes}
    for acl in world.table(NetworkAcl).values():
        found |= {entry.origin.name: ids[acl.id] for entry in acl.entries if acl.id in ids}
    for group in world.table(FirewallGroup).values():
        found |= {rule.origin.name: f"{ids[group.id]}/rule-{number}" for number, rule in enumerate(group.rules)}
    for transit in world.table(TransitRouteTable).values():
        found |= {route.origin.name: ids[transit.id] for route in transit.routes}
    found |= {one.id: str(known(one.arn)) for one in world.table(FileSystem).values()}
    return found
