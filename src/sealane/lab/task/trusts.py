"""Whether a trust policy surely lets ECS take a role: the plain cases, and `None` for all that needs an engine.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

_SERVICE: Final = "ecs-tasks.amazonaws.com"
_ACTIONS: Final = frozenset({"sts:AssumeRole", "sts:*", "*"})


def trusts(document: object) -> bool | None:
    """Tell whether ECS tasks may take the role."""
    if not isinstance(document, Mapping):
        return None
    statements = list(_statements(document))
    if any(not isinstance(one, Mapping) or _hard(one) for one in statements):
        return None
    about = [one for one in statements if isinstance(one, Mapping) and _about_us(one)]
    if any(one.get("Effect") == "Deny" for one in about):
        return False
    return any(one.get("Effect") == "Allow" for one in about)


def _statements(document: Mapping[str, object]) -> Iterator[object]:
    found = document.get("Statement", [])
    yield from found if isinstance(found, list | tuple) else [found]


def _hard(statement: Mapping[str, object]) -> bool:
    return any(name in statement for name in ("Condition", "NotPrincipal", "NotAction"))


def _about_us(statement: Mapping[str, object]) -> bool:
    principal = statement.get("Principal")
    services = principal.get("Service") if isinstance(principal, Mapping) else principal
    return _SERVICE in _texts(services) | ({_SERVICE} if principal == "*" else set()) and bool(
        _ACTIONS & _texts(statement.get("Action"))
    )


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    return {one for one in value if isinstance(one, str)} if isinstance(value, list | tuple) else set()
