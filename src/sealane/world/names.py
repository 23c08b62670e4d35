"""What decides how names resolve in a VPC, beside its endpoints: hosted zones, resolver rules, DNS Firewall."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Unknown, Unread, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record set; `name` without closing dot, `kind` is `A`, `AAAA`, `CNAME` and so on.

    `values` are addresses or names. `alias` is the name that an alias record points at, empty for none; for the alias
    of a VPC endpoint it is the endpoint's key where the source tells.
    """

    origin: Origin
    name: Value[str]
    kind: Value[str]
    values: Value[tuple[str, ...]] = Known(())
    alias: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedZone:
    """A private hosted zone; `name` without closing dot, `hidden` says why records may be missing.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
    """

    id: str
    origin: Origin
    name: Value[str]
    vpcs: Value[tuple[str, ...]]
    records: tuple[Record, ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolverRule:
    """A Route 53 Resolver rule; `kind` is `FORWARD`, `SYSTEM`, `RECURSIVE` or `DELEGATE`, `targets` are addresses.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html
    """

    id: str
    origin: Origin
    domain: Value[str]
    kind: Value[str]
    vpcs: Value[tuple[str, ...]]
    targets: Value[tuple[str, ...]] = Known(())


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallRule:
    """A rule of a DNS Firewall rule group; `action` is `ALLOW`, `ALERT` or `BLOCK`, `domains` may start with `*.`."""

    origin: Origin
    priority: Value[int]
    action: Value[str]
    domains: Value[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallGroup:
    """A DNS Firewall rule group and the VPCs it guards, each with the priority of the association.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
    """

    id: str
    origin: Origin
    vpcs: Value[tuple[tuple[str, int], ...]]
    rules: tuple[FirewallRule, ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()
