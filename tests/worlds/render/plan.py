"""A world as the plan of a first apply of its network, roles and service, beside stores that stand already.

https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sealane.world.world import World
from tests.worlds.render.rendered import Rendered
from tests.worlds.render.resolving import UNDECIDED, Resolver, is_blocks
from tests.worlds.render.terraform.block import Block
from tests.worlds.render.terraform.blocks import Blocks, blocks_of

# A container definition names these by ARN or id, and one that an apply must decide makes all of it undecided.
_KEPT = frozenset(
    {
        "aws_secretsmanager_secret",
        "aws_secretsmanager_secret_policy",
        "aws_ssm_parameter",
        "aws_kms_key",
        "aws_s3_bucket",
        "aws_s3_bucket_policy",
        "aws_efs_file_system",
        "aws_efs_file_system_policy",
    }
)
_PROVIDER = "registry.terraform.io/hashicorp/aws"


def plan_of(world: World) -> Rendered:
    """Return a plan as `terraform show -json` prints it.

    Raises:
        Inexpressible: when a plan has no words for a part of the world.

    """
    blocks = blocks_of(world)
    resolver = Resolver(blocks, blocks.by_key, _is_there)
    places = sorted({place for block in blocks.found if (place := block.place)})
    changes = [_change(block, resolver) for block in blocks.found if not block.data]
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {"resources": [_planned(block, resolver) for block in blocks.found]}},
        "resource_changes": changes,
        "prior_state": {
            "format_version": "1.0",
            "terraform_version": "1.11.4",
            "values": {"root_module": {"resources": list(_prior(blocks, resolver, places))}},
        },
        "configuration": _configuration(blocks, resolver, places),
        "timestamp": "2026-01-01T00:00:00Z",
        "applyable": True,
        "complete": True,
        "errored": False,
    }
    return Rendered(document=json.dumps(document).encode(), keys=blocks.keys, origins=blocks.origins)


def _is_there(block: Block) -> bool:
    return block.data or block.type in _KEPT


def _change(block: Block, resolver: Resolver) -> dict[str, object]:
    values = {name: resolver.value(one) for name, one in block.values.items()}
    if _is_there(block):
        whole = {**block.minted, **values}
        change: dict[str, object] = {"actions": ["no-op"], "before": whole, "after": whole, "after_unknown": {}}
    else:
        unknown: dict[str, object] = {name: True for name in block.minted if name not in values}
        unknown |= {name: mark for name, value in values.items() if (mark := _unknown(value))}
        after = {name: _after(value) for name, value in values.items() if not _whole(value)}
        change = {"actions": ["create"], "before": None, "after": after, "after_unknown": unknown}
    return {**_named(block), "provider_name": _PROVIDER, "change": change}


def _whole(value: object) -> bool:
    """Tell whether all of a value is undecided: a list of texts is as soon as one of them is."""
    return value is UNDECIDED or (isinstance(value, list) and UNDECIDED in value)


def _unknown(value: object) -> object:
    """Return the mirror of a value that tells what an apply decides; nothing for what is decided."""
    if _whole(value):
        return True
    if isinstance(value, list) and is_blocks(value):
        marks = [_unknown(one) or {} for one in value]
        return marks if any(marks) else None
    if isinstance(value, dict):
        return {name: mark for name, one in value.items() if (mark := _unknown(one))} or None
    return None


def _after(value: object) -> object:
    if isinstance(value, list):
        return [_after(one) for one in value]
    if isinstance(value, dict):
        return {name: _after(one) for name, one in value.items() if not _whole(one)}
    return value


def _named(block: Block) -> dict[str, object]:
    mode = "data" if block.data else "managed"
    return {"address": block.address, "mode": mode, "type": block.type, "name": block.name}


def _planned(block: Block, resolver: Resolver) -> dict[str, object]:
    values = {name: _after(resolver.value(one)) for name, one in block.values.items()}
    known = {name: value for name, value in values.items() if not _whole(value)}
    return {**_named(block), "provider_name": _PROVIDER, "schema_version": 0, "values": known}


def _prior(blocks: Blocks, resolver: Resolver, places: list[tuple[str, str]]) -> Iterator[dict[str, object]]:
    for alias, region, account in _providers(places):
        head = {"mode": "data", "provider_name": _PROVIDER, "schema_version": 0}
        for kind, values in (
            ("aws_caller_identity", {"id": account, "account_id": account}),
            ("aws_region", {"id": region, "name": region}),
        ):
            yield {
                **head,
                "address": f"data.{kind}.{alias or 'current'}",
                "type": kind,
                "name": alias or "current",
                "values": values,
            }
    for block in blocks.found:
        if _is_there(block):
            found = {name: resolver.value(one) for name, one in block.values.items()}
            whole = {**block.minted, **found}
            yield {**_named(block), "provider_name": _PROVIDER, "schema_version": 0, "values": whole}


def _providers(places: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    yield "", "us-east-1", "111122223333"
    for number, (region, account) in enumerate(places):
        yield f"other_{number}", region, account


def _configuration(blocks: Blocks, resolver: Resolver, places: list[tuple[str, str]]) -> dict[str, object]:
    providers: dict[str, object] = {}
    resources: list[Mapping[str, object]] = []
    for alias, region, _ in _providers(places):
        key = f"aws.{alias}" if alias else "aws"
        providers[key] = {
            "name": "aws",
            "full_name": _PROVIDER,
            **({"alias": alias} if alias else {}),
            "expressions": {"region": {"constant_value": region}},
        }
        for kind in ("aws_caller_identity", "aws_region"):
            name = alias or "current"
            resources.append(
                {"address": f"data.{kind}.{name}", "mode": "data", "type": kind, "name": name}
                | {"provider_config_key": key, "schema_version": 0}
            )
    for block in blocks.found:
        key = f"aws.other_{places.index(block.place)}" if block.place else "aws"
        expressions = {name: resolver.expression(one) for name, one in block.values.items() if one != []}
        resources.append({**_named(block), "provider_config_key": key, "expressions": expressions, "schema_version": 0})
    return {"provider_config": providers, "root_module": {"resources": resources}}
