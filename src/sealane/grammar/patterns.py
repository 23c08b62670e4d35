"""Regular expressions that are compiled when they are first used, as compiling all takes a tenth of a short run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, cast

if TYPE_CHECKING:
    from re import Pattern


def pattern(text: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """Return what behaves as the compiled expression."""
    return cast("Pattern[AnyStr]", _Later(text, flags))


class _Later:
    """An expression of which each attribute is taken from the compiled one, the first time that it is asked for."""

    def __init__(self, text: Any, flags: int) -> None:  # noqa: ANN401 - text or bytes
        self._written = (text, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the expression has
        value = getattr(re.compile(*self._written), name)
        # From now on Python finds it here and does not ask again.
        setattr(self, name, value)
        return value
