"""What `endpoints`, `policies` and `explain` print fits the schemas that are published for them."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.report import endpoints, endpoints_schema, explain, explain_schema, policies, policies_schema
from sealane.report.causes import cards
from sealane.verbs.request import Request
from sealane.verbs.understand import understand

UNDERSTOOD = understand(Request(images=("demo/app:1.0",), file="none.yaml", region="us-east-1"))
DOCUMENTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "endpoints": (endpoints_schema.schema(), endpoints.as_json(UNDERSTOOD)),
    "policies": (policies_schema.schema(), policies.as_json(UNDERSTOOD)),
    **{f"cause {card.cause}": (explain_schema.schema(), explain.as_json(card)) for card in cards()},
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_fits_its_schema(name: str) -> None:
    """Each document is what is promised, and lacks nothing of it: one without a property is refused."""
    schema, told = DOCUMENTS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(told)
    assert all(not validator.is_valid({key: told[key] for key in told if key != left_out}) for left_out in told)
