"""What linking hands on: plain values, so that whoever reads them needs nothing of Terraform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sealane.terraform.linking.invented import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A resource block as it was written: its file, its line, and the arguments and blocks it has."""

    file: str
    line: int
    arguments: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPlan:
    """A plan with invented values: its resource changes, what was invented, and the invented account."""

    changes: bytes
    tokens: tuple[Token, ...]
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedState:
    """A directory planned and linked.

    Attributes:
        changes: the resource changes of a plan without invented values, as JSON.
        first: a plan with invented values, `None` when Terraform refused them, for the reason in `refused`.
        second: another one, which has nothing in common with the first but what the values stand for.
        third: the changes of another one, in which data sources are not read; empty when Terraform refused it.
        nonce: what every invented word begins with.
        account: the account where it is known, empty where not.
        regions: the Region of each resource by its address without indices.
        written: the block of each resource by its address without indices.
        not_in_directory: addresses that a given plan has and the directory has not.
        zones_assumed: whether the names of the zones are AWS's usual ones and not those of the account.

    """

    changes: bytes
    first: InventedPlan | None
    second: InventedPlan | None
    third: bytes
    nonce: str
    account: str
    regions: Mapping[str, str]
    written: Mapping[str, Written]
    zones_assumed: bool
    not_in_directory: tuple[str, ...] = ()
    refused: str = ""
