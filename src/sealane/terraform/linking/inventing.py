"""The two plans with invented values, made from the one without."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from sealane.grammar.partitions import partition_of
from sealane.terraform.configuration.tree import unindexed
from sealane.terraform.events import Diagnostic
from sealane.terraform.linking import test_files
from sealane.terraform.linking.added import is_ours
from sealane.terraform.linking.formed import Place
from sealane.terraform.linking.invented import Variant
from sealane.terraform.linking.linked import InventedPlan
from sealane.terraform.linking.planned import Planned, ResourceChange, changes_of
from sealane.terraform.linking.sources import is_worked_out
from sealane.terraform.linking.testing import Terraform, run_tests

FIRST: Final = "first"
SECOND: Final = "second"
THIRD: Final = "third"
_NAMES: Final = (FIRST, SECOND)
# How often it is tried again without the values that a provider refuses.
_TRIES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beforehand: data sources that were read, the account, the Regions by address without indices."""

    data: Mapping[str, Mapping[str, Any]]
    account: str
    regions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invention:
    """The two plans and a third that reads nothing, or Terraform's reasons for having made none."""

    plans: tuple[InventedPlan, InventedPlan] | None
    third: bytes = b""
    errors: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Where Terraform plans: the copy in which data sources are read, and the one in which they are not."""

    linking: Terraform
    doubting: Terraform


def invent(
    copies: Copies, planned: Planned, known: Known, mocked: Mapping[str, tuple[str, ...]], nonce: str
) -> Invention:
    """Plan twice with everything invented; what a provider refuses an invented value of stays unknown."""
    left_out: set[str] = set()
    errors: tuple[Diagnostic, ...] = ()
    accounts = [known.account, known.account] if known.account else _accounts()
    for _ in range(_TRIES):
        variants = [Variant(nonce=nonce, number=number, account=accounts[number - 1]) for number in (1, 2)]
        files = {
            name: _file(variant, planned, known, mocked, left_out)
            for name, variant in zip(_NAMES, variants, strict=True)
        }
        with ThreadPoolExecutor() as threads:
            doubted = threads.submit(_doubt, copies.doubting, files[FIRST]) if _asks(planned) else None
            tested = run_tests(copies.linking, files)
            third = doubted.result() if doubted else b""
        errors = tuple(error for name in _NAMES for error in tested[name].errors)
        if all(tested[name].plan for name in _NAMES):
            first, second = (
                InventedPlan(
                    changes=changes_of(tested[name].plan), tokens=tuple(variant.tokens), account=variant.account
                )
                for name, variant in zip(_NAMES, variants, strict=True)
            )
            return Invention(plans=(first, second), third=third)
        refused = _refused(errors, variants) - left_out
        if not refused:
            break
        left_out |= refused
    return Invention(plans=None, errors=errors)


def _asks(planned: Planned) -> bool:
    """Tell whether there are data sources whose answers could decide anything."""
    return any(change.mode == "data" and not is_worked_out(change.type) for change in planned.resource_changes)


def _doubt(terraform: Terraform, content: test_files.Content) -> bytes:
    """Plan the first variant where no data source is read; return nothing when that is no plan."""
    # What stands for a data source would be given for one that waits, and Terraform would not take it.
    tested = run_tests(terraform, {THIRD: {**content, "override_data": []}})[THIRD]
    return changes_of(tested.plan) if tested.plan else b""


def _file(
    variant: Variant,
    planned: Planned,
    known: Known,
    mocked: Mapping[str, tuple[str, ...]],
    left_out: Collection[str],
) -> test_files.Content:
    data: dict[str, Mapping[str, Any]] = dict(known.data)
    resources: dict[str, Mapping[str, Any]] = {}
    for change in planned.resource_changes:
        if change.address in left_out or is_ours(change.address) or not _is_made(change):
            continue
        values = variant.values(change, planned.schema(change).attributes, _place(change, known))
        if change.mode == "data":
            data[change.address] = values
        else:
            resources[change.address] = values
    return test_files.linking(mocked, data, resources)


def _is_made(change: ResourceChange) -> bool:
    """Tell whether a resource gets invented values; what a provider works out by itself it still works out."""
    if not change.provider_name.endswith("/hashicorp/aws"):
        return change.mode != "data" and not change.provider_name.startswith("terraform.io/")
    return change.mode != "data" or not is_worked_out(change.type)


def _place(change: ResourceChange, known: Known) -> Place:
    region = change.values.get("region") or known.regions.get(unindexed(change.address), "")
    partition = partition_of(region)
    return Place(
        partition=partition.name,
        region=str(region),
        dns_suffix=partition.dns_suffix,
        service=change.type.removeprefix("aws_").partition("_")[0],
    )


def _refused(errors: Collection[Diagnostic], variants: Collection[Variant]) -> set[str]:
    """Return the resources whose invented values a provider refused, by the words in what it says."""
    said = "\n".join(f"{error.summary}\n{error.detail}\n{error.message}" for error in errors)
    return {
        token.address
        for variant in variants
        for token in variant.tokens
        if (token.core and token.core in said) or token.text in said
    }


def _accounts() -> list[str]:
    """Return two accounts that nobody has written down anywhere."""
    first = f"9{secrets.randbelow(10**11):011d}"
    second = f"8{secrets.randbelow(10**11):011d}"
    return [first, second]
