"""A world as it would be after its apply: what AWS mints is made up, the same everywhere it appears; pure.

Only what has a token can be made up, because only then every place of it is known. What nobody knows stays unknown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, cast

from sealane.records import dataclass, replace
from sealane.world.policies import Role
from sealane.world.services import Service
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import Fact, World

_OF_DATA = re.compile(r"(?:module\..+\.)?data\.")
ACCOUNT_TOKEN = "account"  # noqa: S105 - the name of a hole, as readers write it


@dataclass(frozen=True, slots=True, kw_only=True)
class Minting:
    """What is made up: the account, and for every token a text of its own."""

    account: str
    roles: Mapping[str, str]

    def text(self, hole: Hole) -> str | None:
        """Return what stands for a hole; `None` for one without a token, which may be anything.

        What a data source reads is there already, under a name that whoever seeds the estate does not learn from here.
        """
        if hole.token == ACCOUNT_TOKEN:
            return self.account
        if not hole.token or _OF_DATA.match(hole.token):
            return None
        return self.roles.get(hole.token) or f"made-up-{hashlib.sha256(hole.token.encode()).hexdigest()[:12]}"


def settled(world: World, account: str) -> World:
    """Return the world with every text filled whose holes have tokens, in `account` where the source names none."""
    arns = {f"{role.id}.arn": role_arn(role, account, partition(world)) for role in _roles(world)}
    minting = Minting(account=account, roles=arns)
    tables: dict[type, dict[str, Fact]] = {
        kind: {key: cast("Fact", _filled(fact, minting)) for key, fact in facts.items()}
        for kind, facts in world.tables.items()
    }
    return replace(world, tables=tables)


def partition(world: World) -> str:
    """Return the partition that the services of a world are in; a source is of one account, and so of one partition.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    return next((one.setting.partition for one in world.table(Service).values()), "aws")


def role_arn(role: Role, account: str, partition: str) -> str:
    """Return the ARN of a role, made up where an apply decides it."""
    if isinstance(role.arn, Known) and isinstance(role.arn.value, str) and role.arn.value:
        return role.arn.value
    name = role.name.value if isinstance(role.name, Known) else hashlib.sha256(role.id.encode()).hexdigest()[:12]
    return f"arn:{partition}:iam::{account}:role/{name}"


def _roles(world: World) -> list[Role]:
    return list(world.table(Role).values())


def _filled(value: Any, minting: Minting) -> Any:  # noqa: ANN401 - any part of a fact
    if isinstance(value, Partial):
        return _text(value, minting)
    if isinstance(value, tuple | list):
        parts = [_filled(one, minting) for one in value]
        same = all(one is other for one, other in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    if isinstance(value, Mapping):
        return {key: _filled(one, minting) for key, one in value.items()}
    if isinstance(value, Setting) and not isinstance(value.account, Known):
        return replace(value, account=Known(minting.account))
    if isinstance(value, Unknown | Unread) or not hasattr(type(value), "__slots__") or isinstance(value, str):
        return value
    if isinstance(value, Known):
        inner = _filled(value.value, minting)
        return value if inner is value.value else Known(inner)
    return _record(value, minting)


def _record(value: Any, minting: Minting) -> Any:  # noqa: ANN401 - any record
    if not hasattr(value, "__dataclass_fields__"):
        return value
    changed = {}
    for name in value.__dataclass_fields__:
        before = getattr(value, name)
        after = _filled(before, minting)
        if after is not before:
            changed[name] = after
    return replace(value, **changed) if changed else value


def _text(text: Partial, minting: Minting) -> Text:
    parts = [part if isinstance(part, str) else minting.text(part) for part in text.parts]
    known = [part for part in parts if part is not None]
    return "".join(known) if len(known) == len(parts) else text
