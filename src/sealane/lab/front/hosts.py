"""Host names of AWS: which endpoint service a name belongs to, and which names an endpoint's certificate is for.

https://docs.aws.amazon.com/general/latest/gr/rande.html
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
"""

from __future__ import annotations

from functools import cache
from typing import Final

from sealane.grammar.endpoint_services import endpoint_service, known_suffixes
from sealane.grammar.partitions import Partition, known_regions, partition_of, partitions
from sealane.grammar.registry_hosts import RegistryHostError, private_registry
from sealane.records import dataclass

# Services without a Region in their name are those of the partition's first one.
# https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints
_GLOBAL_REGION: Final = "us-east-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What a host name stands for.

    Attributes:
        service: the suffix of the endpoint service, `ecr.api`, or the DNS label of one that has none; empty for a name
            that is not AWS's.
        region: its Region.
        account: whose registry it is.
        bucket: the bucket that S3's name begins with.

    """

    service: str = ""
    region: str = ""
    account: str = ""
    bucket: str = ""


def read_host(name: str) -> Host:
    """Read a host name, which may come with a port."""
    plain = name.lower().partition(":")[0].rstrip(".")
    if registry := _registry(plain):
        return registry
    labels = plain.split(".")
    for place, label in enumerate(labels):
        if label in _regions():
            return _regional(labels[:place], label, ".".join(labels[place + 1 :]))
    return _global(labels)


@cache
def served_names(full_name: str) -> tuple[str, ...]:
    """Return the names in the certificate of an endpoint service, the private one first; none for an unknown one."""
    service, region = _dissected(full_name)
    if service not in known_suffixes():
        return ()
    partition, own = partition_of(region), endpoint_service(service)
    label = own.label.removeprefix("*.")
    private = f"{label}.{region}.vpce.{partition.dns_suffix}"
    if service == "s3":
        hosts = [f"s3.{region}.{partition.dns_suffix}", f"s3.dualstack.{region}.{partition.dns_suffix}"]
        return (*hosts, *(f"*.{host}" for host in hosts), f"*.{private}", f"*.bucket.{private}")
    return (own.private_name(region), *_dual_stack(service, label, region, partition), f"*.{private}")


def service_of(full_name: str) -> str:
    """Return the suffix of an endpoint service's full name, empty when it is not one of AWS's."""
    return _dissected(full_name)[0]


def _dissected(full_name: str) -> tuple[str, str]:
    labels = full_name.split(".")
    for place, label in enumerate(labels):
        if label in _regions():
            return ".".join(labels[place + 1 :]), label
    return "", ""


def _dual_stack(service: str, label: str, region: str, partition: Partition) -> tuple[str, ...]:
    suffix = partition.dual_stack_dns_suffix
    if service.startswith("ecr") and service.endswith(".dkr"):
        return (f"*.dkr-{service.removesuffix('.dkr')}.{region}.on.{suffix.removeprefix('api.')}",)
    return (f"{label.removeprefix('api.')}.{region}.{suffix}",)


def _registry(name: str) -> Host | None:
    try:
        found = private_registry(name)
    except RegistryHostError:
        return None
    if found is None:
        return None
    service = "ecr-fips.dkr" if found.fips else "ecr.dkr"
    return Host(service=service, region=found.region, account=found.account)


def _regional(before: list[str], region: str, after: str) -> Host:
    partition = partition_of(region)
    plain = after.removeprefix("vpce.")
    if plain not in {partition.dns_suffix, partition.dual_stack_dns_suffix} or not before:
        return Host()
    if plain != after:
        return _of_endpoint(before, region)
    if before[-1] == "dualstack":
        before = before[:-1]
    if before and before[-1] == "s3":
        return Host(service="s3", region=region, bucket=".".join(before[:-1]))
    return Host(service=_service(".".join(before)), region=region)


def _of_endpoint(before: list[str], region: str) -> Host:
    """Read a name of an endpoint's own: `vpce-0a1-b2.logs.us-east-1.vpce.amazonaws.com`."""
    for place, label in enumerate(before):
        if label.startswith("vpce-"):
            service = _service(".".join(before[place + 1 :]))
            bucket = ".".join(before[:place]).removesuffix(".bucket") if service == "s3" else ""
            return Host(service=service, region=region, bucket="" if bucket == "bucket" else bucket)
    return Host()


def _global(labels: list[str]) -> Host:
    for partition in partitions():
        suffix = partition.dns_suffix.split(".")
        before = labels[: -len(suffix)]
        if labels[-len(suffix) :] == suffix and before:
            region = _GLOBAL_REGION if partition.name == "aws" else partition.regions[0]
            if before[-1] == "s3":
                return Host(service="s3", region=region, bucket=".".join(before[:-1]))
            return Host(service=_service(".".join(before)), region=region)
    return Host()


def _service(label: str) -> str:
    by_label = _by_label()
    if label in by_label:
        return by_label[label]
    # The dual-stack name of ECR's API has no `api` in front: https://docs.aws.amazon.com/general/latest/gr/ecr.html
    if f"api.{label}" in by_label:
        return by_label[f"api.{label}"]
    below = label.partition(".")[2]
    return by_label.get(f"*.{below}", label.removesuffix("-fips"))


@cache
def _by_label() -> dict[str, str]:
    return {endpoint_service(suffix).label: suffix for suffix in known_suffixes()}


@cache
def _regions() -> frozenset[str]:
    return frozenset(known_regions())
