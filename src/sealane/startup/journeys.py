"""How the packets of a step travel: host, port, interface, and what can carry them in a VPC without internet."""

from __future__ import annotations

from functools import lru_cache

from sealane.grammar.endpoint_services import endpoint_service, offered_across_regions
from sealane.grammar.partitions import host, known_regions, partition_of, service_name
from sealane.records import dataclass
from sealane.startup.platforms import platform_of
from sealane.startup.step import (
    Carrier,
    GatewayEndpoint,
    Interface,
    InterfaceEndpoint,
    NoPackets,
    Outside,
    Undecided,
)
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known, Unknown, Unread, Value

HTTPS = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Where a step's packets go and how."""

    host: Value[str]
    port: int
    interface: Interface
    carrier: Carrier


def from_task(name: Value[str], carrier: Carrier, port: int = HTTPS) -> Journey:
    """Travel over the task's own network interface."""
    return Journey(host=name, port=port, interface=Interface.TASK, carrier=carrier)


@lru_cache(maxsize=8)
def from_elsewhere(interface: Interface) -> Journey:
    """Travel without a packet of the task: the control plane's call, or one over Fargate's own interface."""
    return Journey(host=Known(""), port=0, interface=interface, carrier=NoPackets())


def undecided(value: Unknown | Unread) -> Journey:
    """Travel somewhere that is decided by a value nobody knows yet."""
    return from_task(value, Undecided(reason=value.reason))


def no_region(region: str) -> Unknown:
    """Return why nobody can say where calls in a Region go: its hosts have the names of its partition."""
    return Unknown(f"{region!r} is not an AWS Region" if region else "the task's Region is not known")


# A task's steps go to a handful of services, and those of other tasks to the same.
@lru_cache(maxsize=256)
def to_service(suffix: str, region: Value[str], setting: Setting) -> Journey:
    """Travel from the task to the Regional host of a service that has an interface endpoint."""
    if not isinstance(region, Known):
        return undecided(region)
    if region.value not in known_regions():
        return undecided(no_region(region.value))
    name = endpoint_service(suffix).private_name(region.value)
    return from_task(Known(name), interface_endpoint(suffix, region.value, setting))


def before_containers(suffix: str, region: Value[str], task: TaskDefinition, setting: Setting) -> Journey:
    """Travel as the platform prepares the task: the token and the secrets.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
    """
    if not platform_of(task).has_one_interface:
        return from_elsewhere(Interface.FARGATE)
    return to_service(suffix, region, setting)


def to_bucket(bucket: str, region: str, setting: Setting) -> Journey:
    """Travel from the task to a bucket, by the host that the SDK uses for it."""
    if region not in known_regions():
        return undecided(no_region(region))
    return from_task(Known(bucket_host(bucket, region)), s3(region, setting))


def bucket_host(bucket: str, region: str) -> str:
    """Return the host of a bucket; one with a dot in its name is addressed by path, because of the certificate.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
    """
    return host("s3", region) if "." in bucket else f"{bucket}.{host('s3', region)}"


def interface_endpoint(suffix: str, region: str, setting: Setting) -> Carrier:
    """Return what carries packets to an interface endpoint service of a Region, from the task's own."""
    return _interface_endpoint(suffix, region, setting.region)


# A handful of endpoints carries the steps of all tasks.
@lru_cache(maxsize=1024)
def _interface_endpoint(suffix: str, region: str, own_region: str) -> Carrier:
    for one in (region, own_region):
        if one not in known_regions():
            return Undecided(reason=no_region(one).reason)
    carrier = InterfaceEndpoint(
        suffix=suffix,
        service_name=service_name(suffix, region),
        private_names=_private_names(suffix, region),
        region="" if region == own_region else region,
    )
    if region == own_region:
        return carrier
    if partition_of(region) != partition_of(own_region):
        return Outside(reason=f"{region} is in another partition than {own_region}")
    if not offered_across_regions(suffix):
        return Outside(reason=f"an endpoint for {suffix} serves its own Region only, and this call goes to {region}")
    return carrier


def gateway(suffix: str, setting: Setting) -> Carrier:
    """Return the gateway endpoint of the task's Region; its prefix list has the service's own full name.

    https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
    """
    if setting.region not in known_regions():
        return Undecided(reason=no_region(setting.region).reason)
    name = service_name(suffix, setting.region, gateway=True)
    return GatewayEndpoint(suffix=suffix, service_name=name, prefix_list_name=name)


def s3(region: str, setting: Setting) -> Carrier:
    """Return what carries packets to S3: the gateway in the task's Region, an interface endpoint to another one.

    A gateway endpoint serves its own Region only:
    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
    """
    return gateway("s3", setting) if region == setting.region else interface_endpoint("s3", region, setting)


def _private_names(suffix: str, region: str) -> tuple[str, ...]:
    name = endpoint_service(suffix).private_name(region)
    # S3 answers to the names of its buckets too, which stand below the Regional one:
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    return (name, f"*.{name}") if suffix == "s3" else (name,)
