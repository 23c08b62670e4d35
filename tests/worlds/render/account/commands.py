"""Commands of the AWS CLI as the calls that it would make, by the same descriptions of services that it goes by.

Only what the CLI takes is taken: an operation, option or form that it does not know is an error.
https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters.html
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from botocore import xform_name
from botocore.session import Session
from botocore.validate import ParamValidator

from sealane.records import dataclass

_KEPT = re.compile(r"(\w+)=\$\((.*)\)")
# A shape of botocore's, of whatever kind.
Shape: TypeAlias = Any
_SERVICES = {"s3api": "s3"}
# Where the CLI says the opposite of a parameter by a name of its own.
_OPPOSITES = {("create-network-acl-entry", "ingress"): "Egress"}
_OF_THE_CLI = frozenset({"query", "output", "region"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: the call it makes, and under which name what it prints is kept."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    region: str = ""
    query: str = ""
    kept: str = ""

    def printed(self, answer: Mapping[str, Any]) -> str:
        """Return what it prints of an answer."""
        found: Any = answer
        for name in self.query.split(".") if self.query else ():
            found = found[name]
        return str(found) if self.query else ""


def commands(text: str, values: Mapping[str, str]) -> Iterator[Command]:
    """Yield the commands of a script, a line each; `values` are what was kept, and are read as late as possible.

    Raises:
        ValueError: when the CLI would refuse one.

    """
    for line in text.splitlines():
        kept = _KEPT.fullmatch(line)
        filled = re.sub(r'"\$(\w+)"', lambda found: shlex.quote(values[found[1]]), kept[2] if kept else line)
        yield _command(shlex.split(filled), kept[1] if kept else "")


def _command(words: list[str], kept: str) -> Command:
    if len(words) < 3 or words[0] != "aws" or any(word.startswith("<") for word in words):
        raise ValueError(words)
    service, operation = _SERVICES.get(words[1], words[1]), words[2]
    model = _model(service)
    name = next((one for one in model.operation_names if xform_name(one, "-") == operation), None)
    if name is None:
        raise ValueError(operation)
    shape = model.operation_model(name).input_shape
    options = dict(_options(words[3:]))
    parameters = dict(_parameter(shape, operation, *one) for one in options.items() if one[0] not in _OF_THE_CLI)
    report = ParamValidator().validate(parameters, shape)
    if report.has_errors():
        raise ValueError(report.generate_report())
    return Command(
        service=service,
        operation=xform_name(name),
        parameters=parameters,
        region="".join(options.get("region", [])),
        query="".join(options.get("query", [])),
        kept=kept,
    )


@cache
def _model(service: str) -> Any:  # noqa: ANN401 - made from a description
    return Session().get_service_model(service)


def _options(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    name = ""
    values: list[str] = []
    for word in [*words, "--"]:
        if word.startswith("--"):
            if name:
                yield name, values
            name, values = word[2:], []
        elif not name:
            raise ValueError(word)
        else:
            values.append(word)


def _parameter(shape: Shape, operation: str, option: str, values: list[str]) -> tuple[str, Any]:
    if opposite := _OPPOSITES.get((operation, option)):
        return opposite, False
    for member, inner in shape.members.items():
        if xform_name(member, "-") == option:
            return member, _value(inner, values)
        if xform_name(member, "-") == option.removeprefix("no-") and inner.type_name == "boolean" and not values:
            return member, False
    raise ValueError(option)


def _value(shape: Shape, values: list[str]) -> Any:  # noqa: ANN401 - whatever a service takes
    if shape.type_name == "list":
        if len(values) == 1 and values[0].startswith("["):
            return json.loads(values[0])
        return [_value(shape.member, [one]) for one in values]
    if shape.type_name == "structure":
        if not values and set(shape.members) == {"Value"}:
            return {"Value": True}
        return json.loads(values[0]) if values[0].startswith("{") else _shorthand(shape, values[0])
    if shape.type_name == "boolean" and not values:
        return True
    (text,) = values
    return int(text) if shape.type_name in {"integer", "long"} else text


def _shorthand(shape: Shape, text: str) -> dict[str, Any]:
    """Read `Key=a,Values=b,c`; what has no sign belongs to the list before it."""
    found: dict[str, list[str]] = {}
    last = ""
    for part in text.split(","):
        name, sign, value = part.partition("=")
        last = name if sign else last
        found.setdefault(last, []).append(value if sign else name)
    return {name: _value(shape.members[name], values) for name, values in found.items()}
