"""`Fn::If`, `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, and `Condition` inside a condition.

A condition that hangs on what only a deployment decides is a hole, and a choice under it too unless both sides agree.
"""

from __future__ import annotations

from sealane.readers.cloudformation.intrinsics.scope import Scope, arguments, wrong
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.values import Evaluated, Spelled
from sealane.world.text import Hole, parts_of

_FEWEST, _MOST = 2, 10
_THREE = 3


def choose(scope: Scope, node: Node) -> Evaluated:
    """Return one of two values, as a condition says."""
    expects = "the name of a condition, and two values"
    name, yes, no = arguments(node, "Fn::If", (_THREE,), expects)
    if not isinstance(name.value, str):
        raise wrong(name, "Fn::If", expects)
    holds = scope.condition(name.value, name)
    if isinstance(holds, bool):
        return scope.value(yes if holds else no)
    first, second = scope.uncertain(yes), scope.uncertain(no)
    if type(first) is type(second) and first == second:
        return first
    return Hole(f"the condition {name.value} is not decided: {holds.reason}")


def equals(scope: Scope, node: Node) -> Evaluated:
    """Tell whether two values are the same."""
    first, second = (scope.value(part) for part in arguments(node, "Fn::Equals", (2,), "two values"))
    if isinstance(first, list | dict) or isinstance(second, list | dict):
        return first == second if not _has_holes(first) and not _has_holes(second) else _undecided(first, second)
    return _same(scope.spell(first, node), scope.spell(second, node))


def all_of(scope: Scope, node: Node) -> Evaluated:
    """Tell whether every condition holds."""
    found = _conditions(scope, node, "Fn::And")
    return False if False in found else next((one for one in found if isinstance(one, Hole)), True)


def any_of(scope: Scope, node: Node) -> Evaluated:
    """Tell whether one condition holds."""
    found = _conditions(scope, node, "Fn::Or")
    return True if True in found else next((one for one in found if isinstance(one, Hole)), False)


def negate(scope: Scope, node: Node) -> Evaluated:
    """Tell whether a condition does not hold."""
    (inner,) = arguments(node, "Fn::Not", (1,), "a list with one condition")
    found = truth(scope.value(inner))
    if found is None:
        raise wrong(inner, "Fn::Not", "a list with one condition")
    return found if isinstance(found, Hole) else not found


def condition(scope: Scope, node: Node) -> Evaluated:
    """Return whether another condition holds."""
    if not isinstance(node.value, str):
        raise wrong(node, "Condition", "the name of a condition")
    return scope.condition(node.value, node)


def truth(value: Evaluated) -> bool | Hole | None:
    """Read a value as true or false; `None` when it is neither."""
    if isinstance(value, bool | Hole):
        return value
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else None


def _conditions(scope: Scope, node: Node, function: str) -> list[bool | Hole]:
    expects = "two to ten conditions"
    parts = arguments(node, function, tuple(range(_FEWEST, _MOST + 1)), expects)
    found = [truth(scope.value(part)) for part in parts]
    known = [one for one in found if one is not None]
    if len(known) != len(found):
        raise wrong(node, function, expects)
    return known


def _same(first: Spelled, second: Spelled) -> bool | Hole:
    if isinstance(first, str) and isinstance(second, str):
        return first == second
    holes = [part for text in (first, second) if not isinstance(text, str) for part in _holes(text)]
    if first == second and all(hole.token for hole in holes):
        return True
    return Hole(next(iter(holes)).reason)


def _holes(text: Spelled) -> list[Hole]:
    return [text] if isinstance(text, Hole) else [part for part in parts_of(text) if isinstance(part, Hole)]


def _has_holes(value: Evaluated) -> bool:
    if isinstance(value, list):
        return any(_has_holes(item) for item in value)
    if isinstance(value, dict):
        return any(_has_holes(item) for item in value.values())
    return not isinstance(value, str | int | None)


def _undecided(*values: Evaluated) -> Hole:
    return next((value for value in values if isinstance(value, Hole)), Hole("the values are known only in part"))
