"""VPC endpoint services of AWS: their full names, their kind, and the host name that each one serves.

The private DNS name of an interface endpoint is the service's Regional host name:
https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
The services: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

from __future__ import annotations

from functools import cache

from sealane.grammar.endpoint_catalogue import CROSS_REGION, GATEWAYS, INTERFACES
from sealane.grammar.partitions import host, service_name
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointService:
    """One endpoint service.

    Attributes:
        suffix: what follows Region in its full name: `ecr.api`, `kinesis-streams`.
        label: DNS label of the host that it serves, before the Region; `*.dkr.ecr` serves every name below.
        action_prefix: the prefix of its IAM actions, `kinesis`.
        gateway: whether it is a gateway endpoint service; the others are interface endpoint services.

    """

    suffix: str
    label: str
    action_prefix: str
    gateway: bool = False

    def private_name(self, region: str) -> str:
        """Return the DNS name that the service answers to in a Region; it may begin with `*.`."""
        wildcard = "*." if self.label.startswith("*.") else ""
        return wildcard + host(self.label.removeprefix("*."), region)

    def full_name(self, region: str) -> str:
        """Return the full name that `CreateVpcEndpoint` takes."""
        return service_name(self.suffix, region, gateway=self.gateway)


@cache
def _catalogue() -> dict[str, EndpointService]:
    gateways = {
        suffix: EndpointService(suffix=suffix, label=suffix, action_prefix=suffix, gateway=True) for suffix in GATEWAYS
    }
    interfaces = {
        suffix: EndpointService(suffix=suffix, label=label, action_prefix=prefix)
        for suffix, (label, prefix) in INTERFACES.items()
    }
    return interfaces | gateways


def endpoint_service(suffix: str) -> EndpointService:
    """Return the service with that suffix; `s3` and `dynamodb` are the free gateway ones.

    Raises:
        KeyError: when the catalogue has no such service.

    """
    return _catalogue()[suffix]


def known_suffixes() -> tuple[str, ...]:
    """Return the suffixes of all services in the catalogue, sorted."""
    return tuple(sorted(_catalogue()))


def offered_across_regions(suffix: str) -> bool:
    """Tell whether an interface endpoint of this service can stand in a VPC of another Region.

    https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html
    """
    return suffix in CROSS_REGION
