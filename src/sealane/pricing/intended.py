"""A spec to as much of its world as costs something, without Terraform and without an account.

What a spec leaves to an existing VPC is a gap, because only the account tells what the VPC lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sealane.records import replace
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import steps_of, task_of
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gaps import Gap, Noun
from sealane.world.load_balancers import LoadBalancer
from sealane.world.services import Service
from sealane.world.stores import FileSystem
from sealane.world.subnets import Subnet
from sealane.world.tasks import Setting
from sealane.world.values import Known, Origin, Unread
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, Source, World, world_of

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload

KIND: Final = "spec"
_VPC: Final = "network"
_EXISTING: Final = (
    "the spec names an existing VPC, and which endpoints that one lacks is known once the account is read: "
    "`sealane plan`"
)


def world_of_spec(spec: Spec, setting: Setting, name: str) -> World:
    """Return what a spec asks for, as far as it costs something."""
    gaps = (Gap(noun=Noun.ENDPOINTS, why=Unread(_EXISTING)),) if spec.network.existing else ()
    return world_of(Source(kind=KIND, name=name), _facts(spec, setting), gaps)


def _facts(spec: Spec, setting: Setting) -> Iterator[Fact]:
    subnets = tuple(f"{_VPC}.{number}" for number in range(max(spec.network.zone_count, 1)))
    yield Vpc(
        id=_VPC,
        origin=Origin(_VPC),
        cidrs=Known((spec.network.cidr,)),
        region=Known(setting.region),
    )
    for key in subnets:
        yield Subnet(id=key, origin=Origin(key), vpc=Known(_VPC), cidr=Unread("the plan decides it"))
    if not spec.network.existing:
        yield from _endpoints(spec, setting, subnets)
    for service, workload in spec.services.items():
        yield from _service(spec, service, workload, setting, subnets)


def _endpoints(spec: Spec, setting: Setting, subnets: tuple[str, ...]) -> Iterator[Endpoint]:
    for need in endpoint_needs(steps_of(spec, setting)):
        yield Endpoint(
            id=f"endpoints.{need.suffix}",
            origin=Origin(f"endpoints.{need.suffix}"),
            vpc=Known(_VPC),
            service_name=Known(need.service_name),
            kind=EndpointKind(need.kind),
            service_region=Known(need.region),
            subnets=Known(subnets if need.kind == "Interface" else ()),
        )


def _service(
    spec: Spec, service: str, workload: Workload, setting: Setting, subnets: tuple[str, ...]
) -> Iterator[Fact]:
    origin = Origin(f"services.{service}")
    yield replace(task_of(spec, service, setting), id=origin.name)
    yield Service(
        id=origin.name,
        origin=origin,
        name=Known(service),
        task_definition=Known(origin.name),
        subnets=Known(subnets),
        security_groups=Known(()),
        setting=setting,
        tasks=Known(workload.desired_count),
        spot=Known(workload.spot),
    )
    if workload.load_balancer:
        yield LoadBalancer(
            id=f"{origin.name}.load_balancer",
            origin=Origin(f"{origin.name}.load_balancer"),
            kind=Known(workload.load_balancer.type),
            internal=Known(True),  # noqa: FBT003 - a value
            subnets=Known(subnets),
        )
    for name, volume in workload.volumes.items():
        if not volume.file_system_id:
            yield FileSystem(id=f"{origin.name}.volumes.{name}", origin=Origin(f"{origin.name}.volumes.{name}"))
