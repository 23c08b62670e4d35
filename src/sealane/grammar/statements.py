"""Shape of an IAM policy statement in an identity policy.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sealane.records import dataclass

SOURCE: Final = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"

ELEMENTS: Final = ("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition")
_FOREIGN: Final = ("Principal", "NotPrincipal")
_SID = re.compile(r"[A-Za-z0-9]*")
_ACTION = re.compile(r"\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+")
_RESOURCE = re.compile(r"\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+", re.DOTALL)
_OPERATOR = re.compile(
    r"(?:ForAllValues:|ForAnyValue:)?"
    r"(?:String(?:Not)?(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Not)?(?:Equals|Like)"
    r"|Numeric(?:Not)?Equals|Numeric(?:LessThan|GreaterThan)(?:Equals)?"
    r"|Date(?:Not)?Equals|Date(?:LessThan|GreaterThan)(?:Equals)?|Bool|BinaryEquals|(?:Not)?IpAddress)"
    r"(?:IfExists)?|Null"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong with a statement: where in it, one sentence, what would be right, and whether it is the key."""

    path: tuple[str | int, ...]
    what: str
    hint: str
    on_key: bool = False


def flaws(statement: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield what is wrong with the shape of one statement; its meaning is IAM's own affair."""
    yield from _keys(statement)
    if statement.get("Effect", "Allow") not in ("Allow", "Deny"):
        yield Flaw(path=("Effect",), what="`Effect` is neither `Allow` nor `Deny`", hint="`Effect: Allow`")
    sid = statement.get("Sid", "")
    if not isinstance(sid, str) or not _SID.fullmatch(sid):
        yield Flaw(path=("Sid",), what="`Sid` takes letters and digits only", hint="`Sid: ReadOrders`")
    for key in ("Action", "NotAction"):
        yield from _texts(statement, key, _ACTION, "an action such as `s3:GetObject`")
    for key in ("Resource", "NotResource"):
        yield from _texts(statement, key, _RESOURCE, "an ARN, which may hold wildcards, or `*`")
    yield from _conditions(statement)


def _keys(statement: Mapping[str, Any]) -> Iterator[Flaw]:
    for key in statement:
        if key in _FOREIGN:
            hint = "remove it: the role itself is who the statement is about"
            yield Flaw(path=(key,), what=f"`{key}` has no place in a role's own policy", hint=hint, on_key=True)
        elif key not in ELEMENTS:
            near = next((name for name in ELEMENTS if name.lower() == key.lower()), "")
            better = f"; did you mean `{near}`?" if near else ""
            hint = "IAM knows " + ", ".join(f"`{name}`" for name in ELEMENTS)
            yield Flaw(path=(key,), what=f"a statement has no element `{key}`{better}", hint=hint, on_key=True)
    if "Effect" not in statement:
        yield Flaw(path=(), what="the statement lacks `Effect`", hint="add `Effect: Allow`")
    for one, other in (("Action", "NotAction"), ("Resource", "NotResource")):
        if (one in statement) == (other in statement):
            both = "has both" if one in statement else "has neither"
            hint = f"give it one `{one}`"
            yield Flaw(
                path=(),
                what=f"the statement {both} `{one}` {'and' if both == 'has both' else 'nor'} `{other}`",
                hint=hint,
            )


def _texts(statement: Mapping[str, Any], key: str, form: re.Pattern[str], meaning: str) -> Iterator[Flaw]:
    if key not in statement:
        return
    value = statement[key]
    listed = isinstance(value, (list, tuple))
    items = value if listed else (value,)
    if not items:
        yield Flaw(path=(key,), what=f"`{key}` is an empty list", hint=f"name {meaning}")
    for position, item in enumerate(items):
        if not isinstance(item, str) or not form.fullmatch(item):
            path = (key, position) if listed else (key,)
            yield Flaw(path=path, what=f"`{item}` in `{key}` is not {meaning}", hint=f"write {meaning}")


def _conditions(statement: Mapping[str, Any]) -> Iterator[Flaw]:
    conditions = statement.get("Condition", {})
    form = '`Condition: {StringEquals: {aws:ResourceAccount: "123456789012"}}`'
    if not isinstance(conditions, Mapping):
        yield Flaw(path=("Condition",), what="`Condition` is not a mapping of operators", hint=form)
        return
    for operator, tests in conditions.items():
        if not _OPERATOR.fullmatch(str(operator)):
            hint = (
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"
            )
            yield Flaw(
                path=("Condition", operator), what=f"IAM has no condition operator `{operator}`", hint=f"see {hint}"
            )
        elif not isinstance(tests, Mapping) or not tests:
            yield Flaw(path=("Condition", operator), what=f"`{operator}` is not a mapping of keys to values", hint=form)
        else:
            yield from _values(operator, tests)


def _values(operator: str, tests: Mapping[str, Any]) -> Iterator[Flaw]:
    for key, value in tests.items():
        items = value if isinstance(value, (list, tuple)) else (value,)
        if not all(isinstance(item, (str, int, float, bool)) for item in items):
            what = f"the value of `{key}` is neither text, number, true, false, nor a list of them"
            yield Flaw(path=("Condition", operator, key), what=what, hint=f"`{key}: value` or `{key}: [value, value]`")
