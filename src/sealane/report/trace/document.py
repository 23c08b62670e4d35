"""One packet's way for machines: `sealane/trace/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sealane.report.blocks import words_of
from sealane.world.values import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.verdicts.trace import Block, Hop, Packet, Trace
    from sealane.world.values import Origin, Unknown


def as_json(trace: Trace) -> dict[str, Any]:
    """Render a trace under the name of its schema."""
    return {"schema": "sealane/trace/1", **trace_part(trace)}


def trace_part(trace: Trace) -> dict[str, Any]:
    """Render a trace as a part of another document."""
    return {
        "verdict": str(trace.verdict),
        "cause": str(trace.cause or ""),
        "packet": _packet(trace.packet),
        "endpoint": trace.endpoint,
        "forward": list(map(_hop, trace.forward)),
        "return": list(map(_hop, trace.back)),
        "blocks": list(map(_block, trace.blocks)),
        "open": open_part(trace.open),
    }


def open_part(values: Iterable[Unknown | Unread]) -> list[dict[str, str]]:
    """Render what nobody knows: the reason, and the IAM action that would read it."""
    return [{"reason": value.reason, "action": value.action if isinstance(value, Unread) else ""} for value in values]


def place_part(origin: Origin) -> dict[str, Any]:
    """Render where a fact stands; file and line are empty and 0 when they are not known."""
    return {"origin": origin.name, "file": origin.file, "line": origin.line}


def _packet(packet: Packet) -> dict[str, Any]:
    return {
        "source": packet.source,
        "destination": packet.destination,
        "protocol": packet.protocol,
        "source_port": packet.source_port,
        "port": packet.port,
    }


def _hop(hop: Hop) -> dict[str, Any]:
    return {**place_part(hop.origin), "kind": hop.kind, "rule": hop.rule.name, "does": hop.does, "detail": hop.detail}


def _block(block: Block) -> dict[str, Any]:
    words = words_of(block)
    return {
        "cause": str(block.cause),
        **place_part(block.origin),
        "message": words.sentence,
        "change": words.change,
        "link": words.link,
    }
