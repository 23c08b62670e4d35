"""What a plan that the user already has tells a linking: values of variables, and of data sources that were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from sealane.errors import InputError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A given plan: `variables` by name, the values of `data` sources by address, and the addresses of resources."""

    variables: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()


class _Resource(msgspec.Struct, gc=False):
    address: str
    mode: str = "managed"
    values: dict[str, Any] | None = None


class _Module(msgspec.Struct, gc=False):
    resources: list[_Resource] = []
    child_modules: list[_Module] = []


class _Values(msgspec.Struct, gc=False):
    root_module: _Module = msgspec.field(default_factory=_Module)


class _State(msgspec.Struct, gc=False):
    values: _Values | None = None


class _Variable(msgspec.Struct, gc=False):
    value: Any = None


class _Plan(msgspec.Struct, gc=False):
    variables: dict[str, _Variable] = {}
    prior_state: _State | None = None
    planned_values: _Values | None = None


_DECODER: Final = msgspec.json.Decoder(_Plan)


def given_by(plan: bytes) -> Given:
    """Take from a plan document what linking needs.

    Raises:
        InputError: `terraform-json-wrong-form`.

    """
    try:
        said = _DECODER.decode(plan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            Problem(
                code="terraform-json-wrong-form",
                what=f"this is no plan in the form that Terraform prints: {error}",
                hint="print it again: `terraform show -json PLAN > plan.json`",
                link="https://developer.hashicorp.com/terraform/internals/json-format",
            )
        ) from None
    prior = said.prior_state.values if said.prior_state else None
    data = {one.address: one.values for one in _all(prior) if one.mode == "data" and one.values is not None}
    return Given(
        variables={name: variable.value for name, variable in said.variables.items()},
        data=data,
        addresses=frozenset(one.address for one in _all(said.planned_values) if one.mode == "managed"),
    )


def _all(values: _Values | None) -> Iterator[_Resource]:
    todo = [values.root_module] if values else []
    while todo:
        module = todo.pop()
        yield from module.resources
        todo += module.child_modules
