"""The tag by which the console shows a resource."""

from __future__ import annotations

from sealane.terraform.hcl import GAP, Item


def name_tag(*words: str) -> tuple[Item, ...]:
    """Return the `Name` tag, with an empty line above it."""
    return (GAP, {"tags": {"Name": "-".join(words).replace("_", "-")}})
