"""Our dataclasses behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from sealane import records

T = TypeVar("T")


def _declared(library: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a module
    """Declare the forms that we use with one of the two libraries."""

    @library.dataclass(frozen=True, slots=True, kw_only=True)
    class Keyed:
        """Keywords, a default, a fresh default for each, and a field that is not compared."""

        name: str
        size: int = 1
        parts: list[int] = library.field(default_factory=list)
        note: str = library.field(compare=False, repr=False, default_factory=str)

        @property
        def twice(self) -> int:
            """The double size."""
            return self.size * 2

    @library.dataclass(frozen=True, slots=True)
    class Placed:
        """Positions, and a look at the values."""

        first: str
        second: int = 0

        def __post_init__(self) -> None:
            if self.second < 0:
                msg = "negative"
                raise ValueError(msg)

    return Keyed, Placed


def _declared_too(library: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a module
    """Declare the rarer ones."""

    @library.dataclass(frozen=True, slots=True, kw_only=True)
    class Empty:
        """No field."""

    @library.dataclass(frozen=True, slots=True)
    class Single:
        """One field."""

        only: object

    @library.dataclass(slots=True)
    class Open:
        """A class that may change."""

        value: int = 0
        items: list[int] = library.field(default_factory=list)

    @library.dataclass(frozen=True, slots=True)
    class Boxed(Generic[T]):
        """A class with a parameter."""

        value: T

    @library.dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """A class whose instances are equal to themselves only, with a default that is not compared."""

        value: int = 0
        note: str = library.field(default="", compare=False)
        notes: list[int] = library.field(default_factory=list, init=False, compare=False, repr=False)

    return Empty, Single, Open, Boxed, Itself


def _marked(library: Any) -> Any:  # noqa: ANN401 - a module and a class
    """Declare a class of which two are equal that differ in what is not compared."""

    @library.dataclass(frozen=True, slots=True)
    class Marked:
        value: int
        note: str = library.field(compare=False)

    return Marked


OURS, THEIRS = ((*_declared(one), *_declared_too(one), _marked(one)) for one in (records, dataclasses))
_KEYED, _PLACED, _EMPTY, _SINGLE, _OPEN, _BOXED, _ITSELF, _MARKED = range(8)
_NAN = float("nan")


@records.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Declared where pickle finds it."""

    name: str
    size: int = 1


def outcome(action: Callable[[], object]) -> object:
    """Return what an action gives, or the kind of its failure."""
    try:
        return action()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is compared
        return type(error)


def _replaced_with_notes(value: Any) -> object:  # noqa: ANN401 - any of the classes
    value.notes.append(1)
    library = dataclasses if dataclasses.is_dataclass(value) and "_asked" not in vars(type(value)) else records
    copied = library.replace(value, note="b")
    return value.notes, copied.notes, copied.value, copied.note


def _match(value: Any, kind: Any) -> object:  # noqa: ANN401 - any of the classes
    match value:
        case kind(first, second):
            return first, second
    return None


