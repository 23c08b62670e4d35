"""YAML text to nodes, short forms of functions (`!Ref`, `!GetAtt a.b`) included.

Made of the parser's events, so that depth and the work that aliases make are bounded while reading, and duplicate keys
are seen.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from sealane.errors import InputError, Place, Problem
from sealane.readers.cloudformation.node import MAX_DEPTH, MAX_VALUES, Node
from sealane.readers.cloudformation.yaml_scalars import meaning

_PARSER: type[Any] = getattr(yaml, "CLoader", yaml.Loader)
_FORMATS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html"
_ORDINARY = ("!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")))
_BARE = ("Ref", "Condition")
_PAIR = 2


@dataclass(slots=True)
class _Open:
    """A container that is being read."""

    value: Any
    event: Any
    key: str | None = None
    key_event: Any = None
    merged: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Done:
    """A finished value: how many values it stands for, and how deep."""

    node: Node
    size: int = 1
    height: int = 0


def nodes_of_yaml(text: str, file: str) -> Node:
    """Read YAML text.

    Raises:
        InputError: when it is not one YAML document within bounds, placed, or when a key is written twice.

    """
    return _Reader(file).read(text)


class _Reader:
    """Turns events into nodes; one instance reads one text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Done] = {}
        self.root: Node | None = None
        self.documents = 0

    def read(self, text: str) -> Node:
        for event in self._events(text):
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._open({}, event)
                case yaml.SequenceStartEvent():
                    self._open([], event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._end()
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    self._document(event)
                case _:
                    pass
        return self.root or Node(None, self.file, 1, 1)

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_PARSER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._refuse("template-syntax", f"not YAML: {error.problem or error.context}", line, column)
        except (yaml.YAMLError, UnicodeEncodeError):
            self._refuse("template-syntax", "a character may not stand in a YAML file", 1, 1)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse_at("template-syntax", "the file holds more than one YAML document", event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        function = _function(event.tag)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._key(parent, event)
            return
        plain = event.implicit[0] and not function
        value = meaning(event.value) if plain else event.value
        node = self._node(value, event, event.value if plain and not isinstance(value, str) else "")
        self._finish(_Done(_called(function, node) if function else node), event)

    def _key(self, parent: _Open, event: yaml.ScalarEvent) -> None:
        if event.value in parent.value:
            self._refuse_at("duplicate-key", f"the key `{event.value}` is written twice", event)
        parent.key, parent.key_event = event.value, event

    def _open(self, value: Any, event: Any) -> None:  # noqa: ANN401 - a dictionary or a list, and its event
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._refuse_at("template-syntax", "a key must be text, not a list or a mapping", event)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse_at("template-too-deep", f"values are nested more than {MAX_DEPTH} levels deep", event)
        self.stack.append(_Open(value, event))

    def _end(self) -> None:
        done = self.stack.pop()
        if isinstance(done.value, dict):
            for source in done.merged:
                done.value = {**source.members, **done.value}
        function = _function(done.event.tag)
        node = self._node(done.value, done.event)
        self._finish(_Done(_called(function, node) if function else node, done.size, done.height), done.event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        done = self.anchors.get(event.anchor or "")
        if done is None:
            self._refuse_at("template-syntax", f"`*{event.anchor}` stands for nothing that was finished before", event)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._refuse_at("template-syntax", "a key must be text, not an alias", event)
        self._finish(done, event)

    def _finish(self, done: _Done, event: Any) -> None:  # noqa: ANN401 - an event with or without anchor
        anchor = getattr(event, "anchor", None)
        if anchor is not None and not isinstance(event, yaml.AliasEvent):
            self.anchors[anchor] = done
        if not self.stack:
            self.root = done.node
            return
        parent = self.stack[-1]
        parent.size += done.size
        parent.height = max(parent.height, done.height + 1)
        if parent.size > MAX_VALUES:
            self._refuse_at("template-too-large", f"the template stands for more than {MAX_VALUES:,} values", event)
        if parent.height + len(self.stack) > MAX_DEPTH + 1:
            self._refuse_at("template-too-deep", f"values are nested more than {MAX_DEPTH} levels deep", event)
        if isinstance(parent.value, list):
            parent.value.append(done.node)
            return
        key, parent.key = parent.key or "", None
        if key == "<<" and isinstance(done.node.value, dict | list):
            parent.merged += [done.node] if done.node.members else done.node.items
            return
        parent.value[key] = done.node.moved(self._node(None, parent.key_event))

    def _node(self, value: Any, event: Any, source: str = "") -> Node:  # noqa: ANN401 - what was read, and its event
        return Node(value, self.file, event.start_mark.line + 1, event.start_mark.column + 1, source)

    def _refuse_at(self, code: str, what: str, event: Any) -> NoReturn:  # noqa: ANN401 - every event has a start
        self._refuse(code, what, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, code: str, what: str, line: int, column: int) -> NoReturn:
        place = Place(file=self.file, line=line, column=column)
        raise InputError(Problem(code=code, what=what, link=_FORMATS, place=place)) from None


def _function(tag: str | None) -> str:
    """Return the function that a tag stands for, an empty text for none: `!Ref` and `!Condition` have no `Fn::`."""
    if tag is None or tag in _ORDINARY or not tag.startswith("!"):
        return ""
    name = tag[1:]
    return name if name in _BARE else f"Fn::{name.removeprefix('Fn::')}"


def _called(function: str, argument: Node) -> Node:
    """Write a short form out: `!GetAtt a.b.c` is `Fn::GetAtt: [a, b.c]`."""
    if function == "Fn::GetAtt" and isinstance(argument.value, str):
        parts = argument.value.split(".", _PAIR - 1)
        argument = Node([Node(part, argument.file, argument.line, argument.column) for part in parts], *_at(argument))
    return Node({function: argument}, *_at(argument))


def _at(node: Node) -> tuple[str, int, int]:
    return node.file, node.line, node.column
