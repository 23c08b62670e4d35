"""The published JSON Schema of `sealane/endpoints/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.report.cost.schema import PARTS as COSTS
from sealane.report.schema_parts import TEXT, Schema, a_list, an_object, document, one_of, part
from sealane.startup.step import StepName

_NEED: Final = an_object(
    {
        "endpoint": {**TEXT, "description": "the end of the service's name, `ecr.api` for example"},
        "type": one_of(("Interface", "Gateway")),
        "service_name": TEXT,
        "private_names": a_list(TEXT),
        "needed_by": a_list(an_object({"task": TEXT, "step": one_of(StepName), "because": TEXT, "link": TEXT})),
    }
)
_REASON: Final = an_object({"task": TEXT, "step": one_of(StepName), "because": TEXT, "reason": TEXT})
_COST: Final[Schema] = {
    **an_object({"zones": {"type": "integer", "minimum": 1}, "total": part("total"), "lines": a_list(part("line"))}),
    "description": "what all of them cost a month, a line for each in their order; left out where nobody asked",
}


def schema() -> dict[str, Any]:
    """Return the schema."""
    properties = {
        "source": TEXT,
        "region": TEXT,
        "endpoints": a_list(part("endpoint")),
        "without_endpoint": {**a_list(part("reason")), "description": "steps that no endpoint can carry"},
        "undecided": {**a_list(part("reason")), "description": "steps of which that is not known"},
        "advice": a_list(an_object({"task": TEXT, "text": TEXT})),
    }
    title = "What `sealane endpoints --format json` prints"
    whole = document("sealane/endpoints/1", title, properties, {"endpoint": _NEED, "reason": _REASON, **COSTS})
    whole["properties"]["cost"] = _COST
    return whole
