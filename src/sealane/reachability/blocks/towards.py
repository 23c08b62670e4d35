"""What a packet was on its way to, as far as a rule that lets it through must name it."""

from __future__ import annotations

import enum

from sealane.records import dataclass


class TowardsKind(enum.StrEnum):
    """What a rule must name."""

    ENDPOINTS = "endpoints"
    PREFIX_LIST = "prefix-list"
    FILE_SYSTEM = "file-system"
    ADDRESS = "address"
    INTERNET = "internet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Towards:
    """The other end of a way: the VPC whose endpoints are meant, a prefix list by name, a file system, an address."""

    kind: TowardsKind
    key: str = ""
