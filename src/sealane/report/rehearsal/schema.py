"""The published JSON Schema of `sealane/rehearsal/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.report.schema_parts import (
    CAUSE_OR_NONE,
    FLAG,
    PORT,
    TEXT,
    VERDICT,
    a_list,
    an_object,
    document,
    one_of,
    part,
)
from sealane.startup.step import StepName
from sealane.verdicts.observation import Failure
from sealane.verdicts.rehearsal import Agreement

_SECONDS: Final[dict[str, Any]] = {"type": "number", "minimum": 0}
_NUMBER: Final[dict[str, Any]] = {"type": "integer", "minimum": 0}
_REHEARSAL: Final[dict[str, Any]] = {
    "source": TEXT,
    "verdict": VERDICT,
    "taken": {**a_list(TEXT), "description": "the pieces that were taken away or broken before"},
    "capture": {**TEXT, "description": "the file with the packets, or empty"},
    "seconds": _SECONDS,
    "services": a_list(part("service")),
}
_PARTS: Final[dict[str, Any]] = {
    "service": an_object(
        {
            "origin": TEXT,
            "starts": VERDICT,
            "predicted": an_object({"starts": VERDICT, "sealed": VERDICT}),
            "message": {**TEXT, "description": "what ECS would report as the stopped reason, or empty"},
            "steps": a_list(part("step")),
            "leaks": a_list(part("exchange")),
            "stand_ins": a_list(an_object({"image": TEXT, "instead": TEXT})),
            "left_out": {**a_list(TEXT), "description": "what the lab could not be given or does not enforce"},
        }
    ),
    "step": an_object(
        {
            "step": one_of(StepName),
            "subject": TEXT,
            "observed": VERDICT,
            "predicted": VERDICT,
            "cause": CAUSE_OR_NONE,
            "agreement": one_of(Agreement),
            "observations": a_list(part("observation")),
        }
    ),
    "observation": an_object(
        {
            "subnet": TEXT,
            "verdict": VERDICT,
            "failure": one_of(["", *Failure], "empty unless it failed"),
            "host": TEXT,
            "address": TEXT,
            "port": PORT,
            "message": TEXT,
            "detail": TEXT,
            "seconds": _SECONDS,
            "wire": a_list(part("exchange")),
        }
    ),
    "exchange": an_object(
        {
            "endpoint": {**TEXT, "description": "the VPC endpoint that it arrived at, or empty"},
            "client": TEXT,
            "host": TEXT,
            "operation": TEXT,
            "status": {**_NUMBER, "description": "0 when there was no answer"},
            "received": _NUMBER,
            "sent": _NUMBER,
            "outside": {**FLAG, "description": "whether it arrived in what stands for the internet"},
            "inbound": {**FLAG, "description": "whether it came from there, and arrived at the task"},
        }
    ),
}


def schema() -> dict[str, Any]:
    """Return the schema."""
    return document("sealane/rehearsal/1", "What `sealane rehearse --format json` prints", _REHEARSAL, _PARTS)
