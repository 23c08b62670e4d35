"""The everyday part of YAML, read line by line: mappings in block form, lists of single values, each value on one line.

PyYAML reads all of YAML, and its import takes as long as all the rest of reading a spec. A text that this reader takes
means the same to PyYAML, with the same places; `tests/unit/spec/test_simple_tree.py` holds the two together. Anything
else, and everything that is wrong, it leaves alone.
"""

from __future__ import annotations

import re
from typing import Any

from sealane.records import dataclass
from sealane.spec.places import Position
from sealane.spec.scalars import meaning
from sealane.spec.tree import Tree

# Letters and signs that mean nothing to YAML, whatever stands beside them; a colon only where no space follows it.
_PLAIN = r"[A-Za-z0-9_/.+](?:[A-Za-z0-9_/.+@:-]*[A-Za-z0-9_/.+@-])?"
# One line of printable ASCII in quotes, without an escape in it.
_QUOTED = r'"[ !#-\[\]-~]*"' + "|" + r"'[ -&(-~]*'"
_VALUE = rf"(?P<value>{_PLAIN}|{_QUOTED})"
_COMMENT = r"(?: +#.*)? *"
_EMPTY = re.compile(r" *(?:#.*)?")
_ENTRY = re.compile(rf"(?P<indent> *)(?P<key>[A-Za-z_][A-Za-z0-9_.-]*):(?: +{_VALUE})?{_COMMENT}")
_ITEM = re.compile(rf"(?P<indent> *)- +{_VALUE}{_COMMENT}")
# Far below the bounds of a spec, so that none of them can be met here.
_MOST_LINES = 50_000
_LONGEST_LINE = 1_000
_DEEPEST = 20


@dataclass(slots=True)
class _Level:
    """A mapping or a list that lines are added to; `key` waits for its value."""

    indent: int
    value: Any
    marks: dict[str | int, tuple[Position, Position]]
    key: str = ""
    key_mark: Position = (0, 0)


def simple_tree(text: str) -> Tree | None:
    """Return what the text says, or nothing when it takes all of YAML to read it."""
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return None
    reader = _Reader()
    for number, line in enumerate(lines):
        # What Python calls printable YAML allows too, and takes for no end of a line.
        if not line.isprintable() or not (_EMPTY.fullmatch(line) or reader.takes(number, line)):
            return None
    return reader.tree()


class _Reader:
    """Puts lines together; one instance reads one text."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.marks: dict[int, tuple[Any, dict[str | int, tuple[Position, Position]]]] = {}
        self.sources: dict[tuple[int, str | int], str] = {}
        self.stack: list[_Level] = []
        self._open(0, self.root)

    def tree(self) -> Tree | None:
        """Return the tree, unless the text is empty or its last key has no value."""
        if not self.root or self.stack[-1].key:
            return None
        return Tree(root=self.root, marks=self.marks, sources=self.sources)

    def takes(self, number: int, line: str) -> bool:
        """Add a line; tell whether it could be."""
        found = _ENTRY.fullmatch(line) or _ITEM.fullmatch(line)
        if found is None or len(line) > _LONGEST_LINE or len(self.stack) > _DEEPEST:
            return False
        indent = found.end("indent")
        if found.re is _ITEM:
            return self._opens_list(number, indent) and self._item(number, found)
        return self._opens_mapping(number, indent) and self._entry(number, found)

    def _opens_list(self, number: int, indent: int) -> bool:
        """Find the list that an item of this indent belongs to; it may stand right below its key."""
        level = self.stack[-1]
        if level.key:
            return indent >= level.indent and self._nest(number, indent, [])
        level = self._back_to(indent)
        return isinstance(level.value, list) and level.indent == indent

    def _opens_mapping(self, number: int, indent: int) -> bool:
        """Find the mapping that a key of this indent belongs to."""
        level = self.stack[-1]
        if level.key:
            return indent > level.indent and self._nest(number, indent, {})
        level = self._back_to(indent)
        if isinstance(level.value, list) and level.indent == indent:
            self.stack.pop()
            level = self.stack[-1]
        return isinstance(level.value, dict) and level.indent == indent

    def _back_to(self, indent: int) -> _Level:
        while len(self.stack) > 1 and self.stack[-1].indent > indent:
            self.stack.pop()
        return self.stack[-1]

    def _nest(self, number: int, indent: int, value: Any) -> bool:  # noqa: ANN401 - a dict or a list
        """Give the key that waits a new container."""
        level = self.stack[-1]
        level.value[level.key] = value
        level.marks[level.key] = (level.key_mark, (number, indent))
        level.key = ""
        self._open(indent, value)
        return True

    def _open(self, indent: int, value: Any) -> None:  # noqa: ANN401 - as above
        level = _Level(indent, value, {})
        self.marks[id(value)] = (value, level.marks)
        self.stack.append(level)

    def _entry(self, number: int, found: re.Match[str]) -> bool:
        level, key, start = self.stack[-1], found["key"], (number, found.start("key"))
        if key in level.value:
            return False
        if found["value"] is None:
            level.key, level.key_mark = key, start
            return True
        return self._put(level, key, found, (start, (number, found.start("value"))))

    def _item(self, number: int, found: re.Match[str]) -> bool:
        level, start = self.stack[-1], (number, found.start("value"))
        position = len(level.value)
        level.value.append(None)
        return self._put(level, position, found, (start, start))

    def _put(self, level: _Level, key: str | int, found: re.Match[str], marks: tuple[Position, Position]) -> bool:
        text = found["value"]
        if text[0] in "\"'":
            level.value[key] = text[1:-1]
        else:
            value = level.value[key] = meaning(text)
            if value is None:
                return False
            if not isinstance(value, str):
                self.sources[id(level.value), key] = text
        level.marks[key] = marks
        return True
