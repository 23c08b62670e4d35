"""The model that every part of the spec derives from, and the two field types that take no look-alikes."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Strict

Integer: TypeAlias = Annotated[int, Strict()]
"""A whole number: neither the text `"256"` nor `true` passes for one."""

Flag: TypeAlias = Annotated[bool, Strict()]
"""`true` or `false`: YAML 1.2 reads `yes`, `no`, `on` and `off` as text, so they are refused instead of guessed."""


class Part(BaseModel):
    """A frozen part of the spec that refuses unknown keys and keeps text as it was typed."""

    # Building validators once, at the root, halves the import; `schema` reads the attribute docstrings itself.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False, defer_build=True)
