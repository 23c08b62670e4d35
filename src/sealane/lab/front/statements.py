"""Whether a statement of a policy is about a call, as moto's evaluator says, and what that evaluator does not know.

moto 5.2's `moto.iam.access_control` knows `Action`, `NotAction`, `Resource` with `*`, `Principal` as a list of ARNs,
and `StringEquals` for keys that it is given. It is asked about one statement at a time, made into an Allow: a
permission then means that the statement matches. What it would silently misread is never shown to it and is set aside
instead: `NotResource`, `NotPrincipal`, any other condition, keys that the lab does not know, policy variables,
and parts that are decided at apply.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sealane.records import dataclass

HOLE: Final = "\ufffc"
"""Stands in a text for a part that is decided at apply."""

_VARIABLE = re.compile(r"\$\{[^}]*\}")
_BLANK: Final = "blank"


class About(enum.Enum):
    """What a statement says of a call."""

    MATCHES = "matches"
    DOES_NOT = "does not"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One action on one resource.

    Attributes:
        action: as `ecr:BatchGetImage`.
        resource: the ARN, or `*`; empty when the lab does not know it.
        principals: how a policy may name the caller: its ARNs and its account.
        context: condition keys that the lab knows, by lower-case name.

    """

    action: str
    resource: str
    principals: tuple[str, ...] = ()
    context: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a statement says of a call; `why` it was set aside."""

    about: About
    why: str = ""


def rule(statement: Mapping[str, Any], call: Call, *, names_principals: bool) -> Ruling:
    """Say whether a statement is about a call; `names_principals` for policies that name who they are about."""
    if any(HOLE in each for each in (*_listed(statement.get("Action", ())), *_listed(statement.get("NotAction", ())))):
        return Ruling(about=About.SET_ASIDE, why="an action that is decided at apply")
    if not _matches({**_actions(statement), "Resource": "*"}, call, "*"):
        return Ruling(about=About.DOES_NOT)
    if why := next(_unknown(statement, call), ""):
        return Ruling(about=About.SET_ASIDE, why=why)
    shown: dict[str, Any] = {**_actions(statement), "Resource": _patterns(statement.get("Resource", ()))}
    condition = _condition(statement)
    if condition:
        shown["Condition"] = {"StringEquals": condition}
    if not names_principals:
        return _ruled(_matches(shown, call, call.resource))
    shown["Principal"] = {"AWS": _named(statement.get("Principal"))}
    anybody = "*" in shown["Principal"]["AWS"]
    names = ("*",) if anybody else (*call.principals, _BLANK)
    return _ruled(any(_matches(shown, call, call.resource, name) for name in names))


def _ruled(matches: bool) -> Ruling:  # noqa: FBT001 (a ruling is just this)
    return Ruling(about=About.MATCHES if matches else About.DOES_NOT)


def _matches(shown: Mapping[str, Any], call: Call, resource: str, principal: str | None = None) -> bool:
    from moto.iam.access_control import IAMPolicyStatement, PermissionResult

    asked = IAMPolicyStatement({**shown, "Effect": "Allow"})
    said = asked.is_action_permitted(call.action.lower(), resource, principal, dict(call.context))
    return bool(said is PermissionResult.PERMITTED)


def _unknown(statement: Mapping[str, Any], call: Call) -> Iterator[str]:
    """Give the reasons why the evaluator cannot be asked about a statement."""
    for element in ("NotResource", "NotPrincipal"):
        if element in statement:
            yield element
    if "Resource" not in statement:
        yield "a statement without Resource"
    yield from _unknown_conditions(statement, call)
    if _is_open(statement.get("Principal")):
        yield "a principal that is decided at apply"
    resources = _listed(statement.get("Resource", ()))
    if any(HOLE in each for each in resources):
        yield "a resource that is decided at apply"
    if any(_VARIABLE.search(each) for each in resources):
        yield "a policy variable in Resource"
    if not call.resource and "*" not in resources:
        yield "Resource, because the lab does not know which one the call is about"


def _unknown_conditions(statement: Mapping[str, Any], call: Call) -> Iterator[str]:
    for operator, keys in _mapping(statement.get("Condition")).items():
        for key, values in _mapping(keys).items():
            known = operator == "StringEquals" and key.lower() in call.context
            if not known or _is_open(values):
                yield f"the condition {operator} on {key}"


def _actions(statement: Mapping[str, Any]) -> dict[str, Any]:
    element = "NotAction" if "NotAction" in statement else "Action"
    return {element: [each.lower() for each in _patterns(statement.get(element, ()))]}


def _patterns(value: object) -> list[str]:
    """Write patterns so that moto's matcher, which takes all but `*` for a regular expression, means what AWS means."""
    return [re.escape(each).replace(r"\*", "*").replace(r"\?", ".") for each in _listed(value)]


def _condition(statement: Mapping[str, Any]) -> dict[str, list[str]]:
    keys = _mapping(_mapping(statement.get("Condition")).get("StringEquals"))
    return {key.lower(): _listed(values) for key, values in keys.items()}


def _named(principal: object) -> list[str]:
    if isinstance(principal, str):
        return [principal]
    return [each for kind, names in _mapping(principal).items() if kind in {"AWS", "*"} for each in _listed(names)]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, Iterable) and not isinstance(value, Mapping) else []


def _is_open(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_is_open(each) for each in value.values())
    return any(HOLE in each or _VARIABLE.search(each) for each in _listed(value))