ACTIONS: dict[str, Callable[[tuple[Any, ...]], object]] = {
    "shows itself": lambda of: repr(of[_KEYED](name="a", parts=[1])).rpartition(".")[2],
    "shows itself without fields": lambda of: repr(of[_EMPTY]()).rpartition(".")[2],
    "is equal to itself only": lambda of: (of[_ITSELF](1) == of[_ITSELF](1), len({of[_ITSELF](1), of[_ITSELF](1)})),
    "starts a field of its own anew in a copy": lambda of: _replaced_with_notes(of[_ITSELF](3)),
    "takes a default of a field": lambda of: (of[_ITSELF]().note, of[_ITSELF](note="a").note),
    "takes defaults": lambda of: (of[_KEYED](name="a").size, of[_KEYED](name="a").parts, of[_OPEN]().items),
    "makes a default anew": lambda of: of[_KEYED](name="a").parts is of[_KEYED](name="a").parts,
    "refuses a missing value": lambda of: of[_KEYED](),
    "refuses an unknown value": lambda of: of[_KEYED](name="a", other=1),
    "refuses positions": lambda of: of[_KEYED]("a"),
    "takes positions": lambda of: (of[_PLACED]("a", 2).second, of[_PLACED](first="a").second),
    "looks at the values": lambda of: of[_PLACED]("a", -1),
    "is equal": lambda of: of[_KEYED](name="a", note="x") == of[_KEYED](name="a", note="y"),
    "is not equal": lambda of: of[_KEYED](name="a") == of[_KEYED](name="b"),
    "is equal to its own kind only": lambda of: of[_SINGLE](()) == of[_EMPTY](),
    "is equal without fields": lambda of: of[_EMPTY]() == of[_EMPTY](),
    "compares identity first": lambda of: of[_SINGLE](_NAN) == of[_SINGLE](_NAN),
    "has the hash of its values": lambda of: [
        len({of[_PLACED]("a", 2), of[_PLACED]("a", 2), of[_PLACED]("b", 2)}),
        len({of[_SINGLE](3), of[_SINGLE](3.0), of[_SINGLE]("3")}),
        len({of[_EMPTY](), of[_EMPTY]()}),
    ],
    "has no hash of what is not compared": lambda of: hash(of[_MARKED](3, "a")) == hash(of[_MARKED](3, "b")),
    "has no hash when it may change": lambda of: hash(of[_OPEN]()),
    "has no hash with a list in it": lambda of: hash(of[_KEYED](name="a")),
    "refuses assignment": lambda of: setattr(of[_KEYED](name="a"), "name", "b"),
    "refuses deletion": lambda of: delattr(of[_KEYED](name="a"), "name"),
    "may change when open": lambda of: setattr(of[_OPEN](), "value", 3),
    "has no other attribute when open": lambda of: setattr(of[_OPEN](), "other", 3),
    "has slots": lambda of: (of[_KEYED].__slots__, hasattr(of[_KEYED](name="a"), "__dict__")),
    "keeps its properties": lambda of: of[_KEYED](name="a", size=2).twice,
    "keeps its words": lambda of: (of[_KEYED].__doc__, of[_KEYED].__module__, of[_KEYED].__qualname__),
    "takes a parameter": lambda of: (of[_BOXED](3).value, of[_BOXED].__parameters__, of[_BOXED](3) == of[_BOXED](3)),
    "is matched by position": lambda of: _match(of[_PLACED]("a", 2), of[_PLACED]),
    "is not matched by position when keyed": lambda of: _match(of[_KEYED](name="a"), of[_KEYED]),
    "is copied": lambda of: copy.deepcopy(of[_KEYED](name="a", parts=[1])) == of[_KEYED](name="a", parts=[1]),
    "is known as a dataclass": lambda of: (dataclasses.is_dataclass(of[_KEYED]), dataclasses.is_dataclass(of[_OPEN]())),
    "has fields": lambda of: [(f.name, f.type, f.compare, f.repr, f.kw_only) for f in dataclasses.fields(of[_KEYED])],
    "is a dictionary": lambda of: dataclasses.asdict(of[_KEYED](name="a", parts=[1])),
    "is replaced by the standard library": lambda of: dataclasses.replace(of[_PLACED]("a"), second=3).second,
    "is looked at when replaced": lambda of: dataclasses.replace(of[_PLACED]("a"), second=-3),
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_a_record_behaves_as_a_dataclass(action: Callable[[tuple[Any, ...]], object]) -> None:
    """Whatever is done with it gives the same result, or fails in the same way."""
    assert outcome(lambda: action(OURS)) == outcome(lambda: action(THEIRS))


def test_a_frozen_record_takes_no_attribute_that_it_has_not() -> None:
    """Where the standard library fails by accident, the refusal is the same as for a field."""
    with pytest.raises(dataclasses.FrozenInstanceError, match="other"):
        setattr(Kept(name="a"), "other", 1)  # noqa: B010 - type checkers know better


def test_a_copy_with_changes() -> None:
    """`replace` changes what it is told to and keeps the rest, and refuses what the class has not."""
    assert records.replace(Kept(name="a", size=2), name="b") == Kept(name="b", size=2)
    with pytest.raises(TypeError):
        records.replace(Kept(name="a"), other=1)  # type: ignore[call-arg]


def test_a_record_is_pickled() -> None:
    """A value comes back from pickle as it was."""
    assert pickle.loads(pickle.dumps(Kept(name="a", size=2))) == Kept(name="a", size=2)  # noqa: S301 - our own bytes


def test_a_class_without_slots_is_refused() -> None:
    """Every record has slots, so nobody declares one without them by mistake."""
    with pytest.raises(TypeError):
        records.dataclass(slots=False)


def test_what_belongs_to_the_class_is_no_field() -> None:
    """A variable of the class is none of its instances' fields, and an instance is replaced without it."""

    @records.dataclass(frozen=True, slots=True, kw_only=True)
    class Coded:
        """A code that all instances share."""

        code: ClassVar[str] = "shared"
        name: str

    one = Coded(name="one")
    assert [field.name for field in dataclasses.fields(one)] == ["name"]
    assert records.replace(one, name="other") == Coded(name="other")
    assert records.replace(one, name="other").code == "shared"
