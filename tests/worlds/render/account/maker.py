"""What every part of making a world shares: the clients, and what its keys and texts are called in the account."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox
from sealane.world.values import Known, Value
from sealane.world.world import World
from tests.worlds import healthy as well
from tests.worlds.render.inexpressible import known

T = TypeVar("T")
# What an account has once, which the world's name makes its own; never within a longer word.
_ONCE = re.compile(r"app-execution|app-task|app-settings|/ecs/app(?![\w-])|demo/app(?![\w-])|app/mode|demo/other")


class Maker:
    """A world that is being made; `name` tells it from the others of the account."""

    def __init__(self, world: World, sandbox: Sandbox, name: str) -> None:
        """Have nothing yet."""
        self.world = world
        self.sandbox = sandbox
        self.name = name
        self.keys: dict[str, str] = {}

    def client(self, service: str, region: str = well.REGION) -> Any:  # noqa: ANN401 - made at run time
        """Return a client."""
        return client(self.sandbox, service, region)

    def facts(self, kind: type[T]) -> list[T]:
        """Return the facts of a kind."""
        table: dict[str, T] = dict(self.world.table(kind))  # type: ignore[type-var]  # every kind asked for is a fact
        return list(table.values())

    def key(self, value: Value[str] | str) -> str:
        """Return what a key is called in the account; one that is nowhere stays as it is."""
        key = value if isinstance(value, str) else known(value)
        return self.keys.get(key, key)

    def keys_of(self, value: Value[tuple[str, ...]]) -> list[str]:
        """Return what keys are called in the account."""
        return [self.key(one) for one in known(value)]

    def text(self, text: str) -> str:
        """Return a text with what is made in the place of what the world calls it."""
        for key in sorted(self.keys, key=len, reverse=True):
            if key.startswith("arn:") or key == well.FILE_SYSTEM:
                text = text.replace(key, self.keys[key])
        text = _ONCE.sub(lambda match: f"{match[0]}-{self.name}", text)
        return text.replace(well.ACCOUNT, self.sandbox.account)

    def value(self, value: Value[str]) -> str:
        """Return a known text so."""
        return self.text(known(value))


def is_on(value: Value[bool]) -> bool:
    """Tell whether a value is known to be true."""
    return value == Known(True)  # noqa: FBT003 - a value
