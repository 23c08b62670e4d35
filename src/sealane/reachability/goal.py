"""Where a packet must arrive: a host name, a file system's mount target, an address, or anywhere on the internet."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup import step as steps
from sealane.startup.step import Step
from sealane.startup.volume_mount import NFS
from sealane.world.values import Known, Unknown, Value

HTTPS = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class HostGoal:
    """A host name of a service.

    Attributes:
        host: the name that is resolved.
        service_name: the full name of the endpoint service that can carry it; empty when none can.
        gateway: whether that is a gateway endpoint service.
        private_names: the names that such an interface endpoint takes, a wildcard one with `*.`.
        region: the service's Region when it is not the task's own.

    """

    host: Value[str]
    port: int = HTTPS
    protocol: str = "tcp"
    service_name: str = ""
    gateway: bool = False
    private_names: tuple[str, ...] = ()
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MountGoal:
    """A mount target of an EFS file system, by its key or id."""

    file_system: Value[str]
    host: Value[str]
    port: int = NFS
    protocol: str = "tcp"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressGoal:
    """One address."""

    address: str
    port: int
    protocol: str = "tcp"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetGoal:
    """Any public address."""

    port: int = HTTPS
    protocol: str = "tcp"
    ipv6: bool = False


Goal = HostGoal | MountGoal | AddressGoal | InternetGoal


def goal_of(step: Step) -> Goal | None:
    """Return where a step's packets must arrive; `None` when the task's interface sends none."""
    match step.carrier:
        case steps.NoPackets():
            return None
        case steps.MountTarget(file_system_id=file_system):
            return MountGoal(file_system=file_system, host=step.host, port=step.port)
        case steps.InterfaceEndpoint() as carrier:
            return HostGoal(
                host=step.host,
                port=step.port,
                service_name=carrier.service_name,
                private_names=carrier.private_names,
                region=carrier.region,
            )
        case steps.GatewayEndpoint() as carrier:
            return HostGoal(host=step.host, port=step.port, service_name=carrier.service_name, gateway=True)
        case steps.Undecided(reason=reason):
            host = step.host if not isinstance(step.host, Known) else Unknown(reason)
            return HostGoal(host=host, port=step.port)
        case steps.Outside():
            return HostGoal(host=step.host, port=step.port)
