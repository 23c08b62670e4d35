"""The parameters of a template: their values, given or by default, or why there is none.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sealane.errors import InputError, Place, Problem
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.texts import split
from sealane.readers.cloudformation.values import Evaluated
from sealane.spec.nearest import suggestion
from sealane.world.text import Hole, Partial

LINK = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html"
_STORED = "AWS::SSM::Parameter::Value<"


def check_names(declared: Mapping[str, Node], given: Mapping[str, object] | None, file: str) -> None:
    """Refuse values for parameters that the template does not have.

    Raises:
        InputError: one problem for each of them.

    """
    problems = [
        Problem(
            code="template-parameter-unknown",
            what=f"the template has no parameter `{name}`{suggestion(name, declared)}",
            hint=f"its parameters: {', '.join(declared) or 'none'}",
            link=LINK,
            place=Place(file=file),
        )
        for name in given or ()
        if name not in declared
    ]
    if problems:
        raise InputError(*problems)


def parameter_value(name: str, declared: Node, given: Evaluated, token: str) -> Evaluated:
    """Return the value of one parameter; `given` is `None` where there is none but the default.

    Raises:
        InputError: when the template does not allow the value.

    """
    kind = _text(declared, "Type") or "String"
    if _is_true(declared.get("NoEcho")):
        return Hole(f"the parameter {name} is not to be shown", token)
    if kind.startswith(_STORED):
        return Hole(f"the parameter {name} is read from Parameter Store when the stack is deployed", token)
    default = declared.get("Default")
    value = given if given is not None else (default.text if default is not None else None)
    if value is None:
        return Hole(f"the parameter {name} has no value", token, plain=not _is_list(kind) and kind != "String")
    if isinstance(value, str):
        _check(name, declared, value, kind)
    if not _is_list(kind) or not isinstance(value, str | Partial):
        return value
    pieces = split(",", value) if value else []
    return pieces if isinstance(pieces, Hole) else [one.strip() if isinstance(one, str) else one for one in pieces]


def _check(name: str, declared: Node, value: str, kind: str) -> None:
    """Hold a value against what it may be; `AllowedPattern` is left to AWS, whose regular expressions are Java's."""
    values = [part.strip() for part in value.split(",")] if _is_list(kind) else [value]
    allowed = declared.get("AllowedValues")
    if allowed is not None and allowed.items:
        texts = [item.text for item in allowed.items]
        wrong = next((part for part in values if part not in texts), None)
        if wrong is not None:
            listed = ", ".join(text for text in texts if text is not None)
            _refuse(declared, f"`{wrong}` is no allowed value of the parameter `{name}`", f"use one of {listed}")
    if kind in ("Number", "List<Number>"):
        wrong = next((part for part in values if not re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", part)), None)
        if wrong is not None:
            _refuse(declared, f"the parameter `{name}` takes a number, and `{wrong}` is none", "")


def _refuse(declared: Node, what: str, hint: str) -> None:
    raise declared.problem(code="template-parameter-value", what=what, hint=hint, link=LINK)


def _is_list(kind: str) -> bool:
    return kind == "CommaDelimitedList" or kind.startswith("List<")


def _is_true(node: Node | None) -> bool:
    return node is not None and (node.text or "").lower() == "true"


def _text(declared: Node, key: str) -> str:
    node = declared.get(key)
    return (node.text if node is not None else None) or ""
