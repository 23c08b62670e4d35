"""ARNs with parts that an apply decides, written as references to what has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from sealane.terraform.hcl_values import Code, Reference, Template, Value
from sealane.verbs.mending import keys
from sealane.verbs.mending.unsure import Unsure
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, Parameter, Repository, Secret
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft, Place
    from sealane.world.world import Fact, World

_HOLE: Final = re.compile(r"«([^»]*)»")
_ACCOUNT: Final = "«account»"
_CALLER: Final = "aws_caller_identity"


def written(draft: Draft, place: Place, resource: str, world: World) -> Value:
    """Return a resource as a policy of a module names it; parts that nothing names are a `*`.

    Raises:
        Unsure: when the resource has a name that this module cannot say.

    """
    return named(resource, world, lambda key: draft.refer(place, key, "arn"), _account(place))


def named(resource: str, world: World, refer: Callable[[str], Value], account: Reference | None = None) -> Value:
    """Return a resource by what `refer` makes of the key of what has its ARN; parts that nothing names are a `*`."""
    for key, arn in _named(resource, world):
        if resource == arn or resource.startswith((f"{arn}:", f"{arn}/")):
            return _behind(refer(key), _HOLE.sub("*", resource[len(arn) :]))
    parts = resource.split(_ACCOUNT)
    if len(parts) > 1 and account is not None:
        told: list[str | Reference] = [_HOLE.sub("*", parts[0])]
        for part in parts[1:]:
            told += [account, _HOLE.sub("*", part)]
        return Template(tuple(told))
    return _HOLE.sub("*", resource)


def _named(resource: str, world: World) -> Iterator[tuple[str, str]]:
    """Yield the ARNs of what a world has, as texts, by keys that are addresses."""
    kinds: tuple[type[Fact], ...] = (Repository, Secret, Parameter, Key, FileSystem)
    for kind in kinds:
        for key, fact in world.table(kind).items():
            arn = getattr(fact, "arn", None)
            if isinstance(arn, Known) and str(arn.value) and keys.address(key):
                yield key, str(arn.value)
    for key, bucket in world.table(Bucket).items():
        if isinstance(bucket.name, Known) and keys.address(key):
            yield key, f"arn:{_partition(resource)}:s3:::{bucket.name.value}"
    for key, group in world.table(LogGroup).items():
        if isinstance(group.name, Known) and keys.address(key):
            _, _, after = resource.partition(":log-group:")
            name = str(group.name.value)
            if after == name or after.startswith(f"{name}:"):
                yield key, resource[: len(resource) - len(after) + len(name)]


def _partition(resource: str) -> str:
    return resource.split(":")[1] if resource.startswith("arn:") else "aws"


def _behind(value: Value, rest: str) -> Value:
    if not rest:
        return value
    if isinstance(value, Reference):
        return Template((value, rest))
    if isinstance(value, Code):
        reason = "a reference with a key cannot be put into an ARN"
        raise Unsure(reason)
    return f"{value}{rest}"


def _account(place: Place) -> Reference | None:
    for block in place.module.blocks("data"):
        if block.labels[:1] == (_CALLER,) and not {"count", "for_each"} & set(block.arguments):
            return Reference(f"data.{_CALLER}.{block.labels[1]}.account_id")
    return None
