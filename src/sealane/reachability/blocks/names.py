"""Names that do not resolve, or not to what the task needs."""

from __future__ import annotations

from typing import ClassVar

from sealane.records import dataclass, field
from sealane.verdicts.cause import Cause
from sealane.world.names import FirewallGroup, HostedZone, Record, ResolverRule
from sealane.world.values import Origin
from sealane.world.vpcs import DhcpOptions, Vpc


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcDnsOff:
    """A DNS attribute of the VPC is known to be off that the name needs.

    `enableDnsSupport` is needed by every name, `enableDnsHostnames` by the private names of endpoints, by private
    hosted zones, by mount targets, and with gateway endpoints.
    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
    """

    cause: ClassVar[Cause] = Cause.VPC_DNS_OFF
    vpc: Vpc
    attributes: tuple[str, ...]

    @property
    def origin(self) -> Origin:
        """The VPC."""
        return self.vpc.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomNameServers:
    """The VPC's DHCP options name only servers that nothing of the world shows to ask Amazon's, or to be in reach.

    Private names need Amazon's name server, or one that forwards to it; a server that the world has as an interface may
    forward, and is then an unknown instead.
    https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html
    """

    cause: ClassVar[Cause] = Cause.NAMES_CUSTOM_SERVER
    vpc: Vpc
    options: DhcpOptions
    servers: tuple[str, ...]

    @property
    def origin(self) -> Origin:
        """The DHCP options."""
        return self.options.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesOverridden:
    """Something else of the VPC's answers for the name, and not with what carries the step.

    `by` is the private hosted zone that is more specific than whatever else has the name, and lacks the record or has
    another one (`record`); or the resolver rule of the same or a more specific domain that forwards the question; or
    the DNS Firewall group that blocks it.
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
    """

    cause: ClassVar[Cause] = Cause.NAMES_OVERRIDDEN
    by: HostedZone | ResolverRule | FirewallGroup
    vpc: Vpc
    decided: Origin | None = None
    record: Record | None = field(default=None, compare=False)
    host: str = field(default="", compare=False)

    @property
    def origin(self) -> Origin:
        """The record or rule that decided, else the zone, rule or group."""
        return self.decided or self.by.origin
