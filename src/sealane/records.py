"""Dataclasses that cost little to declare: the forms of the standard library's that we use, with their behaviour.

The standard library writes six methods for each class as text and compiles them while the module is imported, most of
them for nothing; where a hundred classes are declared, that takes longer than the work itself. Here `__init__` is
compiled when the first instance is made, and the others are the same code for every class.

Two limits: a class is not derived from another one with fields, and its signature is known after its first instance.
`dataclasses.fields`, `replace` and `is_dataclass` work on these classes, and so do `match`, `copy` and `pickle`.
"""

# ruff: noqa: ANN401 - a field holds anything, and the classes are of any kind

from __future__ import annotations

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


class _Told:
    """What `field` says about a field."""

    __slots__ = ("compare", "default", "factory", "init", "repr")

    def __init__(self, default: Any, factory: Any, *, init: bool, compare: bool, shown: bool) -> None:
        self.default, self.factory, self.init, self.compare, self.repr = default, factory, init, compare, shown


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
    kind = type(value)
    kept = {name: getattr(value, name) for name in getattr(kind, "_asked", kind.__slots__) if name not in changes}
    return kind(**kept, **changes)


def _dataclass(*, slots: bool, frozen: bool = False, kw_only: bool = False, eq: bool = True) -> Any:
    if not slots:
        msg = "only classes with slots are made here"
        raise TypeError(msg)
    return lambda plain: _made(plain, frozen=frozen, kw_only=kw_only, eq=eq)


def _made(plain: Any, *, frozen: bool, kw_only: bool, eq: bool) -> Any:
    """Return the class anew, with slots and methods."""
    body = {name: value for name, value in vars(plain).items() if name not in _RUNTIME}
    names = tuple(body.get("__annotations__", ()))
    defaults = {name: body.pop(name) for name in names if name in body}
    told = {name: value for name, value in defaults.items() if type(value) is _Told}
    asked = tuple(name for name in names if name not in told or told[name].init)
    body["__slots__"] = names
    body["__match_args__"] = () if kw_only else asked
    if asked != names:
        body["_asked"] = asked
    body["__dataclass_fields__"] = _StandardFields(names, defaults, kw_only=kw_only)
    methods = _methods([name for name in names if name not in told or told[name].compare]) if eq else {}
    methods["__repr__"] = _repr(tuple(name for name in names if name not in told or told[name].repr))
    if frozen:
        methods |= _FROZEN
    elif eq:
        methods["__hash__"] = None
    kind = type(plain)(plain.__name__, plain.__bases__, {**methods, **body, "__qualname__": plain.__qualname__})
    if "__init__" not in body:
        kind.__init__ = _first(kind, names, defaults, kw_only=kw_only)
    return kind


def _methods(names: Sequence[str]) -> dict[str, Any]:
    """Return equality and hash by the values of some fields."""
    if len(names) == 1:
        return _methods_of_one(attrgetter(*names))
    key: Callable[[Any], Any] = attrgetter(*names) if names else _nothing

    def eq(self: Any, other: object) -> Any:
        if self is other:
            return True
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    return {"__eq__": eq, "__hash__": hashed}


def _methods_of_one(value_of: Callable[[Any], Any]) -> dict[str, Any]:
    """Return what `_methods` does for a single field, without a tuple around it."""

    def eq(self: Any, other: object) -> Any:
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        mine, theirs = value_of(self), value_of(other)
        return mine is theirs or bool(mine == theirs)

    def hashed(self: Any) -> int:
        return hash((value_of(self),))

    return {"__eq__": eq, "__hash__": hashed}


def _nothing(value: Any) -> tuple[()]:
    del value
    return ()


def _repr(names: Sequence[str]) -> Any:
    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _first(kind: Any, names: Sequence[str], defaults: dict[str, Any], *, kw_only: bool) -> Any:
    """Return an `__init__` that puts the real one into its own place."""

    def init(self: Any, /, *args: Any, **kwargs: Any) -> None:
        kind.__init__ = real = _initialiser(kind, names, defaults, kw_only=kw_only)
        real(self, *args, **kwargs)

    return init


def _initialiser(kind: Any, names: Sequence[str], defaults: dict[str, Any], *, kw_only: bool) -> Any:
    """Compile `__init__`: each value goes into its slot without asking a frozen class whether it may."""
    space: dict[str, Any] = {"_UNSET": _UNSET, "__name__": kind.__module__}
    wanted, body = [], []
    for name in names:
        space[f"_set_{name}"] = vars(kind)[name].__set__
        value, default, asked = name, defaults.get(name, _UNSET), True
        if type(default) is _Told:
            if (factory := default.factory) is not None:
                space[f"_new_{name}"] = factory
                space[f"_is_{name}"] = _UNSET
                value = f"_new_{name}() if {name} is _UNSET else {name}"
            asked, default = default.init, default.default
        if default is not _UNSET:
            space[f"_is_{name}"] = default
        if asked:
            wanted.append(f"{name}=_is_{name}" if f"_is_{name}" in space else name)
        else:
            value = f"_new_{name}()" if f"_new_{name}" in space else f"_is_{name}"
        body.append(f" _set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        body.append(" self.__post_init__()")
    head = ", ".join(["self", *(["*"] if kw_only and wanted else []), *wanted])
    exec(f"def __init__({head}):\n" + "\n".join(body or [" pass"]), space)  # noqa: S102 - made of our own names
    made = space["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _refuse(self: Any, name: str, *value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    del self
    msg = f"cannot {'assign to' if value else 'delete'} field {name!r}"
    raise FrozenInstanceError(msg)


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)


_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}


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
