"""Dataclasses that cost little to declare and to make: the forms of the standard library's that we use.

The standard library writes six methods for each class as text and compiles them while the module is imported, most of
them for nothing, and sets every field of a frozen instance by a call. A proof of a thousand services makes half a
million instances. Here a class is a `msgspec.Struct`, whose instances are made, compared and hashed without any Python,
and behaves otherwise as the standard library's.

Two limits: a class is not derived from another one with fields, and that `init=False` is kept by type checkers alone.
`dataclasses.fields`, `replace` and `is_dataclass` work on these classes, and so do `match`, `copy` and `pickle`.
"""

# ruff: noqa: ANN401 - a field holds anything, and the classes are of any kind

from __future__ import annotations

import sys
from operator import attrgetter

# Type checkers take this name for true. Importing it from `typing` would cost every start.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    # For type checkers these are the standard library's own.
    from dataclasses import dataclass, field, replace
    from typing import Any, NoReturn

__all__ = ["dataclass", "field", "replace"]

_UNSET: Any = object()
_RUNTIME = frozenset({"__dict__", "__weakref__"})


def _structs() -> Any:
    """Import msgspec without `typing_extensions`, which takes as long as the rest of it.

    It wants three names of it and takes those of `typing` where it does not have them; they are the same.
    """
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        import msgspec

        return msgspec
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # how Python is told that there is none
    try:
        import msgspec
    finally:
        del sys.modules["typing_extensions"]
    return msgspec


_msgspec = _structs()
_Struct, _Meta, _replaced = _msgspec.Struct, type(_msgspec.Struct), _msgspec.structs.replace


class _Told:
    """What `field` says about a field."""

    __slots__ = ("compare", "default", "factory", "init", "repr")

    def __init__(self, default: Any, factory: Any, *, init: bool, compare: bool, shown: bool) -> None:
        self.default, self.factory, self.init, self.compare, self.repr = default, factory, init, compare, shown

    def struct_default(self) -> Any:
        """Return what a struct has in the place of a value that is not given."""
        if self.factory is not None:
            return _msgspec.field(default_factory=self.factory)
        # What has neither a value nor a place in the call is set by `__post_init__`.
        return None if self.default is _UNSET and not self.init else self.default


def _field(
    *,
    default: Any = _UNSET,
    default_factory: Any = None,
    init: bool = True,
    compare: bool = True,
    repr: bool = True,  # noqa: A002 - as `dataclasses.field`
) -> Any:
    return _Told(default, default_factory, init=init, compare=compare, shown=repr)


def _replace(value: Any, /, **changes: Any) -> Any:
    asked = getattr(value, "_asked", None)
    if asked is None:
        return _replaced(value, **changes)
    return type(value)(**{name: getattr(value, name) for name in asked if name not in changes}, **changes)


def _dataclass(*, slots: bool, frozen: bool = False, kw_only: bool = False, eq: bool = True) -> Any:
    if not slots:
        msg = "only classes with slots are made here"
        raise TypeError(msg)
    return lambda plain: _made(plain, frozen=frozen, kw_only=kw_only, eq=eq)


def _made(plain: Any, *, frozen: bool, kw_only: bool, eq: bool) -> Any:
    """Return the class anew, as a struct."""
    body = {name: value for name, value in vars(plain).items() if name not in _RUNTIME}
    # What belongs to the class is no field of its instances; annotations are texts here.
    names = tuple([name for name, of in body.get("__annotations__", {}).items() if not of.startswith("ClassVar[")])
    defaults = {name: body[name] for name in names if name in body}
    told = {name: value for name, value in defaults.items() if type(value) is _Told}
    body["__dataclass_fields__"] = _StandardFields(names, defaults, kw_only=kw_only)
    methods: dict[str, Any] = {"__qualname__": plain.__qualname__}
    if told:
        methods |= _of_fields(names, told, body, eq=eq)
    bases = tuple([base for base in plain.__bases__ if base is not object])
    kind = _Meta(plain.__name__, (_Struct, *bases), {**methods, **body}, frozen=frozen, kw_only=kw_only, eq=eq)
    kind.__slots__ = names
    if frozen:
        kind.__setattr__ = kind.__delattr__ = _refuse
    elif eq and "__hash__" not in body:
        kind.__hash__ = None
    return kind


def _of_fields(names: Sequence[str], told: dict[str, _Told], body: dict[str, Any], *, eq: bool) -> dict[str, Any]:
    """Put defaults into their places, and return what is not to look at every field."""
    for name, value in told.items():
        default = value.struct_default()
        if default is _UNSET:
            del body[name]
        else:
            body[name] = default
    asked = tuple([name for name in names if name not in told or told[name].init])
    compared = [name for name in names if name not in told or told[name].compare]
    shown = [name for name in names if name not in told or told[name].repr]
    methods: dict[str, Any] = {} if len(shown) == len(names) else {"__repr__": _repr(shown)}
    if len(asked) < len(names):
        methods["_asked"] = asked
    return methods if not eq or len(compared) == len(names) else methods | _methods(compared)


def _methods(names: Sequence[str]) -> dict[str, Any]:
    """Return equality and hash by the values of some fields."""
    key: Callable[[Any], Any] = attrgetter(*names) if names else _nothing

    def eq(self: Any, other: object) -> Any:
        if self is other:
            return True
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    return {"__eq__": eq, "__hash__": hashed}


def _nothing(value: Any) -> tuple[()]:
    del value
    return ()


def _repr(names: Sequence[str]) -> Any:
    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _refuse(self: Any, name: str, *value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    del self
    msg = f"cannot {'assign to' if value else 'delete'} field {name!r}"
    raise FrozenInstanceError(msg)


class _StandardFields:
    """Makes what the standard library's functions look for, when the first of them looks."""

    __slots__ = ("defaults", "kw_only", "made", "names")

    def __init__(self, names: Sequence[str], defaults: dict[str, Any], *, kw_only: bool) -> None:
        self.names, self.defaults, self.kw_only = names, defaults, kw_only
        self.made: Any = None

    def __get__(self, instance: Any, owner: Any) -> Any:
        """Return the fields by name, made the first time only."""
        if self.made is not None:
            return self.made
        from dataclasses import make_dataclass

        del instance
        fields = [(name, owner.__annotations__[name], self._described(name)) for name in self.names]
        twin: Any = make_dataclass(owner.__name__, fields, kw_only=self.kw_only)
        self.made = twin.__dataclass_fields__
        return self.made

    def _described(self, name: str) -> Any:
        from dataclasses import MISSING
        from dataclasses import field as standard

        default = self.defaults.get(name, MISSING)
        if type(default) is not _Told:
            return standard(default=default)
        if default.factory is None:
            value = MISSING if default.default is _UNSET else default.default
            return standard(default=value, init=default.init, compare=default.compare, repr=default.repr)
        return standard(default_factory=default.factory, init=default.init, compare=default.compare, repr=default.repr)


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _field, _replace
