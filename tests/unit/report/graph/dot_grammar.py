"""A strict reader of the part of DOT that a drawing uses, which knows nothing of how it is written.

https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKENS = re.compile(
    r'\s*(?:(->|[{}\[\]=,;])|("(?:[^"\\]|\\.)*")|([A-Za-z_][A-Za-z0-9_]*|-?\d+(?:\.\d+)?)|(\S))', re.DOTALL
)


@dataclass
class Read:
    """What was read: nodes with their attributes, edges with theirs, and clusters with their labels."""

    nodes: dict[str, dict[str, str]] = field(default_factory=dict)
    edges: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    clusters: dict[str, str] = field(default_factory=dict)
    label: str = ""


class _Reader:
    def __init__(self, text: str) -> None:
        self.read = Read()
        self._tokens: list[tuple[str, str]] = []
        for operator, string, name, wrong in _TOKENS.findall(text.rstrip()):
            if wrong:
                message = f"no token of DOT: {wrong!r}"
                raise ValueError(message)
            self._tokens.append(("op", operator) if operator else ("string", string) if string else ("name", name))

    def graph(self) -> Read:
        self._take("digraph")
        self._name()
        self._take("{")
        while self._next() != "}":
            self._statement("")
        self._take("}")
        if self._tokens:
            message = f"text after the end: {self._tokens[0]}"
            raise ValueError(message)
        return self.read

    def _statement(self, cluster: str) -> None:
        name = self._name()
        if name == "subgraph":
            self._cluster()
        elif name in {"graph", "node", "edge"}:
            self._attributes()
        elif self._next() == "=":
            self._take("=")
            self._set(cluster, name, self._value())
        elif self._next() == "->":
            self._take("->")
            end = self._name()
            self.read.edges.append((name, end, self._attributes()))
        else:
            if name in self.read.nodes:
                message = f"two nodes {name}"
                raise ValueError(message)
            self.read.nodes[name] = self._attributes()

    def _set(self, cluster: str, name: str, value: str) -> None:
        if name == "label" and cluster:
            self.read.clusters[cluster] = value
        elif name == "label":
            self.read.label = value

    def _cluster(self) -> None:
        name = self._name()
        self._take("{")
        while self._next() != "}":
            self._statement(name)
        self._take("}")

    def _attributes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self._next() != "[":
            return found
        self._take("[")
        while self._next() != "]":
            name = self._name()
            self._take("=")
            found[name] = self._value()
            if self._next() == ",":
                self._take(",")
        self._take("]")
        return found

    def _next(self) -> str:
        return self._tokens[0][1] if self._tokens else ""

    def _take(self, expected: str) -> None:
        _, text = self._tokens.pop(0)
        if text != expected:
            message = f"{text!r} instead of {expected!r}"
            raise ValueError(message)

    def _name(self) -> str:
        kind, text = self._tokens.pop(0)
        if kind != "name":
            message = f"{text!r} is no name"
            raise ValueError(message)
        return text

    def _value(self) -> str:
        kind, text = self._tokens.pop(0)
        if kind == "op":
            message = f"{text!r} is no value"
            raise ValueError(message)
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\") if kind == "string" else text


def read_dot(text: str) -> Read:
    """Read a directed graph; raises `ValueError` for anything that is none."""
    return _Reader(text).graph()
