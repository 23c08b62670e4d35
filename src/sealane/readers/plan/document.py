"""The plan document as far as it is read, typed; what nothing here names is skipped without being built."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec

from sealane.errors import InputError, Place, Problem

FORMAT: Final = "https://developer.hashicorp.com/terraform/internals/json-format"
_MAJOR: Final = "1"
_T = TypeVar("_T")


class Change(msgspec.Struct, gc=False):
    """What a plan does to a resource; in `after_unknown` stands `true` for every value that an apply decides."""

    actions: list[str] = []
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    after_unknown: dict[str, Any] | bool = False
    before_sensitive: msgspec.Raw = msgspec.Raw(b"false")
    after_sensitive: msgspec.Raw = msgspec.Raw(b"false")


class ResourceChange(msgspec.Struct, gc=False):
    """A resource that the plan reads, keeps, makes, changes or takes away."""

    address: str
    type: str = ""
    name: str = ""
    mode: str = "managed"
    module_address: str = ""
    index: int | str | None = None
    deposed: str = ""
    change: msgspec.Raw = msgspec.Raw(b"{}")


class ValuesResource(msgspec.Struct, gc=False):
    """A resource of a state."""

    address: str
    type: str = ""
    name: str = ""
    mode: str = "managed"
    index: int | str | None = None
    provider_name: str = ""
    values: dict[str, Any] | None = None
    sensitive_values: msgspec.Raw = msgspec.Raw(b"false")
    tainted: bool = False
    deposed_key: str = ""


class ValuesModule(msgspec.Struct, gc=False):
    """A module of a state."""

    address: str = ""
    resources: list[ValuesResource] = []
    child_modules: list[ValuesModule] = []


class StateValues(msgspec.Struct, gc=False):
    """The values of a state."""

    root_module: ValuesModule = msgspec.field(default_factory=ValuesModule)


class State(msgspec.Struct, gc=False):
    """A state document."""

    format_version: str = ""
    values: StateValues | None = None


class ConfigResource(msgspec.Struct, gc=False):
    """A resource block; what makes several of it is `count_expression` or `for_each_expression`."""

    address: str = ""
    provider_config_key: str = ""
    expressions: dict[str, Any] = {}
    count_expression: Any = None
    for_each_expression: Any = None


class Output(msgspec.Struct, gc=False):
    """An output of a module."""

    expression: dict[str, Any] = {}


class ModuleCall(msgspec.Struct, gc=False):
    """A `module` block; `module` repeats the whole module for each block."""

    expressions: dict[str, Any] = {}
    count_expression: Any = None
    for_each_expression: Any = None
    module: msgspec.Raw = msgspec.Raw(b"{}")


class ConfigVariable(msgspec.Struct, gc=False):
    """A `variable` block."""

    sensitive: bool = False


class Module(msgspec.Struct, gc=False):
    """A module of the configuration."""

    variables: dict[str, ConfigVariable] = {}
    resources: list[ConfigResource] = []
    outputs: dict[str, Output] = {}
    module_calls: dict[str, ModuleCall] = {}


class ProviderConfig(msgspec.Struct, gc=False):
    """A `provider` block."""

    name: str = ""
    expressions: dict[str, Any] = {}


class Configuration(msgspec.Struct, gc=False):
    """The configuration."""

    provider_config: dict[str, ProviderConfig] = {}
    root_module: Module = msgspec.field(default_factory=Module)


class Variable(msgspec.Struct, gc=False):
    """The value of a variable of the root module."""

    value: Any = None


class Plan(msgspec.Struct, gc=False):
    """A plan document."""

    format_version: str = ""
    variables: dict[str, Variable] = {}
    resource_changes: list[ResourceChange] = []
    prior_state: State | None = None
    configuration: Configuration = msgspec.field(default_factory=Configuration)
    complete: bool = True
    errored: bool = False


_PLAN: Final = msgspec.json.Decoder(Plan)
_STATE: Final = msgspec.json.Decoder(State)
_CHANGE: Final = msgspec.json.Decoder(Change)
_MODULE: Final = msgspec.json.Decoder(Module)


def decode_plan(document: bytes, name: str) -> Plan:
    """Decode a plan document.

    Raises:
        InputError: when it is no JSON, has another form, or is of a format that is not known.

    """
    plan = _decoded(_PLAN, document, name, "a Terraform plan")
    _check_format(plan.format_version, name)
    return plan


def decode_state(document: bytes, name: str) -> State:
    """Decode a state document.

    Raises:
        InputError: as `decode_plan`.

    """
    state = _decoded(_STATE, document, name, "a Terraform state")
    _check_format(state.format_version, name)
    return state


def decode_change(change: ResourceChange, name: str) -> Change:
    """Decode what happens to a resource.

    Raises:
        InputError: when it has another form.

    """
    try:
        return _CHANGE.decode(change.change)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # Decoded once more, to say what is wrong with it.
        return _decoded(_CHANGE, change.change, name, "a Terraform plan", change.address)


def decode_module(raw: msgspec.Raw, name: str) -> Module:
    """Decode the module of a call.

    Raises:
        InputError: when it has another form.

    """
    return _decoded(_MODULE, raw, name, "a Terraform plan")


def _decoded(
    decoder: msgspec.json.Decoder[_T], document: bytes | msgspec.Raw, name: str, kind: str, of: str = ""
) -> _T:
    try:
        return decoder.decode(document)
    except msgspec.ValidationError as error:
        what = f"this is no {kind.removeprefix('a ')} in the form that Terraform prints: {error}"
        facts = (("resource", of),) if of else ()
        raise InputError(_problem("terraform-json-wrong-form", what, name, facts)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        what = f"this is no complete JSON: {str(error)[:1].lower()}{str(error)[1:]}"
        raise InputError(_problem("json-invalid", what, name)) from None
    except RecursionError:
        raise InputError(_problem("json-invalid", "this JSON is nested too deeply", name)) from None


def _check_format(version: str, name: str) -> None:
    """Take every minor version, as Terraform promises that they stay readable."""
    if version.partition(".")[0] == _MAJOR:
        return
    what = f"the document has format {version[:20]!r}" if version else "the document has no `format_version`"
    raise InputError(
        Problem(
            code="terraform-format-unknown",
            what=f"{what}, and only formats 1.x are known",
            hint="print it again with `terraform show -json` of Terraform 1.11 or newer",
            link=FORMAT,
            place=Place(file=name),
        )
    )


def _problem(code: str, what: str, name: str, facts: tuple[tuple[str, str], ...] = ()) -> Problem:
    hint = "print it again: `terraform show -json PLAN > plan.json`, or `terraform show -json > state.json`"
    return Problem(code=code, what=what, facts=facts, hint=hint, link=FORMAT, place=Place(file=name))
