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

    __slots__ = ("compare", "factory", "repr")

    def __init__(self, factory: Any, compare: bool, shown: bool) -> None:  # noqa: FBT001 - as `dataclasses.field`
        self.factory, self.compare, self.repr = factory, compare, shown


def _field(*, default_factory: Any = None, compare: bool = True, repr: bool = True) -> Any:  # noqa: A002 - as `dataclasses.field`
    return _Told(default_factory, compare, repr)


def _replace(value: Any, /, **changes: Any) -> Any:
    kept = {name: getattr(value, name) for name in value.__slots__ if name not in changes}
    return type(value)(**kept, **changes)


def _dataclass(*, slots: bool, frozen: bool = False, kw_only: bool = False) -> Any:
    if not slots:
        msg = "only classes with slots are made here"
        raise TypeError(msg)
    return lambda plain: _made(plain, frozen=frozen, kw_only=kw_only)


def _made(plain: Any, *, frozen: bool, kw_only: bool) -> Any:
    """Return the class anew, with slots and methods."""
    body = {name: value for name, value in vars(plain).items() if name not in _RUNTIME}
    names = tuple(body.get("__annotations__", ()))
    defaults = {name: body.pop(name) for name in names if name in body}
    told = {name: value for name, value in defaults.items() if type(value) is _Told}
    body["__slots__"] = names
    body["__match_args__"] = () if kw_only else names
    body["__dataclass_fields__"] = _StandardFields(names, defaults, kw_only=kw_only)
    methods = _methods([name for name in names if name not in told or told[name].compare])
    methods["__repr__"] = _repr(tuple(name for name in names if name not in told or told[name].repr))
    if frozen:
        methods |= _FROZEN
    else:
        methods["__hash__"] = None
    kind = type(plain)(plain.__name__, plain.__bases__, {**methods, **body, "__qualname__": plain.__qualname__})
    if "__init__" not in body:
        kind.__init__ = _first(kind, names, defaults, kw_only=kw_only)
    return kind


def _methods(names: Sequence[str]) -> dict[str, Any]:
    """Return equality and hash by the values of some fields."""
    key: Callable[[Any], Any]
    if len(names) > 1:
        key = attrgetter(*names)
    elif names:
        only = attrgetter(*names)

        def key(value: Any) -> Any:
            return (only(value),)
    else:

        def key(value: Any) -> Any:
            del value
            return ()

    def eq(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    return {"__eq__": eq, "__hash__": hashed}


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
        value, default = name, defaults.get(name, _UNSET)
        if type(default) is _Told:
            default = _UNSET
            if (factory := defaults[name].factory) is not None:
                space[f"_new_{name}"] = factory
                space[f"_is_{name}"] = _UNSET
                value = f"_new_{name}() if {name} is _UNSET else {name}"
        elif default is not _UNSET:
            space[f"_is_{name}"] = default
        wanted.append(f"{name}=_is_{name}" if f"_is_{name}" in space else name)
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

    __slots__ = ("defaults", "kw_only", "names")

    def __init__(self, names: Sequence[str], defaults: dict[str, Any], *, kw_only: bool) -> None:
        self.names, self.defaults, self.kw_only = names, defaults, kw_only

    def __get__(self, instance: Any, owner: Any) -> Any:
        """Return the fields by name."""
        from dataclasses import make_dataclass

        del instance
        fields = [(name, owner.__annotations__[name], self._described(name)) for name in self.names]
        twin: Any = make_dataclass(owner.__name__, fields, kw_only=self.kw_only)
        return twin.__dataclass_fields__

    def _described(self, name: str) -> Any:
        from dataclasses import MISSING
        from dataclasses import field as standard

        default = self.defaults.get(name, MISSING)
        if type(default) is not _Told:
            return standard(default=default)
        if default.factory is None:
            return standard(compare=default.compare, repr=default.repr)
        return standard(default_factory=default.factory, compare=default.compare, repr=default.repr)


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _field, _replace
