"""A client of the MCP server: the SDK's own, with the installed command on the other end of the pipe."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters, stdio_client
from mcp.server import Server

from tests.journeys.traveller import SEALANE

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a tool said: whether it failed, its document, and its text."""

    failed: bool
    document: dict[str, Any]
    text: str


async def call(client: Client, tool: str, **arguments: object) -> Told:
    """Call a tool; a name that Python keeps for itself ends with an underscore."""
    done = await client.call_tool(tool, {name.rstrip("_"): value for name, value in arguments.items()})
    (content,) = done.content
    return Told(failed=bool(done.is_error), document=done.structured_content, text=getattr(content, "text", ""))


def over_stdio(folder: Path, arguments: list[str], talk: Callable[[Client], Awaitable[Made]]) -> Made:
    """Start the installed command in a folder, talk to it, and end it as a client does."""

    async def main() -> Made:
        server = StdioServerParameters(command=SEALANE, args=["mcp", *arguments], cwd=folder)
        async with Client(stdio_client(server, errlog=sys.stderr)) as client:
            return await talk(client)

    return anyio.run(main)


def in_process(server: Server[Any], talk: Callable[[Client], Awaitable[Made]]) -> Made:
    """Talk to a server in this process."""

    async def main() -> Made:
        async with Client(server) as client:
            return await talk(client)

    return anyio.run(main)
