"""Everything the files are written from: the spec, its steps folded into needs, and a Terraform name for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass, field
from sealane.startup.needs import EgressNeed, EndpointNeed, Statement
from sealane.startup.step import Resource
from sealane.terraform.files.names import identifier
from sealane.terraform.hcl_values import Reference, Value, reference
from sealane.world.tasks import Setting

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload
    from sealane.startup.supply import Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service of the spec.

    Attributes:
        name: its name in the spec and on AWS.
        label: its name in Terraform: `my-app` is `my_app`.
        workload: what the spec says about it.
        egress: the ways out that its tasks need.
        execution: what its execution role may do; beside the managed policy, what that policy lacks.
        task: what its task role may do for the start-up steps.
        volumes: the Terraform name of each of its volumes.
        withheld: what stands in the place of a value that nobody told: `environment:NAME`, `command`, `health-check`.

    """

    name: str
    label: str
    workload: Workload
    egress: tuple[EgressNeed, ...]
    execution: tuple[Statement, ...]
    task: tuple[Statement, ...]
    volumes: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, Reference] = field(default_factory=dict)

    @property
    def created_volumes(self) -> list[str]:
        """The names of the volumes whose file system is created here."""
        return [name for name, volume in self.workload.volumes.items() if not volume.file_system_id]

    @property
    def offers_port(self) -> bool:
        """Whether other services reach this one by Service Connect."""
        return self.workload.service_connect is not None and self.workload.port > 0

    @property
    def is_windows(self) -> bool:
        """Whether its containers are Windows containers."""
        return self.workload.operating_system != "linux"

    def of(self, kind: str, name: str, attribute: str = "") -> Reference:
        """Return a reference to a resource of this service: `of("aws_iam_role", "task", "arn")`."""
        label = f"{self.label}_{name}" if name else self.label
        return reference(".".join(part for part in (kind, label, attribute) if part))


Owners = dict[Resource, tuple[tuple[Service, str], ...]]
"""The services whose steps act on a resource; with a file system goes the name of the volume."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The network that the tasks run in, created here or there already.

    Attributes:
        vpc: the VPC's id.
        everywhere: all addresses of the VPC, as the other end of a security group's rule.
        subnets: the Terraform names of the tasks' subnets (`private_a`) with a reference to each one's id.

    """

    vpc: Reference
    everywhere: dict[str, Value]
    subnets: tuple[tuple[str, Reference], ...]

    @property
    def subnet_ids(self) -> list[Reference]:
        """The ids of all subnets."""
        return [subnet for _, subnet in self.subnets]


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """An endpoint that is created here.

    Attributes:
        need: what it is for.
        places: the subnets it stands in, or the route tables it is associated with.
        tasks: the names of the services that need it.

    """

    need: EndpointNeed
    places: tuple[Value, ...]
    tasks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One root module to write.

    Attributes:
        needs: the endpoints that the steps need, whoever provides them.
        endpoints: those of them that are created here.
        owners: for each resource that the steps act on, the services that do.
        endpoint_policies: the statements of each endpoint's policy by suffix; empty when the endpoints are open.
        secrets: the Terraform name of each secret that the spec gives by name.
        supply: what an existing VPC lacks.

    """

    spec: Spec
    setting: Setting
    place: Place
    services: tuple[Service, ...]
    needs: tuple[EndpointNeed, ...]
    endpoints: tuple[Created, ...]
    endpoint_policies: dict[str, tuple[Statement, ...]]
    owners: Owners
    secrets: dict[str, str] = field(default_factory=dict)
    supply: Supply | None = None

    def service(self, name: str) -> Service:
        """Return the service of that name."""
        return next(service for service in self.services if service.name == name)

    @property
    def created(self) -> list[EndpointNeed]:
        """The needs whose endpoints are created here."""
        return [endpoint.need for endpoint in self.endpoints]

    @property
    def creates_interfaces(self) -> bool:
        """Whether an interface endpoint is created here."""
        return any(need.kind == "Interface" for need in self.created)


def endpoint_label(need: EndpointNeed) -> str:
    """Return the Terraform name of an endpoint: `ecr.api` is `ecr_api`, with its Region when that is another one."""
    return identifier(need.suffix, need.region) if need.region else identifier(need.suffix)
