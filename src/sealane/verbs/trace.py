"""`trace`: one packet's way through a world that was read from anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.errors import InputError, Problem
from sealane.proof.tracing import Journey, PlaceError
from sealane.proof.tracing import trace as traced
from sealane.verbs.hiding import without
from sealane.verbs.observer import Observer
from sealane.verbs.subject import Subject, world_of

if TYPE_CHECKING:
    from sealane.verbs.request import Request
    from sealane.verdicts.trace import Trace
    from sealane.world.world import World

_HINTS = {
    "from": "`--from` takes a service, network interface, instance or load balancer of the source, or an address",
    "to": "`--to internet`, `--to 10.0.1.5`, `--to api.ecr.us-east-1.amazonaws.com`, or an endpoint of the source",
}


def trace(subject: Subject, journey: Journey, request: Request, observer: Observer) -> Trace:
    """Read a subject and trace one packet in it.

    Raises:
        InputError: when the source is wrong, or does not have a place.
        EnvironmentFailure: when AWS, Terraform or the disk fails.

    """
    return trace_in(world_of(subject, request, observer), journey)


def trace_in(world: World, journey: Journey) -> Trace:
    """Trace one packet in a world; raises `InputError` when the world does not have a place."""
    try:
        return without(traced(world, journey), world.source.masked)
    except PlaceError as wrong:
        problem = Problem(code=f"{wrong.which}-not-found", what=str(wrong), hint=_HINTS[wrong.which])
        raise InputError(problem) from None
