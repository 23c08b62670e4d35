"""One call of a tool, answered in sealane's own values whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import jsonschema  # type: ignore[import-untyped]  # it ships no types

from sealane.errors import InputError, Problem, SealaneError
from sealane.mcp.tool import Answer, Arguments, Schema, Tool
from sealane.report.escape import visible_lines
from sealane.report.problem import as_json, draw_all
from sealane.report.style import PLAIN

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions

# Who reads the text has the document beside it, and reads both at a price.
_MOST: Final = 20_000
_FAULTS: Final = 5


def takes(tool: Tool, permissions: Permissions) -> Schema:
    """Return the schema of a tool's arguments; others than these are refused."""
    return {
        "type": "object",
        "properties": tool.takes(permissions),
        "required": list(tool.needs),
        "additionalProperties": False,
    }


def answered(tool: Tool, arguments: Arguments, permissions: Permissions) -> tuple[Answer, bool]:
    """Run a tool; return its answer and whether that is of a failure, which is told as the command line tells it."""
    try:
        _check(arguments, takes(tool, permissions), tool.name)
        answer = tool.run(arguments, permissions)
    except SealaneError as error:
        return _failed(error), True
    except Exception as error:  # noqa: BLE001 - the last line of defence: a client never meets a traceback
        return _failed(SealaneError((_bug(error),))), True
    return Answer(document=answer.document, text=_short(visible_lines(answer.text))), False


def _check(arguments: Arguments, schema: Schema, name: str) -> None:
    """Hold arguments against their schema.

    Raises:
        InputError: with every fault, `argument-invalid`.

    """
    faults = sorted(jsonschema.Draft202012Validator(schema).iter_errors(arguments), key=lambda one: list(one.path))
    if faults:
        problems = [
            Problem(
                code="argument-invalid",
                what=f"the arguments of `{name}` are wrong{_at(list(fault.path))}: {fault.message[:300]}",
                hint=f"it takes {', '.join(schema['properties'])}",
            )
            for fault in faults[:_FAULTS]
        ]
        raise InputError(*problems)


def _at(path: list[str | int]) -> str:
    return f" at {'.'.join(map(str, path))}" if path else ""


def _failed(error: SealaneError) -> Answer:
    document = {
        "schema": "sealane/problems/1",
        "status": int(error.status),
        "problems": [as_json(problem) for problem in error.problems],
    }
    return Answer(document=document, text=_short(visible_lines(draw_all(error.problems, PLAIN))))


def _bug(error: Exception) -> Problem:
    return Problem(
        code="internal-error",
        what="this is a bug in sealane; nothing is known about the question you asked",
        facts=(("error", f"{type(error).__name__}: {error}"),),
        hint="ask the same of the command line with `SEALANE_DEBUG=1` to see where it comes from, then report it",
    )


def _short(text: str) -> str:
    if len(text) <= _MOST:
        return text
    return f"{text[:_MOST]}\n… {len(text) - _MOST:,} more characters are left out; the document has what they say"
