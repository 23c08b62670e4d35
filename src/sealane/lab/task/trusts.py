"""Whether a trust policy lets ECS take a role: the plain cases, and `None` for all that would be a guess.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping
from typing import Final

from sealane.records import dataclass
from sealane.world.tasks import Setting
from sealane.world.values import Known

_SERVICE: Final = "ecs-tasks.amazonaws.com"
_ACTION: Final = "sts:assumerole"
_ACCOUNT: Final = "aws:sourceaccount"
_SOURCE: Final = "aws:sourcearn"
_EXACT: Final = frozenset({"stringequals", "arnequals"})
_PATTERN: Final = frozenset({"stringlike", "arnlike", "arnequals"})
_FIELDS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """On whose behalf ECS asks: `arn` is as far as AWS says which one it sends, anything of the account's ECS."""

    account: str
    arn: str


def asker(setting: Setting) -> Asker:
    """Return who asks for a task in a setting.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html says to write
    `arn:aws:ecs:REGION:ACCOUNT:*`, and that no narrower one is supported.
    """
    account = setting.account.value if isinstance(setting.account, Known) else ""
    return Asker(account=account, arn=f"arn:{setting.partition}:ecs:{setting.region}:{account}:")


def trusts(document: object, who: Asker) -> bool | None:
    """Tell whether ECS tasks may take the role; `None` when conditions that are not judged here decide it."""
    if not isinstance(document, Mapping):
        return None
    said = [(one.get("Effect"), _about(one, who)) for one in _statements(document) if isinstance(one, Mapping)]
    if ("Deny", True) in said:
        return False
    if ("Allow", True) in said:
        return None if ("Deny", None) in said else True
    return None if ("Allow", None) in said else False


def _statements(document: Mapping[str, object]) -> Iterator[object]:
    found = document.get("Statement", [])
    yield from found if isinstance(found, list | tuple) else [found]


def _about(statement: Mapping[str, object], who: Asker) -> bool | None:
    """Tell whether a statement is about ECS taking the role."""
    if "NotPrincipal" in statement or "NotAction" in statement:
        return None
    principal = statement.get("Principal")
    named = _SERVICE in _texts(principal.get("Service")) if isinstance(principal, Mapping) else principal == "*"
    actions = {one.lower() for one in _texts(statement.get("Action"))}
    if not named or not any(fnmatch.fnmatchcase(_ACTION, pattern) for pattern in actions):
        return False
    conditions = statement.get("Condition")
    if not conditions:
        return True
    if not isinstance(conditions, Mapping):
        return None
    met = [
        _met(str(operator).lower(), str(key).lower(), _texts(values), who)
        for operator, keys in conditions.items()
        for key, values in (keys.items() if isinstance(keys, Mapping) else (("", None),))
    ]
    if False in met:
        return False
    return None if None in met else True


def _met(operator: str, key: str, values: set[str], who: Asker) -> bool | None:
    if not who.account or not values or (operator not in _EXACT | _PATTERN):
        return None
    if key == _ACCOUNT:
        like = operator in _PATTERN
        return any(fnmatch.fnmatchcase(who.account, one) if like else one == who.account for one in values)
    if key == _SOURCE:
        answers = [_covers(value, who, pattern=operator in _PATTERN) for value in values]
        return True if True in answers else None if None in answers else False
    return None


def _covers(value: str, who: Asker, *, pattern: bool) -> bool | None:
    """Tell whether a value covers all that ECS may send, none of it, or nobody knows which."""
    wanted, given = who.arn.split(":"), value.split(":", _FIELDS - 1)
    if value == "*" and pattern:
        return True
    if len(given) < _FIELDS:
        return None
    like = fnmatch.fnmatchcase
    if not all(like(want, each) if pattern else want == each for want, each in zip(wanted[:5], given[:5], strict=True)):
        return False
    return True if pattern and given[5] == "*" else None


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {one for one in value if isinstance(one, str)} if isinstance(value, list | tuple) else set()
