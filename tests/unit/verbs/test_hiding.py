"""A trace and a decision show nothing that their source marks as sensitive."""

from __future__ import annotations

import json

from sealane.proof.tracing import Journey
from sealane.records import replace
from sealane.report.decision.document import as_json as decision_as_json
from sealane.report.decision.text import as_text as decision_as_text
from sealane.report.style import PLAIN
from sealane.report.trace.document import as_json as trace_as_json
from sealane.report.trace.text import as_text as trace_as_text
from sealane.verbs.authorize import Asked, decision_in
from sealane.verbs.trace import trace_in
from sealane.world.world import World
from tests.worlds.healthy import EXECUTION_ROLE, LOG_GROUP, REGION, SERVICE
from tests.worlds.wounds.everything import WOUNDS

WORLD = WOUNDS["the tasks' group has no outbound rule"].broken


def hiding(*texts: str) -> World:
    """Return the world as one whose source marks texts as sensitive."""
    return replace(WORLD, source=replace(WORLD.source, masked=texts))


def traced(world: World) -> str:
    """Return all that is told of a packet."""
    found = trace_in(world, Journey(start=SERVICE, goal=f"api.ecr.{REGION}.amazonaws.com"))
    return trace_as_text(found, PLAIN) + json.dumps(trace_as_json(found))


def decided(world: World) -> str:
    """Return all that is told of a request."""
    asked = Asked(principal=EXECUTION_ROLE, action="logs:PutLogEvents", resource="arn:aws:logs:us-east-1:1:log-group:x")
    found = decision_in(world, asked)
    return decision_as_text(found, PLAIN) + json.dumps(decision_as_json(found))


def test_trace_without_what_is_sensitive() -> None:
    """The name of a group on a packet's way is told, and once it is sensitive it is not; all else is told as before."""
    assert "sg-tasks" in traced(hiding())
    told = traced(hiding("sg-tasks"))
    assert "sg-tasks" not in told
    assert told == traced(hiding()).replace("sg-tasks", "(sensitive)")


def test_decision_without_what_is_sensitive() -> None:
    """The name of a policy is told of a request, and once it is sensitive it is not."""
    assert "needs" in decided(hiding())
    assert "needs" not in decided(hiding("needs", LOG_GROUP))
    assert "(sensitive)" in decided(hiding("needs", LOG_GROUP))
