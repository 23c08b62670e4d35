"""A packet's way and a decision, in words and as documents that fit their schemas."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.report.decision import schema as decision_schema
from sealane.report.decision.document import as_json as decision_json
from sealane.report.decision.text import as_text as decision_text
from sealane.report.style import PLAIN, Style
from sealane.report.trace import schema as trace_schema
from sealane.report.trace.document import as_json as trace_json
from sealane.report.trace.text import as_text as trace_text
from sealane.verdicts.condition import KeyTest
from sealane.verdicts.decision import Decision, Outcome
from sealane.verdicts.judgement import Applied, Effect, Judgement, Layer
from sealane.verdicts.trace import Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Unread
from tests.unit.report.proof.proofs import GROUP, LAYERS, PACKET, STOPPED, WITNESS, hop

BACK = replace(
    STOPPED, forward=WITNESS.forward, back=(hop("network-acl", "aws_network_acl.a", "denies", "rule 100"),), blocks=()
)
UNCLEAR = Trace(
    verdict=Verdict.UNKNOWN, packet=PACKET, open=(Unread("the routes were not read", "ec2:DescribeRouteTables"),)
)
ALLOWED = Decision(
    outcome=Outcome.ALLOWED,
    judgements=(Judgement(Layer.IDENTITY, True, False, (Applied("p", "1", Effect.ALLOW, True),)),),  # noqa: FBT003
)
TEST = KeyTest("aws:SourceVpc", "StringEquals", ("vpc-1",))
OPEN = Decision(
    outcome=Outcome.UNKNOWN,
    conditions=(TEST,),
    judgements=(Judgement(Layer.IDENTITY, TEST, False, (Applied("p", "1", Effect.ALLOW, TEST),)),),  # noqa: FBT003
)
EXPLICIT = Decision(
    outcome=Outcome.DENIED,
    explicit=True,
    blocked_by=(Layer.SCP,),
    judgements=(Judgement(Layer.SCP, True, True, (Applied("guard", "No", Effect.DENY, True),), "root"),),  # noqa: FBT003
)


@pytest.mark.parametrize("trace", [STOPPED, WITNESS, BACK, UNCLEAR])
def test_a_trace_fits_its_schema(trace: Trace) -> None:
    """Every document of a trace is what `sealane schema trace` promises, and another verdict is refused."""
    validator = jsonschema.Draft202012Validator(trace_schema.schema())
    told = json.loads(json.dumps(trace_json(trace)))
    validator.validate(told)
    assert not validator.is_valid({**told, "verdict": "perhaps"})
    assert (told["schema"], len(told["return"])) == ("sealane/trace/1", len(trace.back))


@pytest.mark.parametrize("decision", [LAYERS, ALLOWED, OPEN, EXPLICIT])
def test_a_decision_fits_its_schema(decision: Decision) -> None:
    """Every document of a decision is what `sealane schema decision` promises, and another outcome is refused."""
    validator = jsonschema.Draft202012Validator(decision_schema.schema())
    told = json.loads(json.dumps(decision_json(decision)))
    validator.validate(told)
    assert not validator.is_valid({**told, "decision": "perhaps"})


def test_a_trace_tells_both_ways_and_what_to_change() -> None:
    """The verdict stands first, each way has its hops, and what blocks is said with its place."""
    text = trace_text(STOPPED, PLAIN)
    assert text.startswith("FAILS  tcp from 10.0.1.10 to 10.0.9.4:443 does not get through\n\nthere\n  ok name-server")
    assert f"where   {GROUP.file}:{GROUP.line}  {GROUP.name}" in text
    assert "sealane explain task-group-egress" in text
    assert "\nback\n  X  network-acl" in trace_text(BACK, PLAIN)
    assert "\nback" not in text
    assert trace_text(replace(WITNESS, verdict=Verdict.HOLDS), PLAIN).startswith("HOLDS  ")


def test_an_undecided_trace_names_what_would_decide_it() -> None:
    """What was not read is said with the permission that would read it."""
    text = trace_text(UNCLEAR, PLAIN)
    assert text.startswith("UNKNOWN  ")
    assert "? not known: the routes were not read\n  allow `ec2:DescribeRouteTables` and ask again" in text


def test_a_decision_tells_which_layer_blocks() -> None:
    """The layer that blocks is marked; one that allows is not, and an explicit Deny is called so."""
    text = decision_text(LAYERS, Style(width=200))
    assert text.startswith("DENIED  because nothing allows it: endpoint policy")
    assert "✓ role's policies" in text
    assert "✗ endpoint policy" in text
    assert "statement 1 is about other resources" in text
    assert decision_text(EXPLICIT, Style(width=200)).startswith("DENIED  by an explicit Deny: service control")
    assert "denies by guard statement No" in decision_text(EXPLICIT, Style(width=200))
    assert decision_text(ALLOWED, PLAIN).splitlines()[0] == "ALLOWED"


def test_an_undecided_decision_names_its_conditions() -> None:
    """What it hangs on is listed as a policy would write it; a decided one lists nothing."""
    assert "  - StringEquals aws:SourceVpc vpc-1" in decision_text(OPEN, PLAIN)
    assert "hold" not in decision_text(ALLOWED, PLAIN)
