"""Network ACLs: numbered entries without memory, on the borders of subnets."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.security_groups import Direction
from sealane.world.values import Origin, Unknown, Unread, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class AclEntry:
    """One entry; `protocol` is a number as text or `-1` for all, ports are -1 where there are none.

    `cidr` is an IPv4 or IPv6 block. The closing `*` entry, which denies, is not listed: no ACL lacks it.
    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    """

    origin: Origin
    direction: Direction
    number: Value[int]
    allow: Value[bool]
    protocol: Value[str]
    from_port: Value[int]
    to_port: Value[int]
    cidr: Value[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAcl:
    """A network ACL; a subnet that no ACL names has the VPC's default one.

    `hidden` says why there may be entries that are not listed, one entry for each reason.
    A default ACL that nothing in the source changes is listed with AWS's entries, which allow everything.
    """

    id: str
    origin: Origin
    vpc: Value[str]
    default: bool = False
    subnets: tuple[str, ...] = ()
    entries: tuple[AclEntry, ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()
