"""What a linking hands over, as values: three plans' resource changes, and what was invented for two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An invented value.

    Attributes:
        text: as Terraform got it.
        address: the address of the resource whose attribute it stands for.
        path: leads to the attribute within the resource, as `arn` or `dns_entry[0].dns_name`.
        core: the part of the text that no rule of AWS gives, empty where the rules give all but the account.
        part: what that part is called where rules of AWS give what is around it, empty where they give nothing.

    """

    text: str
    address: str
    path: str
    core: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPlan:
    """The resource changes of a plan with invented values, as JSON, with what was invented, and the account."""

    changes: bytes
    tokens: tuple[Token, ...]
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The block of a resource: its file, its line, and the names of its arguments and blocks."""

    file: str
    line: int
    arguments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPlan:
    """A linked directory.

    Attributes:
        changes: the resource changes of the plan in which nothing is invented, as JSON.
        invented: two others with invented values, none when Terraform refused them, for the reason in `refused`.
        unread: the first of these once more, with no data source read; empty when there is none.
        nonce: what every invented word begins with, before its number.
        account: the account, empty where it is not known.
        regions: the Region of each resource by its address without indices.
        places: the block of each resource by its address without indices.

    """

    changes: bytes
    invented: tuple[InventedPlan, InventedPlan] | None
    unread: bytes
    nonce: str
    account: str
    regions: Mapping[str, str]
    places: Mapping[str, Place]
    refused: str = ""


class Change(msgspec.Struct, gc=False):
    """What becomes of a resource."""

    actions: list[str] = []
    after: dict[str, Any] | None = None
    after_unknown: dict[str, Any] | bool = False
    after_sensitive: msgspec.Raw = msgspec.Raw(b"false")


class ResourceChange(msgspec.Struct, gc=False):
    """A resource, or a data source that is not read yet."""

    address: str
    type: str = ""
    name: str = ""
    mode: str = "managed"
    index: int | str | None = None
    module_address: str = ""
    change: Change = msgspec.field(default_factory=Change)


class _Changes(msgspec.Struct, gc=False):
    resource_changes: list[ResourceChange] = []


def changes_of(document: bytes) -> list[ResourceChange]:
    """Decode the resource changes that Terraform itself has just printed."""
    return msgspec.json.decode(document, type=_Changes).resource_changes
