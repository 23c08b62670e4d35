"""What becomes of a world that was written down: which key and which origin stands for each of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A world in the words of a source; what is in neither mapping has the name that it has in the world."""

    document: bytes
    keys: Mapping[str, str]
    origins: Mapping[str, str]
