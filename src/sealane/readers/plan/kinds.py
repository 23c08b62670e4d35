"""What an attribute can refer to: the resource types of a fact, and the attributes that name it."""

from __future__ import annotations

from typing import Final

from sealane.records import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact as references see it.

    Attributes:
        name: its own.
        types: the resource types and data sources that are one.
        attributes: the attributes by which a reference names one.
        literals: the attributes whose known value finds one; `attributes` when there are no others.

    """

    name: str
    types: tuple[str, ...]
    attributes: frozenset[str]
    literals: tuple[str, ...] = ("id", "arn")

    # A kind is the same as itself alone.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact that another resource brings with it, as a VPC its main route table; `suffix` follows that one's key."""

    kind: str
    suffix: str


_ID: Final = frozenset({"id"})
_ID_ARN: Final = frozenset({"id", "arn"})

VPC: Final = Kind("vpc", ("aws_vpc", "aws_default_vpc"), _ID)
SUBNET: Final = Kind("subnet", ("aws_subnet", "aws_default_subnet"), _ID)
TABLE: Final = Kind("route-table", ("aws_route_table", "aws_default_route_table"), _ID)
GROUP: Final = Kind("security-group", ("aws_security_group", "aws_default_security_group"), _ID)
ACL: Final = Kind("network-acl", ("aws_network_acl", "aws_default_network_acl"), _ID)
ENDPOINT: Final = Kind("endpoint", ("aws_vpc_endpoint",), _ID)
INTERNET: Final = Kind("internet-gateway", ("aws_internet_gateway",), _ID, ("id", "arn", "internet_gateway_id"))
EGRESS_ONLY: Final = Kind("egress-only-gateway", ("aws_egress_only_internet_gateway",), _ID)
NAT: Final = Kind("nat-gateway", ("aws_nat_gateway",), _ID)
VPN: Final = Kind("vpn-gateway", ("aws_vpn_gateway",), _ID)
EDGE: Final = Kind("gateway", ("aws_internet_gateway", "aws_vpn_gateway", "aws_vpc_endpoint"), _ID)
CARRIER: Final = Kind("carrier-gateway", ("aws_ec2_carrier_gateway",), _ID)
PEERING: Final = Kind(
    "peering", ("aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"), frozenset({"id"})
)
TRANSIT: Final = Kind("transit-gateway", ("aws_ec2_transit_gateway",), _ID)
TRANSIT_TABLE: Final = Kind("transit-table", ("aws_ec2_transit_gateway_route_table",), _ID)
ATTACHMENT: Final = Kind(
    "transit-attachment",
    (
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_ec2_transit_gateway_vpc_attachment_accepter",
        "aws_ec2_transit_gateway_peering_attachment",
        "aws_ec2_transit_gateway_peering_attachment_accepter",
        "aws_ec2_transit_gateway_connect",
        "aws_vpn_connection",
        "aws_dx_gateway_association",
        "aws_ec2_transit_gateway_dx_gateway_attachment",
        "aws_ec2_transit_gateway_vpn_attachment",
    ),
    frozenset({"id", "transit_gateway_attachment_id"}),
    ("id", "transit_gateway_attachment_id"),
)
INTERFACE: Final = Kind("interface", ("aws_network_interface",), _ID)
INSTANCE: Final = Kind("instance", ("aws_instance", "aws_spot_instance_request"), _ID)
ADDRESS: Final = Kind("elastic-ip", ("aws_eip",), frozenset({"id", "allocation_id"}), ("id", "allocation_id"))
PREFIXES: Final = Kind("prefix-list", ("aws_ec2_managed_prefix_list", "aws_prefix_list"), frozenset({"id"}), ("id",))
DHCP: Final = Kind("dhcp-options", ("aws_vpc_dhcp_options", "aws_default_vpc_dhcp_options"), _ID)
ROLE: Final = Kind("role", ("aws_iam_role",), frozenset({"arn"}), ("arn",))
ROLE_NAME: Final = Kind("role", ("aws_iam_role",), frozenset({"id", "name"}), ("name",))
POLICY: Final = Kind("policy", ("aws_iam_policy",), _ID_ARN)
KEY: Final = Kind(
    "key",
    ("aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key"),
    frozenset({"id", "arn", "key_id"}),
    ("arn", "key_id", "id"),
)
KEY_ALIAS: Final = Kind(
    "key-alias", ("aws_kms_alias",), frozenset({"id", "arn", "name", "target_key_arn", "target_key_id"})
)
CLUSTER: Final = Kind("cluster", ("aws_ecs_cluster",), frozenset({"id", "arn", "name"}), ("id", "arn", "name"))
TASK: Final = Kind(
    "task-definition",
    ("aws_ecs_task_definition",),
    frozenset({"id", "arn", "arn_without_revision", "family"}),
    ("arn", "arn_without_revision"),
)
TARGETS: Final = Kind("target-group", ("aws_lb_target_group", "aws_alb_target_group"), _ID_ARN)
BALANCER: Final = Kind("load-balancer", ("aws_lb", "aws_alb"), _ID_ARN)
LISTENER: Final = Kind("listener", ("aws_lb_listener", "aws_alb_listener"), _ID_ARN)
FILES: Final = Kind("file-system", ("aws_efs_file_system",), _ID_ARN)
ACCESS_POINT: Final = Kind("access-point", ("aws_efs_access_point",), _ID_ARN)
BUCKET: Final = Kind("bucket", ("aws_s3_bucket",), frozenset({"id", "bucket", "arn"}), ("bucket", "arn"))
LOGS: Final = Kind("log-group", ("aws_cloudwatch_log_group",), frozenset({"name", "id", "arn"}), ("name", "arn"))
REPOSITORY: Final = Kind("repository", ("aws_ecr_repository",), frozenset({"name", "id", "arn"}), ("name", "arn"))
SECRET: Final = Kind("secret", ("aws_secretsmanager_secret",), _ID_ARN)
ZONE: Final = Kind("hosted-zone", ("aws_route53_zone",), frozenset({"id", "zone_id"}), ("zone_id", "id"))
RESOLVER_RULE: Final = Kind("resolver-rule", ("aws_route53_resolver_rule",), _ID)
FIREWALL_GROUP: Final = Kind("firewall-group", ("aws_route53_resolver_firewall_rule_group",), _ID)
DOMAIN_LIST: Final = Kind("domain-list", ("aws_route53_resolver_firewall_domain_list",), _ID)

# What AWS makes with a VPC, under the keys of `world.vpc_defaults`.
DERIVED: Final = {
    ("aws_vpc", "main_route_table_id"): Derived("route-table", "#main-route-table"),
    ("aws_vpc", "default_route_table_id"): Derived("route-table", "#main-route-table"),
    ("aws_vpc", "default_network_acl_id"): Derived("network-acl", "#default-network-acl"),
    ("aws_vpc", "default_security_group_id"): Derived("security-group", "#default-security-group"),
    ("aws_default_vpc", "main_route_table_id"): Derived("route-table", "#main-route-table"),
    ("aws_default_vpc", "default_route_table_id"): Derived("route-table", "#main-route-table"),
    ("aws_default_vpc", "default_network_acl_id"): Derived("network-acl", "#default-network-acl"),
    ("aws_default_vpc", "default_security_group_id"): Derived("security-group", "#default-security-group"),
    ("aws_vpc_endpoint", "prefix_list_id"): Derived("prefix-list", "#prefix-list"),
    # A route to the interface that an instance is made with leads to the instance.
    ("aws_instance", "primary_network_interface_id"): Derived("interface", ""),
    ("aws_spot_instance_request", "primary_network_interface_id"): Derived("interface", ""),
}
