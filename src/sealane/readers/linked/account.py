"""A world of which the caller's account was not known, once somebody says which it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sealane.readers.linked.vocabulary import ACCOUNT
from sealane.readers.plan.translate.settings import joined
from sealane.records import replace
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown
from sealane.world.world import World

_LEAVES: Final = (str, bytes, int, float, bool, type(None))


def in_account(world: World, account: str) -> World:
    """Return the world as it is in an account, itself where none is given.

    Linking has told where the caller's account stands in a text; a value that an apply decides stays one that it
    decides, whatever the account is.
    """
    if not account:
        return world
    tables = {
        kind: {key: _settled(fact, account) for key, fact in table.items()} for kind, table in world.tables.items()
    }
    return replace(world, tables=tables)


def _settled(value: Any, account: str) -> Any:  # noqa: ANN401 - any part of a fact
    if isinstance(value, _LEAVES):
        return value
    if isinstance(value, Partial):
        return joined([_part(part, account) for part in value.parts])
    if isinstance(value, Setting) and isinstance(value.account, Unknown):
        return replace(value, account=Known(account))
    if isinstance(value, dict):
        return {_settled(key, account): _settled(one, account) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_settled(one, account) for one in value)
    fields = {name: getattr(value, name) for name in _fields(value)}
    changed = {name: new for name, old in fields.items() if (new := _settled(old, account)) is not old}
    return replace(value, **changed) if any(fields[name] != new for name, new in changed.items()) else value


def _fields(value: object) -> Iterator[str]:
    yield from getattr(type(value), "__dataclass_fields__", ())


def _part(part: str | Hole, account: str) -> str | Hole:
    return account if isinstance(part, Hole) and part.token == ACCOUNT else part
