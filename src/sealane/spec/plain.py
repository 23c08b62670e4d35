"""A spec read by the table of its fields, without Pydantic: the same values, in less time than its import takes.

Only what is right in every key is read so. Anything else is left to the models, which say what is wrong and where;
so this reader may be narrower than they are and never wider, which `tests/unit/spec/test_plain.py` holds it to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, cast

from sealane.spec import shorthands, traits
from sealane.spec.field_table import FIELDS, SHORTHANDS

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_Reader: TypeAlias = Callable[[Any], Any]
"""Returns the value that a model would hold; raises `ValueError` when the models must judge."""

_TRAITS: dict[str, dict[str, Any]] = {
    "Network": {"existing": property(traits.existing), "zone_count": property(traits.zone_count)},
    "Workload": {"windows": property(traits.windows)},
}


class PlainPart:
    """A part of a spec: what was written lies in the value itself, the defaults in its class."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse any change, as the models do."""
        del value
        msg = f"a part of a spec is frozen: {name}"
        raise AttributeError(msg)

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were written, under the name that Pydantic has for them."""
        return set(vars(self))


def read_plainly(raw: object) -> Spec | None:
    """Return the spec that a document asks for, or nothing when the models must judge it.

    What is returned has every attribute of the models below `Spec`, though it is none of them.
    """
    try:
        return cast("Spec", _SPEC(raw))
    except ValueError:
        return None


def _text(value: Any) -> str:  # noqa: ANN401 - whatever was written
    if type(value) is not str:
        raise ValueError
    return value


def _integer(value: Any) -> int:  # noqa: ANN401 - as above
    if type(value) is not int:
        raise ValueError
    return value


def _flag(value: Any) -> bool:  # noqa: ANN401 - as above
    if type(value) is not bool:
        raise ValueError
    return value


def _anything(value: Any) -> Any:  # noqa: ANN401 - as above
    return value


_SCALARS: dict[str, _Reader] = {"text": _text, "integer": _integer, "flag": _flag, "anything": _anything}


def _reader(form: tuple[Any, ...]) -> _Reader:
    """Return what reads a form of the table."""
    kind = form[0]
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind == "part":
        return _PARTS[form[1]]
    if kind == "list":
        return _list(_reader(form[1]))
    if kind == "map":
        return _map(_reader(form[1]))
    if kind == "one of":
        return _one_of(form[1:])
    if kind == "either":
        return _either(tuple(map(_reader, form[1:])))
    return _short(getattr(shorthands, form[1]), _reader(form[2]))


def _one_of(allowed: tuple[Any, ...]) -> _Reader:
    def read(value: Any) -> Any:  # noqa: ANN401 - as above
        # `true` equals 1 in Python, and is not 1.
        if value not in allowed or type(value) is not type(allowed[0]):
            raise ValueError
        return value

    return read


def _list(item: _Reader) -> _Reader:
    def read(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
        if type(value) not in (list, tuple):
            raise ValueError
        return tuple([item(each) for each in value])

    return read


def _map(item: _Reader) -> _Reader:
    def read(value: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        if type(value) is not dict:
            raise ValueError
        return {_text(key): item(each) for key, each in value.items()}

    return read


def _either(readers: tuple[_Reader, ...]) -> _Reader:
    def read(value: Any) -> Any:  # noqa: ANN401 - as above
        for reader in readers:
            try:
                return reader(value)
            except ValueError:
                continue
        raise ValueError

    return read


def _short(full: _Reader, rest: _Reader) -> _Reader:
    def read(value: Any) -> Any:  # noqa: ANN401 - as above
        written = full(value)
        # A switch that is off is no block; otherwise nothing at all is never a value.
        return None if written is None and value is False else rest(written)

    return read


def _part(name: str) -> _Reader:
    """Return what reads a part; its class carries the defaults."""
    readers = {key: _reader(row[0]) for key, row in FIELDS[name].items()}
    required = {key for key, row in FIELDS[name].items() if len(row) == 1}
    defaults = {key: _default(*row) for key, row in FIELDS[name].items() if len(row) > 1}
    kind = type(name, (PlainPart,), {**defaults, **_TRAITS.get(name, {})})

    def read(value: Any) -> Any:  # noqa: ANN401 - as above
        if type(value) is not dict or not required <= value.keys() or not value.keys() <= readers.keys():
            raise ValueError
        made = kind()
        made.__dict__.update({key: readers[key](each) for key, each in value.items()})
        return made

    return _short(getattr(shorthands, SHORTHANDS[name]), read) if name in SHORTHANDS else read


def _default(form: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401 - as above
    return _PARTS[form[1]]({}) if form[0] == "part" and value == {} else value


_PARTS: dict[str, _Reader] = {}
# The table lists each part after those it is made of.
for _name in FIELDS:
    _PARTS[_name] = _part(_name)
_SPEC = _PARTS["Spec"]
