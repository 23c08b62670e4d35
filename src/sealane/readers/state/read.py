"""A state document to a world: every value is literal, and a fact's key stays its address."""

from __future__ import annotations

from typing import Final

import msgspec

from sealane.grammar.partitions import known_regions, partition_of
from sealane.readers.plan.assemble import ASSUMED, world_of_resources
from sealane.readers.plan.collector import collector_off
from sealane.readers.plan.document import State, ValuesResource, decode_state
from sealane.readers.plan.estate import Estate
from sealane.readers.plan.modules import all_of, block_of
from sealane.readers.plan.resource import Home, NoLinks, Resource
from sealane.readers.plan.sensitive import hidden_of_resources
from sealane.readers.plan.types_read import TYPES
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unknown, Value
from sealane.world.world import Source, World

KIND: Final = "terraform-state"
_ARN_PARTS: Final = 6


def world_of_state(document: bytes, name: str) -> World:
    """Return the world that a state describes.

    Raises:
        InputError: when the document is no state that can be read.

    """
    with collector_off():
        state = decode_state(document, name)
        resources = resources_of_state(state)
        estate = Estate(name, resources, NoLinks(), resources)
        hidden = hidden_of_resources(one for _, one in all_of(state.values) if one.type in TYPES)
        return world_of_resources(estate, Source(kind=KIND, name=name, assumed=ASSUMED, masked=hidden))


def resources_of_state(state: State) -> tuple[Resource, ...]:
    """Return the resources of a state; what waits for its deletion is none, what is tainted stands until then."""
    found = [(module, one) for module, one in all_of(state.values) if one.type in TYPES and not one.deposed_key]
    usual = _usual(found)
    return tuple(_resource(module, one, usual) for module, one in found)


def _resource(module: str, one: ValuesResource, usual: Setting) -> Resource:
    home = Home(
        module=module,
        type=one.type,
        block=block_of(one.mode, one.type, one.name),
        index=one.index,
        setting=_setting(one, usual),
        data=one.mode == "data",
    )
    return Resource(one.address, home, one.values or {})


def _setting(one: ValuesResource, usual: Setting) -> Setting:
    """Return where a resource is, as its own ARN tells it; a state has no provider configurations."""
    told = _told(one)
    if told is None:
        return usual
    partition, region, account = told
    known: Value[str] = Known(account) if account.isdecimal() else usual.account
    return Setting(partition=partition, region=region or usual.region, account=known)


def _usual(found: list[tuple[str, ValuesResource]]) -> Setting:
    """Return what most ARNs tell, for the resources that have none."""
    regions: dict[str, int] = {}
    accounts: dict[str, int] = {}
    for told in filter(None, (_told(one) for _, one in found)):
        if told[1]:
            regions[told[1]] = regions.get(told[1], 0) + 1
        if told[2].isdecimal():
            accounts[told[2]] = accounts.get(told[2], 0) + 1
    region = max(regions, key=regions.__getitem__, default="")
    return Setting(
        partition=partition_of(region).name if region in known_regions() else "aws",
        region=region,
        account=Known(next(iter(accounts))) if len(accounts) == 1 else Unknown("the account is not in the source"),
    )


def _told(one: ValuesResource) -> tuple[str, str, str] | None:
    values = one.values or {}
    arn = values.get("arn") or (values.get("id") if one.type == "aws_ecs_service" else None)
    parts = arn.split(":", _ARN_PARTS - 1) if isinstance(arn, str) else []
    if len(parts) != _ARN_PARTS or one.mode == "data":
        return None
    return parts[1], parts[3], parts[4]


class _Head(msgspec.Struct, gc=False):
    format_version: str | msgspec.UnsetType = msgspec.UNSET
    values: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    terraform_version: str | msgspec.UnsetType = msgspec.UNSET
    resource_changes: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    configuration: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_DECODER: Final = msgspec.json.Decoder(_Head)


def recognise(document: bytes) -> str | None:
    """Return `terraform-state` for a state document, also of an empty state, `None` for anything else."""
    try:
        head = _DECODER.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    of_plan = head.resource_changes is not msgspec.UNSET or head.configuration is not msgspec.UNSET
    if of_plan or head.format_version is msgspec.UNSET:
        return None
    told = head.values is not msgspec.UNSET or head.terraform_version is not msgspec.UNSET
    return KIND if told else None
