"""A module takes the Region of its caller's provider, and is right in one Region only: it says so when that differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.lookups import lookups
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Code

_LABELS = ("aws_region", "current")


def lookups_in_region(draft: Draft) -> Iterator[Block]:
    """Yield the data sources, with a condition on the Region's.

    Names of endpoint services, zones and prefix lists are written for one Region.
    """
    region = draft.setting.region
    condition = block(
        "postcondition",
        {
            "condition": Code(f'self.name == "{region}"'),
            "error_message": f"This module is written for {region}: pass it a provider of that Region, or export it "
            "anew for another one.",
        },
    )
    for found in lookups(draft):
        yield replace(found, body=(block("lifecycle", condition),)) if found.labels == _LABELS else found
