"""The resources of nested modules as one list, and how a block is addressed within its module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sealane.readers.plan.document import StateValues, ValuesModule, ValuesResource


def all_of(values: StateValues | None) -> Iterator[tuple[str, ValuesResource]]:
    """Yield every resource of a state with the address of its module."""
    waiting: list[ValuesModule] = [values.root_module] if values else []
    while waiting:
        module = waiting.pop()
        yield from ((module.address, resource) for resource in module.resources)
        waiting += reversed(module.child_modules)


@lru_cache(maxsize=4096)
def block_of(mode: str, kind: str, name: str) -> str:
    """Return the address of a resource's block within its module."""
    return f"data.{kind}.{name}" if mode == "data" else f"{kind}.{name}"
