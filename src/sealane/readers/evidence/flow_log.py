"""A flow log's lines to records: from S3, from CloudWatch Logs, or as Athena answers.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.readers.evidence.flow_format import DEFAULT, NEEDED, format_of, split
from sealane.readers.evidence.lines import Line, wrong_line
from sealane.world.flows import Flow, FlowAction, FlowStatus
from sealane.world.values import Origin

_LINK: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html"
_ABSENT: Final = frozenset({"", "-", "unknown"})
# What `aws logs tail` writes before a record: the time and the stream, which is named by the interface.
_BEFORE: Final = 2
_HIGHEST: Final = {"srcport": 65_535, "dstport": 65_535, "protocol": 255, "tcp-flags": 255}


def flows_of(lines: Iterable[Line], file: str) -> tuple[Flow, ...]:
    """Return the records of a flow log.

    Raises:
        InputError: a line is no record of the format that the first line names, or of the default one.

    """
    fields: tuple[str, ...] = DEFAULT
    found = []
    for line in lines:
        named = format_of(line.text) if _may_be_header(line.text) else ()
        if named:
            fields = _checked(named, line, file)
        else:
            found.append(_flow(line, fields, file))
    return tuple(found)


def _may_be_header(text: str) -> bool:
    """Tell cheaply that a line names no fields: a record is looked at as one alone."""
    low = text.lower()
    return "action" in low or "addr" in low


def _checked(fields: tuple[str, ...], line: Line, file: str) -> tuple[str, ...]:
    missing = [name for name in NEEDED if name not in fields and f"pkt-{name}" not in fields]
    if missing:
        raise InputError(
            Problem(
                code="flow-format-too-narrow",
                what=f"the flow log {file} leaves out {' and '.join(missing)}, without which its records say nothing",
                hint="create a flow log with `aws ec2 create-flow-logs` in the default format",
                link=_LINK,
                place=Place(file=file, line=line.number, column=1),
            )
        )
    return fields


def _flow(line: Line, fields: tuple[str, ...], file: str) -> Flow:
    words = split(line.text)
    if len(words) == len(fields) + _BEFORE and words[_BEFORE].isdigit():
        words = words[_BEFORE:]
    if len(words) != len(fields):
        because = f"it has {len(words)} fields, and the format has {len(fields)}"
        raise _wrong(line, file, because if fields != DEFAULT else f"{because}; a custom format needs a first line")
    given = {name: word for name, word in zip(fields, words, strict=True) if word not in _ABSENT}
    try:
        return _record(given, Origin("flow log", file, line.number))
    except ValueError as error:
        raise _wrong(line, file, str(error)) from None


def _record(given: Mapping[str, str], origin: Origin) -> Flow:
    status = FlowStatus(given.get("log-status", FlowStatus.RECORDED))
    action = FlowAction(given["action"]) if "action" in given else None
    if status is FlowStatus.RECORDED and action is None:
        msg = "it tells no action"
        raise ValueError(msg)
    return Flow(
        origin=origin,
        status=status,
        action=action,
        interface=given.get("interface-id", ""),
        task=given.get("ecs-task-arn", "") or given.get("ecs-task-id", ""),
        source=_address(given.get("pkt-srcaddr", "") or given.get("srcaddr", "")),
        target=_address(given.get("pkt-dstaddr", "") or given.get("dstaddr", "")),
        source_port=_number(given, "srcport"),
        target_port=_number(given, "dstport"),
        protocol=_number(given, "protocol"),
        flags=_number(given, "tcp-flags") if "tcp-flags" in given else None,
        direction=given.get("flow-direction", ""),
        reason=given.get("reject-reason", ""),
        began=_number(given, "start"),
        ended=_number(given, "end"),
    )


@lru_cache(maxsize=65_536)
def _address(text: str) -> str:
    """Return an address in its one spelling.

    Raises:
        ValueError: it is none.

    """
    return str(ipaddress.ip_address(text)) if text else ""


def _number(given: Mapping[str, str], name: str) -> int:
    """Return a number, 0 where it is left out.

    Raises:
        ValueError: it is none, or higher than such a number can be.

    """
    text = given.get(name, "0")
    if not (text.isascii() and text.isdigit()) or len(text) > len("9" * 15):
        msg = f"`{name}` must be a number and is {text[:20]!r}"
        raise ValueError(msg)
    if int(text) > _HIGHEST.get(name, int(text)):
        msg = f"`{name}` is {text}, and {_HIGHEST[name]} is the highest"
        raise ValueError(msg)
    return int(text)


def _wrong(line: Line, file: str, because: str) -> InputError:
    kind = "record of a flow log"
    return wrong_line(line, file, code="flow-log-line-invalid", kind=kind, because=because, link=_LINK)
