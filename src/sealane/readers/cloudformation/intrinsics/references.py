"""`Ref`, `Fn::GetAtt`, `Fn::ImportValue`, `Fn::FindInMap`."""

from __future__ import annotations

from sealane.readers.cloudformation.intrinsics.scope import Scope, arguments, wrong
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.values import Evaluated
from sealane.spec.nearest import suggestion
from sealane.world.text import Hole

_PLACE = "[MapName, TopLevelKey, SecondLevelKey]"
_PATH = 3
_WITH_DEFAULT = 4


def ref(scope: Scope, node: Node) -> Evaluated:
    """Return a parameter's value, a pseudo parameter's, or a reference to a resource."""
    name = scope.value(node) if scope.extended else node.value
    if not isinstance(name, str):
        raise wrong(node, "Ref", "the name of a parameter or resource")
    return scope.named(name, node)


def get_att(scope: Scope, node: Node) -> Evaluated:
    """Return an attribute of a resource; `Name.Attribute` may be one text in YAML, and is in short forms."""
    expects = "the name of a resource and of an attribute"
    if isinstance(node.value, str):
        name, dot, attribute = node.value.partition(".")
        if not dot:
            raise wrong(node, "Fn::GetAtt", expects)
        return scope.attribute(name, attribute, node)
    first, second = arguments(node, "Fn::GetAtt", (2,), expects)
    name_value = scope.value(first) if scope.extended else first.value
    attribute_value = scope.value(second)
    if isinstance(attribute_value, Hole):
        return Hole(attribute_value.reason)
    if not isinstance(name_value, str) or not isinstance(attribute_value, str):
        raise wrong(node, "Fn::GetAtt", expects)
    return scope.attribute(name_value, attribute_value, node)


def import_value(scope: Scope, node: Node) -> Evaluated:
    """Return what another stack exports."""
    return scope.imported(scope.spell(scope.value(node), node))


def find_in_map(scope: Scope, node: Node) -> Evaluated:
    """Return a value of a mapping, or the default that the language extensions allow."""
    path = arguments(node, "Fn::FindInMap", (_PATH, _WITH_DEFAULT), _PLACE)
    default = path[_PATH].get("DefaultValue") if len(path) == _WITH_DEFAULT and scope.extended else None
    keys = [scope.spell(scope.value(part), part) for part in path[:_PATH]]
    if not all(isinstance(key, str) for key in keys):
        unknown = next(key for key in keys if not isinstance(key, str))
        reason = unknown.reason if isinstance(unknown, Hole) else f"{unknown} is known only in part"
        return Hole(f"the place in the mapping is not known: {reason}")
    found = scope.mapping(str(keys[0]))
    if found is None and default is None:
        raise path[0].problem(code="template-mapping-unknown", what=f"the template has no mapping `{keys[0]}`")
    for key, part in zip(keys[1:], path[1:], strict=False):
        valid = found.members if found is not None else {}
        found = valid.get(str(key))
        if found is None and default is None:
            what = f"the mapping `{keys[0]}` has no `{key}` here{suggestion(str(key), valid)}"
            raise part.problem(code="template-mapping-unknown", what=what)
    if found is not None:
        return scope.value(found)
    return scope.value(default) if default is not None else Hole("the mapping has no such value")
