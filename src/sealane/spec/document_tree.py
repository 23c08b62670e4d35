"""YAML text as a tree of plain values, each with its place.

Built straight from the parser's events instead of through PyYAML's composer: so depth and alias expansion are
bounded while reading, a duplicate key is seen, and the source text of a number stays known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import yaml

from sealane.errors import InputError, Place, Problem
from sealane.records import dataclass, field
from sealane.spec.bounds import MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES
from sealane.spec.places import Path, Position, dotted
from sealane.spec.scalars import meaning
from sealane.spec.tree import Tree

_SPEC = "https://yaml.org/spec/1.2.2/"
FASTEST: type[Any] = getattr(yaml, "CLoader", yaml.Loader)
"""libyaml's parser where PyYAML was built with it, and the one in Python elsewhere; both give the same events."""
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")
_NO_KEY = object()


@dataclass(slots=True)
class _Open:
    """A container that is being read."""

    value: Any
    marks: dict[str | int, tuple[Position, Position]]
    anchor: str | None
    start: Position
    size: int = 1
    height: int = 1
    key: Any = _NO_KEY
    key_mark: Position = (0, 0)
    merged: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Done:
    """A finished value that an alias may stand for; `source` is its text when it is a number or boolean."""

    value: Any
    size: int
    height: int
    source: str | None = None


def tree_of(text: str, file: str, *, parser: type[Any] = FASTEST) -> Tree:
    """Read YAML text with one of PyYAML's parsers.

    Raises:
        InputError: when it is not one YAML document within bounds, placed.

    """
    return _Reader(file, parser).read(text)


