"""The published JSON Schema of `sealane/proof/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.report.decision import schema as decision
from sealane.report.schema_parts import (
    CAUSE,
    CAUSE_OR_NONE,
    FIX,
    LINE,
    OPEN,
    PLACE,
    PORT,
    TEXT,
    VERDICT,
    a_list,
    an_object,
    document,
    one_of,
    or_null,
    part,
)
from sealane.report.trace import schema as trace
from sealane.startup.step import StepName
from sealane.verdicts.check import Subject
from sealane.world.gaps import Noun
from sealane.world.services import RunnerKind

_STEPS: Final = a_list(one_of(StepName))
_FINDING: Final = an_object(
    {
        "cause": CAUSE,
        "step": one_of(["", *StepName], "the first of `steps`; empty for a finding about the seal or the placement"),
        "steps": _STEPS,
        **PLACE,
        "message": TEXT,
        "change": TEXT,
        "fix": FIX,
        "link": TEXT,
        "witness": or_null(part("trace")),
        "accepted": or_null(part("acceptance")),
    },
)
_CHECK: Final = an_object(
    {
        "check": one_of(Subject),
        "verdict": VERDICT,
        "cause": CAUSE_OR_NONE,
        "origin": TEXT,
        "detail": TEXT,
        "causes": a_list(CAUSE),
        "open": OPEN,
        "trace": part("trace"),
        "decision": part("decision"),
    },
    optional=("causes", "open", "trace", "decision"),
)
_STEP: Final = an_object(
    {
        "step": one_of(StepName),
        "because": TEXT,
        "host": {**TEXT, "description": "empty when no packet leaves or the name is not known"},
        "port": PORT,
        "verdict": VERDICT,
        "cause": CAUSE_OR_NONE,
        "checks": a_list(part("check")),
        "link": TEXT,
    },
)
_SERVICE: Final = an_object(
    {
        **PLACE,
        "kind": one_of(RunnerKind),
        "verdict": {**VERDICT, "description": "once what is accepted no longer counts"},
        "starts": {**VERDICT, "description": "whatever is accepted"},
        "sealed": {**VERDICT, "description": "whatever is accepted"},
        "placement": a_list(part("check")),
        "steps": a_list(part("step")),
        "findings": a_list(part("finding")),
        "advice": a_list(part("finding")),
        "open": OPEN,
        "assumed": a_list(an_object({"noun": one_of(Noun), "subject": TEXT, "because": TEXT})),
    },
)
_ACCEPTANCE: Final = an_object(
    {
        "cause": CAUSE,
        "origin": {**TEXT, "description": "a pattern with `*` and `?`"},
        "because": TEXT,
        "until": {**TEXT, "description": "the last day on which it counts, or empty"},
        "file": TEXT,
        "line": LINE,
    },
)


def schema() -> dict[str, Any]:
    """Return the schema."""
    acceptances = a_list(part("acceptance"))
    properties = {
        "source": an_object({"kind": TEXT, "name": TEXT}),
        "taken_whole": {**a_list(TEXT), "description": "blocks of which all instances are taken to be meant"},
        "verdict": {**VERDICT, "description": "what the exit status follows: accepted findings do not count"},
        "services": a_list(part("service")),
        "acceptances": an_object({"expired": acceptances, "unmatched": acceptances}),
    }
    parts = {
        "service": _SERVICE,
        "step": _STEP,
        "check": _CHECK,
        "finding": _FINDING,
        "acceptance": _ACCEPTANCE,
        "trace": an_object(trace.TRACE),
        "decision": an_object(decision.DECISION),
        **trace.PARTS,
        **decision.PARTS,
    }
    return document("sealane/proof/1", "What `sealane prove --format json` prints", properties, parts)
