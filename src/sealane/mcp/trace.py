"""The tool `trace`: one packet's way, there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.mcp.subjects import source_arguments, subject_of
from sealane.mcp.tool import Answer, Arguments, Schema, Tool, text
from sealane.report.style import PLAIN
from sealane.verbs.observer import Silent

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def _takes(permissions: Permissions) -> Schema:
    return {
        **source_arguments(permissions),
        "from": text("Where the packet starts: a service, interface, instance or load balancer, or an address."),
        "to": text("Where it goes: an address, a host name, an endpoint or file system, or `internet`."),
        "port": {"type": "integer", "minimum": 0, "maximum": 65535, "description": "0 is the goal's own."},
        "protocol": text("`tcp`, `udp`, `icmp` or a number; tcp when left out."),
    }


def _gives() -> Schema:
    from sealane.report.trace.schema import schema

    return schema()


def _run(arguments: Arguments, permissions: Permissions) -> Answer:
    from sealane.proof.tracing import Journey
    from sealane.report.trace.document import as_json
    from sealane.report.trace.text import as_text
    from sealane.verbs.trace import trace

    subject, request = subject_of(arguments, permissions)
    journey = Journey(
        start=arguments["from"],
        goal=arguments["to"],
        port=arguments.get("port", 0),
        protocol=arguments.get("protocol") or "tcp",
    )
    traced = trace(subject, journey, request, Silent())
    return Answer(document=as_json(traced), text=as_text(traced, PLAIN))


TRACE: Final = Tool(
    name="trace",
    title="Trace a packet",
    description=(
        "Follow one packet from a place of a source to another, and its answer back, hop by hop with the rule that "
        "decided at each: `holds` when it arrives and the answer comes back, `fails` with where it stops, or `unknown`."
    ),
    takes=_takes,
    gives=_gives,
    run=_run,
    needs=("from", "to"),
    asks_aws=True,
)