class _Reader:
    """Turns events into a tree; one instance reads one text."""

    def __init__(self, file: str, parser: type[Any]) -> None:
        self.file = file
        self.parser = parser
        self.root: Any = None
        self.documents = 0
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Done] = {}
        self.marks: dict[int, tuple[Any, dict[str | int, tuple[Position, Position]]]] = {}
        self.sources: dict[tuple[int, str | int], str] = {}
        self.problems: list[Problem] = []
        self.broken: set[Path] = set()

    def read(self, text: str) -> Tree:
        if len(text) > MAX_CHARACTERS:
            self._refuse("spec-too-large", f"the file is longer than {MAX_CHARACTERS:,} characters", (0, 0))
        handlers: dict[type[Any], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in self._events(text):
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
        return Tree(
            root=self.root,
            marks=self.marks,
            sources=self.sources,
            problems=tuple(self.problems),
            broken=frozenset(self.broken),
        )

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=self.parser)
        except yaml.reader.ReaderError:
            self._refuse_character(text, _first_unreadable(text))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = (mark.line, mark.column) if mark else (0, 0)
            self._refuse(
                "spec-syntax", f"not valid YAML: {error.problem or error.context}", where, _syntax_hint(text, where)
            )
        except UnicodeEncodeError as error:
            self._refuse_character(text, error.start)

    def _refuse_character(self, text: str, position: int) -> NoReturn:
        found = text[position : position + 1]
        before = text[:position]
        where = (before.count("\n"), len(before) - (before.rfind("\n") + 1))
        name = f"U+{ord(found):04X}" if found else "a character"
        hint = 'write it as an escape in a double-quoted text, for example `"\\u0007"`, or remove it'
        self._refuse("spec-syntax", f"{name} may not stand in a YAML file", where, hint)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            what = "the file holds more than one YAML document"
            self._refuse("spec-several-documents", what, _start(event), "keep one document: remove the `---` line")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text, start = event.value, _start(event)
        parent = self.stack[-1] if self.stack else None
        if event.tag is not None and event.tag not in _TEXT_TAGS:
            self._refuse_tag(event.tag, start)
        plain = event.implicit[0] and event.tag is None
        if parent is not None and parent.key is _NO_KEY and isinstance(parent.value, dict):
            parent.key = "<<" if plain and text == "<<" else text
            parent.key_mark = start
            if plain and text == "<<":
                parent.key = _Merge
            elif plain and not text:
                self._refuse("spec-syntax", "a key is missing before `:`", start)
            return
        value = meaning(text) if plain else text
        source = text if plain and not isinstance(value, str) else None
        self._finish(_Done(value, 1, 0, source), start, event.anchor)

    def _mapping(self, event: yaml.MappingStartEvent) -> None:
        self._open({}, event, "tag:yaml.org,2002:map")

    def _sequence(self, event: yaml.SequenceStartEvent) -> None:
        self._open([], event, "tag:yaml.org,2002:seq")

    def _open(self, value: Any, event: Any, tag: str) -> None:  # noqa: ANN401 - a dict or a list, and its event
        start = _start(event)
        if event.tag is not None and event.tag not in ("!", tag):
            self._refuse_tag(event.tag, start)
        parent = self.stack[-1] if self.stack else None
        if parent is not None and parent.key is _NO_KEY and isinstance(parent.value, dict):
            self._refuse("spec-syntax", "a key must be plain text, not a list or mapping", start)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse("spec-too-deep", f"values are nested more than {MAX_DEPTH} levels deep", start)
        self.stack.append(_Open(value, {}, event.anchor, start))

    def _end(self, _event: object) -> None:
        done = self.stack.pop()
        self.marks[id(done.value)] = (done.value, done.marks)
        for source in reversed(done.merged):
            self._merge(done, source)
        self._finish(_Done(done.value, done.size, done.height), done.start, done.anchor)

    def _merge(self, into: _Open, source: dict[str, Any]) -> None:
        """Put under `into` what `source` has and `into` lacks (https://yaml.org/type/merge.html)."""
        _, marks = self.marks[id(source)]
        for key, value in source.items():
            if key in into.value:
                continue
            into.value[key] = value
            into.marks[key] = marks[key]
            text = self.sources.get((id(source), key))
            if text is not None:
                self.sources[id(into.value), key] = text

    def _alias(self, event: yaml.AliasEvent) -> None:
        start = _start(event)
        done = self.anchors.get(event.anchor or "")
        if done is None:
            what = f"`*{event.anchor}` stands for nothing: no finished value before it has the anchor `&{event.anchor}`"
            self._refuse("spec-syntax", what, start)
        parent = self.stack[-1]
        if parent.key is _NO_KEY and isinstance(parent.value, dict):
            if not isinstance(done.value, str):
                self._refuse("spec-syntax", "a key must be plain text, not an alias of something else", start)
            parent.key, parent.key_mark = done.value, start
            return
        self._finish(done, start, None)

    def _finish(self, done: _Done, start: Position, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = done
        if not self.stack:
            self.root = done.value
            return
        parent = self.stack[-1]
        parent.size += done.size
        parent.height = max(parent.height, done.height + 1)
        if parent.size > MAX_VALUES:
            self._refuse("spec-too-large", f"the file stands for more than {MAX_VALUES:,} values", start)
        if parent.height + len(self.stack) - 1 > MAX_DEPTH:
            self._refuse("spec-too-deep", f"values are nested more than {MAX_DEPTH} levels deep", start)
        if isinstance(parent.value, list):
            self._item(parent, done, start)
        else:
            self._entry(parent, done, start)

    def _item(self, parent: _Open, done: _Done, start: Position) -> None:
        position = len(parent.value)
        if done.value is None:
            self._empty((*self._path(), position), start)
            return
        parent.value.append(done.value)
        parent.marks[position] = (start, start)
        if done.source is not None:
            self.sources[id(parent.value), position] = done.source

    def _entry(self, parent: _Open, done: _Done, start: Position) -> None:
        key, parent.key = parent.key, _NO_KEY
        if key is _Merge:
            self._merged(parent, done.value, start)
        elif key in parent.value or (self.broken and (*self._path(), key) in self.broken):
            self._duplicate(parent, key)
        elif done.value is None:
            self._empty((*self._path(), key), parent.key_mark)
        else:
            parent.value[key] = done.value
            parent.marks[key] = (parent.key_mark, start)
            if done.source is not None:
                self.sources[id(parent.value), key] = done.source

    def _merged(self, parent: _Open, value: Any, start: Position) -> None:  # noqa: ANN401 - whatever `<<` was given
        sources = value if isinstance(value, list) else [value]
        if not all(isinstance(source, dict) for source in sources):
            self._refuse("spec-syntax", "`<<` takes a mapping, or a list of mappings", start, "`<<: *anchor`")
        parent.merged += reversed(sources)

    def _duplicate(self, parent: _Open, key: str) -> None:
        first = parent.marks.get(key)
        facts = (("first", f"line {first[0][0] + 1}"),) if first else ()
        self.problems.append(
            Problem(
                code="duplicate-key",
                what=f"the key `{key}` is written twice",
                facts=(("at", dotted((*self._path(), key))), *facts),
                hint=f"keep one `{key}`",
                link=_SPEC + "#3213-node-comparison",
                place=self._place(parent.key_mark),
            )
        )

    def _empty(self, path: Path, where: Position) -> None:
        self.broken.add(path)
        name = f"`{path[-1]}`" if isinstance(path[-1], str) else "this item"
        hint = f'give {name} a value, or remove it; `""` is the empty text, `{{}}` a block with all its defaults'
        what = f"{name} has no value"
        facts = (("at", dotted(path)),)
        self.problems.append(Problem(code="empty-value", what=what, facts=facts, hint=hint, place=self._place(where)))

    def _path(self) -> Path:
        steps: list[str | int] = []
        for outer, inner in zip(self.stack, self.stack[1:], strict=False):
            del inner
            key = len(outer.value) if isinstance(outer.value, list) else outer.key
            steps.append(key if isinstance(key, (str, int)) else "<<")
        return tuple(steps)

    def _place(self, where: Position) -> Place:
        return Place(file=self.file, line=where[0] + 1, column=where[1] + 1)

    def _refuse_tag(self, tag: str, where: Position) -> NoReturn:
        self._refuse("spec-syntax", f"the tag `{tag}` means nothing in a spec", where, "remove it; quotes make a text")

    def _refuse(self, code: str, what: str, where: Position, hint: str = "") -> NoReturn:
        raise InputError(Problem(code=code, what=what, hint=hint, link=_SPEC, place=self._place(where))) from None


class _Merge:
    """Stands for the key `<<`."""


def _first_unreadable(text: str) -> int:
    """Return the position of the first character that YAML does not allow; libyaml only tells it in bytes."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return found.start() if found else 0


def _start(event: Any) -> Position:  # noqa: ANN401 - every event has a start
    mark = event.start_mark
    return mark.line, mark.column


def _syntax_hint(text: str, where: Position) -> str:
    lines = text.splitlines()
    line = lines[where[0]] if where[0] < len(lines) else ""
    if line.startswith("\t") or "\t" in line[: where[1] + 1]:
        return "YAML is indented with spaces: replace the tab"
    return "check the indentation, and quote texts that hold `: `, ` #` or begin with one of ``[]{}&*!|>'\"%@` ``"
