"""A fact's key as Terraform refers to it, and as a command names it."""

from __future__ import annotations

import re

from sealane.terraform.hcl_values import Code, Value, reference

_ADDRESS = re.compile(
    r"((?:module\.[^.\[]+(?:\[[^\]]+\])?\.)*)((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*(?:\[[^\]]+\])?)"
)
_LOGICAL = re.compile(r"[^A-Za-z0-9]+")
_MADE = "#"
# What AWS makes with a VPC, and the attribute of the VPC that names it.
# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc#attribute-reference
_OF_VPC = {
    "main-route-table": "main_route_table_id",
    "default-network-acl": "default_network_acl_id",
    "default-security-group": "default_security_group_id",
}


def address(key: str) -> str:
    """Return the resource's address inside its module; empty when the key is no Terraform address."""
    found = _ADDRESS.fullmatch(key)
    return found.group(2) if found else ""


def module_of(key: str) -> str:
    """Return the address of the module that a resource is in, with its index, empty for the root."""
    found = _ADDRESS.fullmatch(key.partition(_MADE)[0])
    return found.group(1).rstrip(".") if found else ""


def is_made(key: str) -> bool:
    """Tell whether a key is one that a change makes up for what is not there yet."""
    return _MADE in key and key.partition(_MADE)[2] not in _OF_VPC


def label(key: str) -> str:
    """Return a name for a resource that a change adds, after what it is for."""
    last = key.partition(_MADE)[2] or key
    name = _LOGICAL.sub("_", last.removeprefix("com.amazonaws.").partition(".")[2] or last).strip("_").lower()
    return name if name[:1].isalpha() else f"added_{name}"


def added_address(kind: str, key: str) -> str:
    """Return the address of a resource that a change adds."""
    return f"{kind}.{label(key)}"


def refer(key: str, kind: str = "", attribute: str = "id") -> Value:
    """Return a key as a value of Terraform: a reference, or the literal id."""
    of, _, what = key.partition(_MADE)
    if what in _OF_VPC and address(of):
        return refer(of, attribute=_OF_VPC[what])
    if what and kind:
        return reference(f"{added_address(kind, key)}.{attribute}")
    own = address(key)
    if not own:
        return key
    # Names may have letters of any script, and keys in brackets, which only an expression as it is written can hold.
    plain = own.isascii() and "[" not in own
    return reference(f"{own}.{attribute}") if plain else Code(f"{own}.{attribute}")


def named(key: str) -> str:
    """Return a key as a command names it; what has no id yet, or none that is known, is written as a place to fill."""
    return f"<{key}>" if _MADE in key or address(key) else key
