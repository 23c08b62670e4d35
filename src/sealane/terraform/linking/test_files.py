"""The test files by which Terraform plans a copy: what stands for providers, and what for each resource.

The form: https://developer.hashicorp.com/terraform/language/tests/mocking
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_TEMPLATE: Final = re.compile(r"[$%](?=\{)")

Content = dict[str, object]


def plain(mocked: Mapping[str, tuple[str, ...]], read: Mapping[str, Mapping[str, Any]]) -> Content:
    """Return the file of a plan in which nothing is invented; `read` are data sources whose values are known."""
    return _file(mocked) | {"override_data": [_data(address, values) for address, values in read.items()]}


def linking(
    mocked: Mapping[str, tuple[str, ...]],
    data: Mapping[str, Mapping[str, Any]],
    resources: Mapping[str, Mapping[str, Any]],
) -> Content:
    """Return the file of a plan in which resources and data sources have the values given."""
    return _file(mocked) | {
        "override_data": [_data(address, values) for address, values in data.items()],
        "override_resource": [
            {"target": address, "override_during": "plan", "values": literal(values)}
            for address, values in resources.items()
        ],
    }


def literal(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Return a JSON value that Terraform takes for itself, although it reads texts as templates."""
    if isinstance(value, str):
        return _TEMPLATE.sub(lambda match: match[0] * 2, value)
    if isinstance(value, Mapping):
        return {literal(key): literal(one) for key, one in value.items()}
    if isinstance(value, list):
        return [literal(one) for one in value]
    return value


def _file(mocked: Mapping[str, tuple[str, ...]]) -> Content:
    providers = {name: [{"alias": alias} if alias else {} for alias in aliases] for name, aliases in mocked.items()}
    # An empty object would be a block that lacks its name.
    return ({"mock_provider": providers} if providers else {}) | {"run": {"link": {"command": "plan"}}}


def _data(address: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"target": address, "values": literal(values)}
