"""What a source did not say: which facts may exist beside those that are listed, and why.

A fold over "all the endpoints of this VPC" is only as good as the list; a gap is what keeps it from a certainty.
"""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Unknown, Unread


class Noun(enum.StrEnum):
    """What a gap is about; everything of one noun is read by one kind of call."""

    VPCS = "vpcs"
    SUBNETS = "subnets"
    ROUTE_TABLES = "route-tables"
    SECURITY_GROUPS = "security-groups"
    NETWORK_ACLS = "network-acls"
    ENDPOINTS = "endpoints"
    GATEWAYS = "gateways"
    NAT_GATEWAYS = "nat-gateways"
    PEERING_CONNECTIONS = "peering-connections"
    TRANSIT_GATEWAYS = "transit-gateways"
    INTERFACES = "interfaces"
    INSTANCES = "instances"
    PREFIX_LISTS = "prefix-lists"
    DHCP_OPTIONS = "dhcp-options"
    BLOCK_PUBLIC_ACCESS = "block-public-access"
    HOSTED_ZONES = "hosted-zones"
    RESOLVER_RULES = "resolver-rules"
    FIREWALL_GROUPS = "firewall-groups"
    ROLES = "roles"
    POLICIES = "policies"
    ORGANISATIONS = "organisations"
    REPOSITORIES = "repositories"
    CACHE_RULES = "cache-rules"
    SECRETS = "secrets"
    PARAMETERS = "parameters"
    LOG_GROUPS = "log-groups"
    BUCKETS = "buckets"
    KEYS = "keys"
    FILE_SYSTEMS = "file-systems"
    MOUNT_TARGETS = "mount-targets"
    LOAD_BALANCERS = "load-balancers"
    SERVICES = "services"
    TASK_DEFINITIONS = "task-definitions"
    CLUSTERS = "clusters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """There may be more facts of a noun than those listed.

    `scope` is the key of the VPC, account or other fact that it is about, empty for everything of that noun.
    """

    noun: Noun
    why: Unknown | Unread
    scope: str = ""
