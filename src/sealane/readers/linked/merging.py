"""A resource of the plan without inventions, filled up by what the two others agree on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sealane.readers.linked.agreement import Both, references_in
from sealane.readers.linked.vocabulary import Pieces, Vocabulary, is_known
from sealane.readers.plan.resource import InOrder
from sealane.records import dataclass, field

NOTHING_SET: Final[dict[str, object]] = {"": {}}
"""The expressions of a block that sets nothing, which is not a block whose expressions are not known."""

_ABSENT: Final = object()
_DISAGREE: Final = "depends on a value that only an apply decides"
_ASKS: Final = "depends on what AWS answers to a data source that was not read"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that an apply decides and that linking tells something of.

    `texts` are what it is made of, one for a text and any number for a list; `why` says what is the matter where they
    are `None`.
    """

    texts: tuple[Pieces, ...] | None
    source: tuple[str, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Merged:
    """A resource's values and what is unknown of them, with the leaves by their path, and what is configured."""

    values: dict[str, Any] = field(default_factory=dict)
    unknown: dict[str, Any] = field(default_factory=dict)
    expressions: dict[str, Any] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)


Slot = tuple[Any, Any, Any]
"""A value, what is unknown of it as a plan marks it, and the expression it comes from, `None` where it is left out."""


@dataclass(slots=True)
class Merger:
    """What merges one resource.

    Attributes:
        address: the resource's.
        plain: what was invented even for the plan without inventions: the ids of zones.
        both: the two linked plans, `None` where nothing was linked, for the reason in `why`.
        data: the addresses of data sources that were not read.
        arguments: the arguments that the block has, `None` where they are not known.
        unread: what is unknown of the resource in the plan that reads no data source.
        leaves: what is found of values that an apply decides.

    """

    address: str
    plain: Vocabulary
    both: Both | None
    why: str
    data: frozenset[str] = frozenset()
    arguments: frozenset[str] | None = None
    unread: object = None
    leaves: dict[str, Leaf] = field(default_factory=dict)

    def merge(self, values: Mapping[str, Any], unknown: object, one: object, other: object) -> Merged:
        """Return the resource: `one` and `other` are its values in the two linked plans."""
        merged = Merged(leaves=self.leaves)
        marks = unknown if isinstance(unknown, dict) else {}
        for name in dict.fromkeys((*values, *marks)):
            mark = True if unknown is True else marks.get(name, False)
            value, open_, expression = self._slot(
                name, values.get(name), mark, _member(one, name), _member(other, name)
            )
            if value is not None or not open_:
                merged.values[name] = value
            if open_:
                merged.unknown[name] = open_
            if expression is not None:
                merged.expressions[name] = expression
        return merged

    def _slot(self, path: str, value: Any, mark: Any, one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        if mark is True:
            return self._open(path, one, other)
        if isinstance(mark, dict) and isinstance(value, dict):
            return self._object(path, value, mark, one, other)
        if isinstance(mark, list) and isinstance(value, list) and any(mark):
            return self._list(path, value, mark, one, other)
        return self._known(path, value)

    def _known(self, path: str, value: Any) -> Slot:  # noqa: ANN401 - a JSON value
        """Take what the plan knows, but for the ids of zones, which were invented for it too."""
        if isinstance(value, str):
            pieces = self.plain.pieces(value)
            if pieces is None or not is_known(pieces):
                self.leaves[path] = Leaf((pieces,) if pieces else None, (value,), _DISAGREE)
                return None, True, {"references": ["linked"]}
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            slots = [self._object(f"{path}[{place}]", one, {}, _ABSENT, _ABSENT) for place, one in enumerate(value)]
            return _joined(slots)
        if value is None or value == []:
            return value, False, None
        return value, False, {"constant_value": value}

    def _object(self, path: str, value: Mapping[str, Any], mark: Mapping[str, Any], one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        found: dict[str, Slot] = {
            name: self._slot(
                f"{path}.{name}", value.get(name), mark.get(name, False), _member(one, name), _member(other, name)
            )
            for name in dict.fromkeys((*value, *mark))
        }
        return _of_slots(found)

    def _list(self, path: str, value: list[Any], mark: list[Any], one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        if not all(isinstance(member, dict) for member in value):
            # A list of texts of which some are open is told as a whole.
            return self._open(path, one, other)
        marks = [*mark, *[False] * (len(value) - len(mark))]
        pairs = self._pairs(value, one, other)
        slots = [
            self._object(f"{path}[{place}]", member, marks[place] if isinstance(marks[place], dict) else {}, *pair)
            for place, (member, pair) in enumerate(zip(value, pairs, strict=True))
        ]
        return _joined(slots)

    def _pairs(self, value: list[Any], one: Any, other: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - JSON values
        """Find each block of the plan in the two linked ones, where a set may stand in another order."""
        nothing = [(_ABSENT, _ABSENT)] * len(value)
        if self.both is None or not isinstance(one, list) or not isinstance(other, list):
            return nothing
        aligned = self.both.aligned(one, other)
        if aligned is None or len(aligned) != len(value):
            return nothing
        left = list(aligned)
        found = []
        for member in value:
            fitting = [pair for pair in left if _is_like(member, pair[0])]
            if not fitting:
                return nothing
            # Of blocks that the plan itself does not tell apart any may be the one.
            found.append(fitting[0])
            left.remove(fitting[0])
        return found

    def _open(self, path: str, one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        """Return what two linked plans say of a value of which the plan itself says nothing."""
        if self.both is None or one is _ABSENT or other is _ABSENT:
            self.leaves[path] = Leaf(None, why=self.why or "is not known before apply")
            return None, True, {"references": ["linked"]}
        if self._is_own(path, one):
            return None, True, None
        if not self.both.agree(one, other):
            return (None, True, None) if self._is_left_out(path) else self._apart(path, one, other)
        nothing_invented = not any(True for _ in references_in(other, self.both.second))
        if nothing_invented and self._is_left_out(path):
            return None, True, None
        if why := self._decided(path, other):
            self.leaves[path] = Leaf(None, why=why)
            return None, True, {"references": ["linked"]}
        return self._agreed(path, one, other)

    def _decided(self, path: str, other: object) -> str:
        """Return why an invented value has decided what another value is, empty when none has.

        What the plan does not know without holding anything that only an apply gives has been chosen by such a value.
        Within what a plan does not know as a whole it does not tell which parts it would know.
        """
        if not _is_top(path) or self.both is None or _has_objects(other):
            return ""
        found = list(references_in(other, self.both.second))
        if not found:
            return _DISAGREE
        unread = isinstance(self.unread, dict) and _any(self.unread.get(path))
        if unread and not any(one.address in self.data or not one.address for one in found):
            return _ASKS
        return ""

    def _agreed(self, path: str, one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        texts = [one] if isinstance(one, str) else one if isinstance(one, list) else []
        if texts and all(isinstance(text, str) for text in texts):
            return self._texts(path, one, texts)
        if isinstance(one, list) and one and all(isinstance(member, dict) for member in one):
            pairs = self.both.aligned(one, other) if self.both else None
            slots = [self._open_object(f"{path}[{place}]", *pair) for place, pair in enumerate(pairs or ())]
            return _joined(slots)
        if isinstance(one, dict):
            return self._open_object(path, one, other)
        return one, False, None if one is None or one == [] else {"constant_value": one}

    def _texts(self, path: str, one: Any, texts: list[str]) -> Slot:  # noqa: ANN401 - a JSON value
        first = self.both.first if self.both else self.plain
        pieces = tuple(first.pieces(text) or () for text in texts)
        if all(is_known(made) for made in pieces):
            return one, False, {"constant_value": one}
        self.leaves[path] = Leaf(pieces, tuple(texts))
        return None, True, {"references": ["linked"]}

    def _apart(self, path: str, one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        """Tell as much as the two agree on of blocks that are as many in both."""
        if isinstance(one, list) and isinstance(other, list) and self.both:
            pairs = self.both.aligned(one, other)
            if pairs and all(isinstance(member, dict) for pair in pairs for member in pair):
                return _joined([self._open_object(f"{path}[{place}]", *pair) for place, pair in enumerate(pairs)])
        self.leaves[path] = Leaf(None, why=_DISAGREE)
        return None, True, {"references": ["linked"]}

    def _open_object(self, path: str, one: Any, other: Any) -> Slot:  # noqa: ANN401 - JSON values
        if not isinstance(one, dict) or not isinstance(other, dict) or one.keys() != other.keys():
            self.leaves[path] = Leaf(None, why=_DISAGREE)
            return None, True, {"references": ["linked"]}
        return _of_slots({name: self._open(f"{path}.{name}", one[name], other[name]) for name in one})

    def _is_left_out(self, path: str) -> bool:
        """Tell whether the block does not have an argument, so that its value is the provider's or AWS's choice."""
        return self.arguments is not None and _is_top(path) and path not in self.arguments

    def _is_own(self, path: str, value: object) -> bool:
        """Tell whether a value is only what was invented for this very attribute, so that the provider chooses it."""
        if self.both is None:
            return False
        found = list(references_in(value, self.both.first))
        name = path.partition(".")[0].partition("[")[0]
        return bool(found) and all(
            reference.address == self.address
            and (reference.path == path or reference.path.partition(".")[0].partition("[")[0] == name)
            for reference in found
        )


def _is_top(path: str) -> bool:
    return "[" not in path and "." not in path


def _has_objects(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _any(mark: object) -> bool:
    if isinstance(mark, dict):
        return any(_any(one) for one in mark.values())
    if isinstance(mark, list):
        return any(_any(one) for one in mark)
    return mark is True


def _member(value: object, name: str) -> Any:  # noqa: ANN401 - a JSON value
    return value.get(name) if isinstance(value, dict) else _ABSENT


def _of_slots(slots: Mapping[str, Slot]) -> Slot:
    values = {name: value for name, (value, open_, _) in slots.items() if value is not None or not open_}
    unknown = {name: open_ for name, (_, open_, _) in slots.items() if open_}
    expressions = {name: expression for name, (_, _, expression) in slots.items() if expression is not None}
    return values, unknown or False, expressions


def _joined(slots: list[Slot]) -> Slot:
    values = [{} if value is None else value for value, _, _ in slots]
    marks = [open_ for _, open_, _ in slots]
    expressions = InOrder(expression or NOTHING_SET for _, _, expression in slots)
    return values, marks if any(marks) else False, expressions


def _is_like(planned: object, linked: object) -> bool:
    """Tell whether a block can be the one planned: what is known of that is so in this too, a default aside."""
    if isinstance(planned, dict) and isinstance(linked, dict):
        return all(_is_like(value, linked.get(name)) for name, value in planned.items())
    if isinstance(planned, list) and isinstance(linked, list):
        return len(planned) == len(linked) and all(
            one is None or _is_like(one, other) for one, other in zip(planned, linked, strict=True)
        )
    return planned is None or linked is None or planned == linked or planned in ([], "")
