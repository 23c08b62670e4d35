"""Partitions and Regions: which Region is in which partition, and the host names that follow from it.

The data is `partition_table.py`, held equal to the endpoint data of AWS's own SDK by a test.
https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
"""

from __future__ import annotations

from functools import cache

from sealane.grammar.endpoint_catalogue import EXCEPTIONS
from sealane.grammar.partition_table import IRREGULAR_HOSTS, PARTITIONS
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A group of Regions with its own ARNs and its own DNS suffixes.

    `exception_prefix` starts the names of those endpoint services that do not start with `com.amazonaws`,
    see `service_name`.
    """

    name: str
    dns_suffix: str
    dual_stack_dns_suffix: str
    exception_prefix: str
    regions: tuple[str, ...]


_EXCEPTION_PREFIXES = {
    "aws-cn": "cn.com.amazonaws",
    "aws-eusc": "eu.amazonaws",
    "aws-iso": "gov.ic.c2s",
    "aws-iso-b": "gov.sgov.sc2s",
    "aws-iso-e": "uk.adc-e.cloud",
    "aws-iso-f": "gov.ic.hci.csp",
}


@cache
def partitions() -> tuple[Partition, ...]:
    """Return every partition, in the order of their names."""
    return tuple(
        Partition(
            name=name,
            dns_suffix=suffix,
            dual_stack_dns_suffix=dual_stack,
            exception_prefix=_EXCEPTION_PREFIXES.get(name, "com.amazonaws"),
            regions=regions,
        )
        for name, suffix, dual_stack, regions in PARTITIONS
    )


@cache
def _by_region() -> dict[str, Partition]:
    return {region: partition for partition in partitions() for region in partition.regions}


def partition_of(region: str) -> Partition:
    """Return the partition of a Region.

    Raises:
        KeyError: when no partition has that Region.

    """
    return _by_region()[region]


@cache
def known_regions() -> tuple[str, ...]:
    """Return the names of all Regions, sorted."""
    return tuple(sorted(_by_region()))


def host(service: str, region: str) -> str:
    """Return the host name of a service's Regional endpoint; `service` is its DNS label, such as `api.ecr` or `logs`.

    Almost every service follows one pattern; the few that do not are in the table.
    https://docs.aws.amazon.com/general/latest/gr/rande.html

    Raises:
        KeyError: when no partition has that Region.

    """
    suffix = partition_of(region).dns_suffix
    return IRREGULAR_HOSTS.get((service, region), f"{service}.{region}.{suffix}")


def service_name(suffix: str, region: str, *, gateway: bool = False) -> str:
    """Return the full name of an endpoint service in a Region.

    Outside the commercial and US government partitions some interface services, and only those, start with a
    prefix of the partition instead of `com.amazonaws`:
    https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts

    Raises:
        KeyError: when no partition has that Region.

    """
    partition = partition_of(region)
    exceptional = not gateway and suffix in EXCEPTIONS.get(region, ())
    prefix = partition.exception_prefix if exceptional else "com.amazonaws"
    return f"{prefix}.{region}.{suffix}"
