"""Ids and ARNs that AWS forms from a name, so that they are known before anything is made, but for the account.

The forms are those of the pages per service below
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
and, for what Terraform calls an id, those of the provider's pages:
https://registry.terraform.io/providers/hashicorp/aws/latest/docs
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ACCOUNT: Final = "\x00account\x00"
CORE: Final = "\x00core\x00"
"""Stands for the part that AWS chooses, as the six last characters of a secret's ARN: the same in all of a resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a resource will be; `service` is its name in an ARN that no rule here forms."""

    partition: str
    region: str
    dns_suffix: str
    service: str = "ec2"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """How AWS forms what names a resource.

    Attributes:
        name: the argument that the rest is formed from, empty for none.
        arn: the ARN from the service on.
        id: what Terraform calls the id, empty where it follows no rule.
        core: what the part that AWS chooses is called.

    """

    name: str = ""
    arn: str
    id: str = ""
    core: str = ""


_HERE: Final = "{region}:" + ACCOUNT + ":"
_GLOBAL: Final = ":" + ACCOUNT + ":"
_RULES: Final[dict[str, _Rule]] = {
    "aws_iam_role": _Rule(name="name", arn="iam:" + _GLOBAL + "role{path}{name}", id="{name}"),
    "aws_iam_policy": _Rule(name="name", arn="iam:" + _GLOBAL + "policy{path}{name}", id="{arn}"),
    "aws_cloudwatch_log_group": _Rule(name="name", arn="logs:" + _HERE + "log-group:{name}", id="{name}"),
    "aws_ecr_repository": _Rule(name="name", arn="ecr:" + _HERE + "repository/{name}", id="{name}"),
    "aws_ecs_cluster": _Rule(name="name", arn="ecs:" + _HERE + "cluster/{name}", id="{arn}"),
    "aws_ecs_task_definition": _Rule(
        name="family", arn="ecs:" + _HERE + "task-definition/{name}:" + CORE, id="{name}", core="revision"
    ),
    "aws_s3_bucket": _Rule(name="bucket", arn="s3:::{name}", id="{name}"),
    "aws_secretsmanager_secret": _Rule(
        name="name", arn="secretsmanager:" + _HERE + "secret:{name}-" + CORE, id="{arn}", core="suffix"
    ),
    "aws_kms_key": _Rule(arn="kms:" + _HERE + "key/" + CORE, id=CORE, core="key_id"),
    "aws_efs_file_system": _Rule(arn="elasticfilesystem:" + _HERE + "file-system/" + CORE, id=CORE, core="id"),
    "aws_efs_access_point": _Rule(arn="elasticfilesystem:" + _HERE + "access-point/" + CORE, id=CORE, core="id"),
    "aws_ssm_parameter": _Rule(name="name", arn="ssm:" + _HERE + "parameter/{bare}", id="{name}"),
    "aws_sqs_queue": _Rule(name="name", arn="sqs:" + _HERE + "{name}"),
    "aws_sns_topic": _Rule(name="name", arn="sns:" + _HERE + "{name}", id="{arn}"),
    "aws_dynamodb_table": _Rule(name="name", arn="dynamodb:" + _HERE + "table/{name}", id="{name}"),
    "aws_vpc": _Rule(arn=""),
    "aws_kms_alias": _Rule(name="name", arn="kms:" + _HERE + "{name}", id="{name}"),
}


def rules(kind: str, values: Mapping[str, Any], place: Place) -> dict[str, str]:
    """Return what follows from the name of a resource; nothing when the name is not known either."""
    rule = _RULES.get(kind)
    name = values.get(rule.name) if rule and rule.name else ""
    if rule is None or not isinstance(name, str) or (rule.name and not name):
        return {}
    path = values.get("path")
    fields = {
        "name": name,
        "bare": name.removeprefix("/"),
        "path": path if isinstance(path, str) and path else "/",
        "region": place.region,
    }
    arn = f"arn:{place.partition}:" + _filled(rule.arn, fields)
    found = {"arn": arn} if rule.arn else _without_ipv6(values)
    if rule.id:
        found["id"] = _filled(rule.id, fields | {"arn": arn})
    if kind == "aws_kms_key":
        found["key_id"] = CORE
    if kind == "aws_ecr_repository":
        # https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
        found["repository_url"] = f"{ACCOUNT}.dkr.ecr.{place.region}.{place.dns_suffix}/{name}"
        found["registry_id"] = ACCOUNT
    if kind == "aws_ecs_task_definition":
        found["arn_without_revision"] = arn.removesuffix(f":{CORE}")
    return found


# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
_PREFIXES: Final = {
    "aws_vpc": "vpc-",
    "aws_default_vpc": "vpc-",
    "aws_subnet": "subnet-",
    "aws_default_subnet": "subnet-",
    "aws_security_group": "sg-",
    "aws_default_security_group": "sg-",
    "aws_route_table": "rtb-",
    "aws_default_route_table": "rtb-",
    "aws_network_acl": "acl-",
    "aws_default_network_acl": "acl-",
    "aws_internet_gateway": "igw-",
    "aws_egress_only_internet_gateway": "eigw-",
    "aws_nat_gateway": "nat-",
    "aws_vpn_gateway": "vgw-",
    "aws_vpc_endpoint": "vpce-",
    "aws_network_interface": "eni-",
    "aws_instance": "i-",
    "aws_eip": "eipalloc-",
    "aws_vpc_peering_connection": "pcx-",
    "aws_ec2_transit_gateway": "tgw-",
    "aws_ec2_managed_prefix_list": "pl-",
    "aws_vpc_dhcp_options": "dopt-",
}
_PREFIXES_BY_NAME: Final = {
    "vpc_id": "vpc-",
    "subnet_id": "subnet-",
    "subnet_ids": "subnet-",
    "default_security_group_id": "sg-",
    "default_network_acl_id": "acl-",
    "default_route_table_id": "rtb-",
    "main_route_table_id": "rtb-",
    "route_table_ids": "rtb-",
    "network_interface_id": "eni-",
    "network_interface_ids": "eni-",
    "allocation_id": "eipalloc-",
    "prefix_list_id": "pl-",
}


def prefix_of(kind: str, path: str) -> str:
    """Return what an id of AWS's begins with, empty for what is no such id."""
    if path == "id" and kind in _PREFIXES:
        return _PREFIXES[kind]
    return _PREFIXES_BY_NAME.get(path.partition("[")[0], "")


def _without_ipv6(values: Mapping[str, Any]) -> dict[str, str]:
    """Return that a VPC which asks for no IPv6 block has none.

    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc
    """
    asks = ("assign_generated_ipv6_cidr_block", "ipv6_ipam_pool_id", "ipv6_netmask_length")
    return {} if any(values.get(name) for name in asks) else {"ipv6_cidr_block": "", "ipv6_association_id": ""}


def core_of(kind: str) -> str:
    """Return what the part is called that AWS chooses in what names a resource, empty where it chooses none."""
    rule = _RULES.get(kind)
    return rule.core if rule else ""


def _filled(form: str, fields: Mapping[str, str]) -> str:
    """Fill in one field after the other, so that braces in a name stay what they are."""
    for name, text in fields.items():
        form = form.replace(f"{{{name}}}", text)
    return form
