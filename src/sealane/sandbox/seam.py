"""The one seam over moto: put a function around a method, or add a method that is missing."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, NoReturn

Original = Callable[..., Any]


def around(owner: type, name: str) -> Callable[[Callable[..., Any]], None]:
    """Replace `owner.name` by the decorated function, which gets the original first, then self and the arguments.

    Raises:
        AttributeError: moto has no such method any more, so the gap must be looked at again.

    """
    original: Original = getattr(owner, name)

    def replace(function: Callable[..., Any]) -> None:
        @functools.wraps(original)
        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            return function(original, *arguments, **named)

        static = isinstance(inspect.getattr_static(owner, name), staticmethod)
        setattr(owner, name, staticmethod(call) if static else call)

    return replace


def missing(owner: type, name: str) -> Callable[[Callable[..., Any]], None]:
    """Add the decorated function as `owner.name`, unless moto has learned it itself by now."""

    def add(function: Callable[..., Any]) -> None:
        if not hasattr(owner, name):
            setattr(owner, name, function)

    return add


def refuse(code: str, message: str, *, service: str = "ec2") -> NoReturn:
    """Answer the call with an AWS error.

    moto finds out in which protocol to write an error by the module of its class.
    """
    from moto.core.exceptions import ServiceException

    refusal = type("Refusal", (ServiceException,), {"__module__": f"moto.{service}.exceptions"})
    raise refusal(code, message)
