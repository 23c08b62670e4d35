"""Security groups and their rules, one to one with what the source has."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Known, Origin, Unknown, Unread, Value


class Direction(enum.StrEnum):
    """Which way a rule or an ACL entry looks, from the interface or subnet it belongs to."""

    INGRESS = "ingress"
    EGRESS = "egress"


class PeerKind(enum.StrEnum):
    """What a rule's peer is."""

    CIDR = "cidr"
    IPV6_CIDR = "ipv6-cidr"
    GROUP = "group"
    PREFIX_LIST = "prefix-list"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """One rule with one peer.

    `protocol` is `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all. Ports are -1 where the protocol has none.
    `peer` is a block, or the key of a security group or prefix list.
    https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    """

    origin: Origin
    direction: Direction
    protocol: Value[str]
    from_port: Value[int]
    to_port: Value[int]
    kind: PeerKind
    peer: Value[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGroup:
    """A security group; `hidden` says why there may be rules that are not listed, one entry for each reason.

    `vpcs` are further VPCs that it is associated with.
    """

    id: str
    origin: Origin
    vpc: Value[str]
    name: Value[str] = Known("")
    rules: tuple[GroupRule, ...] = ()
    hidden: tuple[Unknown | Unread, ...] = ()
    default: bool = False
    vpcs: tuple[str, ...] = ()
