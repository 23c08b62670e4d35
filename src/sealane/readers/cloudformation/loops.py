"""`Fn::ForEach`: members of a mapping written once and made for each value of a list.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
"""

from __future__ import annotations

from sealane.readers.cloudformation.intrinsics.scope import Scope, wrong
from sealane.readers.cloudformation.node import Node

PREFIX = "Fn::ForEach::"
_PARTS = 3
_WEIGHT = 10
"""What making a value costs beside working one out; a stack of 500 resources stays far below what may be spent."""


def expanded(scope: Scope, members: dict[str, Node]) -> dict[str, Node]:
    """Return the members of a mapping with every loop in it unrolled.

    Raises:
        InputError: when a loop is not one, its list is not known, or it makes too much.

    """
    if not any(key.startswith(PREFIX) for key in members):
        return members
    result: dict[str, Node] = {}
    for key, node in members.items():
        if not key.startswith(PREFIX):
            result[key] = node
            continue
        for name, value in _rounds(scope, node):
            body = node.items[2].members
            scope.spend(node, _WEIGHT * sum(1 for _ in node.items[2].walk()))
            bound = {_filled(inner, name, value): _bound(one, name, value) for inner, one in body.items()}
            result.update(expanded(scope, bound))
    return result


def _rounds(scope: Scope, node: Node) -> list[tuple[str, str]]:
    expects = "a name, a list of texts, and a mapping"
    parts = node.items
    if len(parts) != _PARTS or not isinstance(parts[0].value, str) or not isinstance(parts[2].value, dict):
        raise wrong(node, "Fn::ForEach", expects)
    if not scope.extended:
        raise node.problem(
            code="template-extension-undeclared",
            what="`Fn::ForEach` belongs to the language extensions",
            hint="add `Transform: AWS::LanguageExtensions` to the template",
        )
    values = scope.value(parts[1])
    if not isinstance(values, list) or not all(isinstance(value, str | int) for value in values):
        what = "the list of this loop is not known, so that nobody can tell what it makes"
        raise parts[1].problem(code="template-loop-unknown", what=what, hint="give the parameter it is taken from")
    return [(parts[0].value, str(value)) for value in values]


def _bound(node: Node, name: str, value: str) -> Node:
    """Return a node in which the loop's name is its value."""
    if isinstance(node.value, str):
        return Node(_filled(node.value, name, value), node.file, node.line, node.column)
    if isinstance(node.value, list):
        items = [_bound(item, name, value) for item in node.value]
        return Node(items, node.file, node.line, node.column)
    if not isinstance(node.value, dict):
        return node
    call = node.single()
    if call is not None and call[0] == "Ref" and call[1].value == name:
        return Node(value, node.file, node.line, node.column)
    members = {_filled(key, name, value): _bound(inner, name, value) for key, inner in node.value.items()}
    return Node(members, node.file, node.line, node.column)


def _filled(text: str, name: str, value: str) -> str:
    plain = "".join(letter for letter in value if letter.isalnum())
    return text.replace(f"${{{name}}}", value).replace(f"&{{{name}}}", plain)
