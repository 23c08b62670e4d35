"""VPCs with what holds for a whole VPC or Region: address blocks, DNS attributes, DHCP options, block public access."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.text import Text
from sealane.world.values import Known, Origin, Value

AMAZON_NAME_SERVER = "AmazonProvidedDNS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vpc:
    """A VPC.

    Attributes:
        cidrs: IPv4 blocks, the primary one first.
        ipv6_cidrs: IPv6 blocks.
        dns_support: `enableDnsSupport`.
        dns_hostnames: `enableDnsHostnames`.
        dhcp_options: the key of its DHCP options; an empty text for AWS's default ones.
        account: the owner's 12-digit id.
        region: the Region's code.
        aws_id: AWS's own id, as policies name it; empty when the key is that id. Before an apply it is a hole whose
            token is the key followed by `.id`.

    """

    id: str
    origin: Origin
    cidrs: Value[tuple[str, ...]]
    ipv6_cidrs: Value[tuple[str, ...]] = Known(())
    dns_support: Value[bool] = Known(True)  # noqa: FBT003 - AWS's default
    dns_hostnames: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default
    dhcp_options: Value[str] = Known("")
    account: Value[str] = Known("")
    region: Value[str] = Known("")
    aws_id: Value[Text] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DhcpOptions:
    """A DHCP option set: the name servers it hands out, `AmazonProvidedDNS` among them or addresses."""

    id: str
    origin: Origin
    name_servers: Value[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPublicAccess:
    """VPC Block Public Access of an account and Region.

    `mode` is `off`, `block-bidirectional` or `block-ingress`; `exclusions` pairs the key of a VPC or subnet with
    `allow-bidirectional` or `allow-egress`.
    https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
    """

    id: str
    origin: Origin
    mode: Value[str]
    exclusions: Value[tuple[tuple[str, str], ...]] = Known(())
