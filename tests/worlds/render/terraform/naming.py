"""Names of Terraform resources, made of the keys of the facts that they stand for."""

from __future__ import annotations

import re

from tests.worlds.render.terraform.block import Ref

_DERIVED = {
    "main-route-table": "main_route_table_id",
    "default-network-acl": "default_network_acl_id",
    "default-security-group": "default_security_group_id",
    "prefix-list": "prefix_list_id",
}


def name_of(key: str) -> str:
    """Return a name that Terraform takes, made of the last part of a key."""
    name = re.sub(r"[^A-Za-z0-9_]+", "_", key.rpartition("/")[2] or key).strip("_").lower()
    return name if name[0].isalpha() else f"x_{name}"


def refer(key: str, attribute: str = "id") -> Ref:
    """Refer to a fact, also to one that AWS makes with a VPC."""
    owner, _, derived = key.partition("#")
    return Ref(owner, _DERIVED[derived]) if derived else Ref(key, attribute)
