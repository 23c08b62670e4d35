"""`Fn::Sub`, `Fn::Join`, `Fn::Split`, `Fn::Base64`, `Fn::ToJsonString`, and `Fn::Transform`, which only AWS can do."""

from __future__ import annotations

import base64
import json
import re

from sealane.readers.cloudformation.intrinsics.scope import Scope, arguments, wrong
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.texts import split
from sealane.readers.cloudformation.values import NOTHING, Evaluated, Reference, Spelled, closed, spelled
from sealane.world.text import Hole, Partial

_VARIABLE = re.compile(r"\$\{(!?)([^${}]*)\}")
_PAIR = 2


def sub(scope: Scope, node: Node) -> Evaluated:
    """Return a text with its `${variables}` filled in; `${!Literal}` stands for `${Literal}`."""
    own: dict[str, Node] = {}
    template: Node = node
    if isinstance(node.value, list):
        template, variables = arguments(node, "Fn::Sub", (_PAIR,), "a text, or a text and a mapping of variables")
        own = variables.members
    if not isinstance(template.value, str):
        raise wrong(template, "Fn::Sub", "a text, or a text and a mapping of variables")
    parts: list[Spelled] = []
    end = 0
    for found in _VARIABLE.finditer(template.value):
        parts += [template.value[end : found.start()], _filled(scope, found, own, template)]
        end = found.end()
    return closed(spelled([*parts, template.value[end:]]))


def _filled(scope: Scope, found: re.Match[str], own: dict[str, Node], node: Node) -> Spelled:
    literal, name = found[1], found[2].strip()
    if literal:
        return f"${{{found[2]}}}"
    if name in own:
        return scope.spell(scope.value(own[name]), own[name])
    resource, dot, attribute = name.partition(".")
    value = scope.attribute(resource, attribute, node) if dot else scope.named(name, node)
    return scope.spell(value, node)


def join(scope: Scope, node: Node) -> Evaluated:
    """Return texts with a delimiter between them; what is taken away leaves no delimiter."""
    expects = "a delimiter and a list of texts"
    delimiter, listed = arguments(node, "Fn::Join", (_PAIR,), expects)
    between = delimiter.text
    values = scope.value(listed)
    if isinstance(values, Reference):
        values = scope.spell(values, listed)
    if isinstance(values, Hole):
        return Hole(values.reason)
    if between is None or not isinstance(values, list):
        raise wrong(node, "Fn::Join", expects)
    parts: list[Spelled] = []
    for value in values:
        if value is not NOTHING:
            parts += [between, scope.spell(value, listed)]
    return closed(spelled(parts[1:]))


def split_text(scope: Scope, node: Node) -> Evaluated:
    """Return the pieces of a text."""
    expects = "a delimiter and a text"
    delimiter, text = arguments(node, "Fn::Split", (_PAIR,), expects)
    if not delimiter.text:
        raise wrong(node, "Fn::Split", expects)
    value = scope.spell(scope.value(text), text)
    pieces = split(delimiter.text, value)
    if isinstance(pieces, Hole):
        token = f"{pieces.token}/{delimiter.text}" if isinstance(value, Hole) and pieces.token else ""
        return Hole(pieces.reason, token)
    return list(pieces)


def encode(scope: Scope, node: Node) -> Evaluated:
    """Return a text in base 64; a text known in part becomes unknown."""
    value = scope.spell(scope.value(node), node)
    if isinstance(value, str):
        return base64.b64encode(value.encode("utf-8", "replace")).decode()
    return Hole("an encoded text is known only in part")


def to_json(scope: Scope, node: Node) -> Evaluated:
    """Return a value as JSON text, with holes where parts of it are not known."""
    if not scope.extended:
        raise node.problem(
            code="template-extension-undeclared",
            what="`Fn::ToJsonString` belongs to the language extensions",
            hint="add `Transform: AWS::LanguageExtensions` to the template",
        )
    return spelled(_json_parts(scope, scope.value(node), node))


def _json_parts(scope: Scope, value: Evaluated, node: Node) -> list[Spelled]:
    if isinstance(value, dict):
        parts: list[Spelled] = ["{"]
        for place, (key, inner) in enumerate((k, v) for k, v in value.items() if v is not NOTHING):
            parts += [f"{',' if place else ''}{json.dumps(key)}:", *_json_parts(scope, inner, node)]
        return [*parts, "}"]
    if isinstance(value, list):
        parts = ["["]
        for place, inner in enumerate(item for item in value if item is not NOTHING):
            parts += ["," if place else "", *_json_parts(scope, inner, node)]
        return [*parts, "]"]
    if isinstance(value, Reference | Partial | Hole):
        text = scope.spell(value, node)
        return ['"', text, '"'] if not isinstance(text, str) else [json.dumps(text)]
    return [json.dumps(None if value is NOTHING else value)]


def transform(_scope: Scope, _node: Node) -> Evaluated:
    """Say that a macro decides."""
    return Hole("a macro works out Fn::Transform when the stack is deployed")
