"""How large a spec file may be: far beyond any real one, and small enough that a hostile one costs nothing."""

from __future__ import annotations

MAX_CHARACTERS = 4_000_000
"""Length of the file's text."""

MAX_VALUES = 200_000
"""Values after every alias is followed: a hundred services have some five thousand."""

MAX_DEPTH = 40
"""Nesting of mappings and sequences: the deepest real value, an IAM condition, lies ten levels down."""
