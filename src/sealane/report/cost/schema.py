"""The published JSON Schema of `sealane/cost/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.pricing.alternatives import Way
from sealane.pricing.bill import Omission
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.price import Status
from sealane.pricing.usage import KINDS
from sealane.report.cost.document import SCHEMA
from sealane.report.schema_parts import FLAG, PLACE, TEXT, a_list, an_object, document, one_of, or_null, part

AMOUNT: Final = {
    "type": "string",
    "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
    "description": "a decimal number with all its digits",
}
_OPEN: Final = {**or_null(AMOUNT), "description": "null when it is not known"}
_WHY: Final = {**TEXT, "description": "why it is not known; empty when it is"}
_LINE: Final = an_object(
    {
        "charge": one_of(Charge),
        **PLACE,
        "region": {**TEXT, "description": "empty when it is not known"},
        "factors": a_list(an_object({"number": AMOUNT, "unit": one_of(Unit)})),
        "quantity": _OPEN,
        "price": or_null(part("price")),
        "amount": _OPEN,
        "why": _WHY,
    }
)
_PRICE: Final = an_object(
    {
        "tiers": a_list(an_object({"above": AMOUNT, "price": AMOUNT})),
        "status": one_of(Status),
        "date": TEXT,
        "link": TEXT,
    }
)
_TOTAL: Final = an_object(
    {
        "amount": {**or_null(AMOUNT), "description": "null while a line is open: the sum is then not known"},
        "rounded": {**or_null(AMOUNT), "description": "the same to the cent, half a cent away from zero"},
        "known": {**AMOUNT, "description": "what is known of it, which is not the sum while a line is open"},
        "unknown": a_list(an_object({"charge": one_of(Charge), "origin": TEXT, "why": TEXT})),
    }
)
_ALTERNATIVE: Final = an_object(
    {
        "way": one_of(Way),
        "region": TEXT,
        "unit": one_of(Unit, "what both costs grow with"),
        "at": {**or_null(AMOUNT), "description": "how much of it there is, or is assumed"},
        "now": {**or_null(AMOUNT), "description": "what the present way costs at that, to the sixth digit"},
        "instead": {**or_null(AMOUNT), "description": "what the other way costs at that, to the sixth digit"},
        "break_even": {**or_null(AMOUNT), "description": "where both cost the same, to the sixth digit"},
        "meets": {**or_null(FLAG), "description": "whether both ever cost the same"},
        "why": _WHY,
        "lines": a_list(part("line")),
    }
)
PARTS: Final = {"line": _LINE, "price": _PRICE, "total": _TOTAL}


def schema() -> dict[str, Any]:
    """Return the schema."""
    properties = {
        "source": an_object({"kind": TEXT, "name": TEXT}),
        "currency": {"const": "USD"},
        "hours": {"type": "integer", "description": "hours of a month"},
        "total": part("total"),
        "lines": a_list(part("line")),
        "absent": a_list(an_object({"omission": one_of(Omission), "origins": a_list(TEXT), "why": TEXT})),
        "usage": {
            "type": "object",
            "propertyNames": one_of(KINDS),
            "additionalProperties": an_object({"number": AMOUNT, "said": FLAG}),
        },
        "prices": an_object({"name": TEXT, "as_of": TEXT}),
        "alternatives": a_list(part("alternative")),
    }
    parts = {**PARTS, "alternative": _ALTERNATIVE}
    return document(SCHEMA, "What `sealane cost --format json` prints", properties, parts)
