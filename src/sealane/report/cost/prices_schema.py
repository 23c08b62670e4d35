"""The published JSON Schema of a price file, `sealane/prices/1`."""

from __future__ import annotations

from typing import Any, Final

from sealane.pricing.charge import Charge
from sealane.pricing.price import Status
from sealane.pricing.price_reading import CURRENCY, DAY, DECIMAL, SCHEMA
from sealane.report.schema_parts import TEXT, a_list, one_of

_NUMBER: Final = {"type": "string", "pattern": DECIMAL, "description": "a decimal as a text, in US dollars or units"}
_TIER: Final = {
    "type": "object",
    "required": ["above", "price"],
    "additionalProperties": False,
    "properties": {
        "above": {**_NUMBER, "description": "units of a month above which this price counts; 0 first, then rising"},
        "price": _NUMBER,
    },
}
_PRICE: Final = {
    "type": "object",
    "required": ["charge", "region", "date", "link"],
    "additionalProperties": False,
    "oneOf": [{"required": [name]} for name in ("price", "tiers", "figures")],
    "properties": {
        "charge": one_of(Charge, "what it is for, by hour, GB, month or piece as the name says"),
        "region": {**TEXT, "minLength": 1, "description": "a Region's code, or `*` for a price that all of them share"},
        "price": _NUMBER,
        "tiers": {**a_list(_TIER), "minItems": 1},
        "figures": {**a_list(_NUMBER), "minItems": 1, "description": "what sources say that do not agree"},
        "status": one_of(Status, "`confirmed` when left out"),
        "date": {"type": "string", "pattern": DAY, "description": "the day of the price list"},
        "link": {**TEXT, "description": "the page or price list that states it"},
        "note": TEXT,
    },
}


def schema() -> dict[str, Any]:
    """Return the schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Prices that `sealane cost --prices FILE` takes",
        "type": "object",
        "required": ["schema", "prices"],
        "properties": {
            "schema": {"const": SCHEMA},
            "currency": {"const": CURRENCY},
            "as_of": {**TEXT, "description": "the day on which the prices were put together"},
            "prices": a_list(_PRICE),
        },
    }
