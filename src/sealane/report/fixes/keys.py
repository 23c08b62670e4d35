"""A fact's key as Terraform refers to it, and as a command names it."""

from __future__ import annotations

import re

from sealane.terraform.hcl_values import Code, Value, reference

_ADDRESS = re.compile(
    r"(?:module\.[^.\[]+(?:\[[^\]]+\])?\.)*((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*(?:\[[^\]]+\])?)"
)
_LOGICAL = re.compile(r"[^A-Za-z0-9]+")
_MADE = "#"


def address(key: str) -> str:
    """Return the resource's address inside its module; empty when the key is no Terraform address."""
    found = _ADDRESS.fullmatch(key)
    return found.group(1) if found else ""


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
    if _MADE in key and kind:
        return reference(f"{added_address(kind, key)}.{attribute}")
    own = address(key)
    if not own:
        return key
    return Code(f"{own}.{attribute}") if "[" in own else reference(f"{own}.{attribute}")


def named(key: str) -> str:
    """Return a key as a command names it; what has no id yet, or none that is known, is written as a place to fill."""
    return f"<{key}>" if _MADE in key or address(key) else key
