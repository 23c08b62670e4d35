"""A tool: its name, what it takes and gives, and the verb behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sealane.records import dataclass

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions

Arguments = dict[str, Any]
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a tool says: a document of a published schema, and a text for whoever reads it."""

    document: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool.

    Attributes:
        name: its name.
        title: its name for people.
        description: what it says and when to use it.
        takes: returns the JSON Schema of each argument, as far as what is permitted.
        needs: the arguments that must be given.
        gives: returns the JSON Schema of its document.
        run: answers; raises `SealaneError`.
        asks_aws: whether it may read the account.

    """

    name: str
    title: str
    description: str
    takes: Callable[[Permissions], Schema]
    gives: Callable[[], Schema]
    run: Callable[[Arguments, Permissions], Answer]
    needs: tuple[str, ...] = ()
    asks_aws: bool = False


def text(description: str, **more: object) -> Schema:
    """Return the schema of a text."""
    return {"type": "string", "description": description, **more}


def texts(description: str) -> Schema:
    """Return the schema of a list of texts."""
    return {"type": "array", "items": {"type": "string"}, "description": description}
