"""The published JSON Schema of `sealane/diagnosis/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.diagnosis.evidence.sign import SignKind, Use
from sealane.diagnosis.symptoms.symptom import FamilyName, Place
from sealane.report.schema_parts import (
    CAUSE,
    FIX,
    FLAG,
    OPEN,
    PLACE,
    PORT,
    TEXT,
    a_list,
    an_object,
    document,
    one_of,
    or_null,
    part,
)
from sealane.startup.step import StepName
from sealane.verdicts.judgement import Layer
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict

_STEP: Final = one_of(["", *StepName], "empty for what is about no step")
_NAMED: Final = an_object(
    {
        **dict.fromkeys(("principal", "action", "resource"), TEXT),
        "policy": one_of(["", *Layer], "the kind of policy that the message says denied it"),
        **dict.fromkeys(("image", "secret", "parameter", "log_group", "file_system", "role", "subnet"), TEXT),
        "platform": TEXT,
    },
)
_SYMPTOM: Final = an_object(
    {
        "message": TEXT,
        "family": one_of(["", *FamilyName], "empty for a message that fits none"),
        "means": TEXT,
        "to_do": {**TEXT, "description": "what to do where no cause is meant"},
        "step": _STEP,
        "steps": a_list(one_of(StepName)),
        "failure": one_of(["", *Failure], "empty when the message does not tell"),
        **dict.fromkeys(("host", "address"), TEXT),
        "port": PORT,
        "place": one_of(Place, "where the address is, empty when none was named"),
        **dict.fromkeys(("name_server", "region", "error", "error_code", "request_id", "stop_code"), TEXT),
        "cut": {**FLAG, "description": "whether the end of the message is missing"},
        "named": part("named"),
    },
)
_FINDING: Final = {
    **PLACE,
    "message": TEXT,
    "change": TEXT,
    "fix": FIX,
    "link": TEXT,
}
_ONE: Final = {
    "symptom": or_null(part("symptom")),
    "causes": {**a_list(part("cause")), "description": "the likeliest first"},
    "ruled_out": a_list(an_object({"cause": CAUSE, "because": TEXT, "origin": TEXT})),
    "later": {**a_list(part("later")), "description": "what else would stop the next start"},
    "commands": a_list(an_object({"command": TEXT, "shows": TEXT})),
    "open": OPEN,
    "evidence": {**a_list(part("sign")), "description": "what the logs that were given say of it"},
}
_ABOUT: Final = {
    "task": {**TEXT, "description": "the ARN of the newest task, or empty"},
    "count": {"type": "integer", "minimum": 1, "description": "how many tasks say the same"},
    "service": TEXT,
    "proved": {**FLAG, "description": "whether the first cause is certain"},
    "step_now": one_of(["", *Verdict], "what the proof says of the step as the world is now; empty without a proof"),
}
_SIGN: Final = an_object(
    {
        "sign": one_of(SignKind),
        "use": one_of(Use, "whether it was heeded, says nothing of the causes, or the message says otherwise"),
        "says": TEXT,
        "towards": a_list(CAUSE),
        "away": a_list(CAUSE),
        "file": TEXT,
        "line": {"type": "integer", "minimum": 0},
        **dict.fromkeys(("address", "interface", "action", "principal", "endpoint"), TEXT),
        "policy": one_of(["", *Layer], "the kind of policy that AWS says denied it"),
    },
)
_RECORDS: Final = {"type": "integer", "minimum": 0, "description": "how many records of logs were given"}
_UNREAD: Final = {**a_list(TEXT), "description": "IAM actions without which more stopped tasks would be known"}


def schema() -> dict[str, Any]:
    """Return the schema."""
    cause = an_object(
        {"cause": CAUSE, "step": _STEP, "because": TEXT, "proved": FLAG, **_FINDING},
    )
    parts = {
        "symptom": _SYMPTOM,
        "named": _NAMED,
        "cause": cause,
        "later": an_object({"cause": CAUSE, "steps": a_list(one_of(StepName)), **_FINDING}),
        "other": an_object({**_ABOUT, **_ONE}),
        "sign": _SIGN,
    }
    properties = {
        "source": TEXT,
        **_ABOUT,
        **_ONE,
        "unread": _UNREAD,
        "records": _RECORDS,
        "others": a_list(part("other")),
    }
    made = document("sealane/diagnosis/1", "What `sealane diagnose --format json` prints", properties, parts)
    # Without any failed start there is nothing that these could be about.
    made["required"] = [name for name in made["required"] if name not in _ABOUT]
    return made
