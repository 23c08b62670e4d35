"""Domain names and patterns of them: what is below what, and which answer is about a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")

EVERY_NAME = "*"
_WILDCARD = "*."


def plain(name: str) -> str:
    """Return a name as answers have it: lower-case, without the closing dot; the root is empty."""
    return name.strip().lower().rstrip(".").replace("\\052", "*")


def below(name: str, domain: str) -> bool:
    """Tell whether a name or a pattern is in a domain or is that domain; everything is in the root."""
    return not domain or name == domain or name.endswith(f".{domain}")


def longest(domains: Iterable[str], name: str) -> str | None:
    """Return the most specific of some domains that a name is in."""
    found = [domain for domain in domains if below(name.removeprefix(_WILDCARD), domain)]
    return max(found, key=len, default=None)


def patterns_of(domain: str) -> tuple[str, ...]:
    """Return the patterns of everything in a domain: itself and all below it."""
    return (domain, f"*.{domain}") if domain else (EVERY_NAME,)


def covering(patterns: Mapping[str, T], name: str) -> T | None:
    """Return what the most specific pattern says of a name or of another pattern: exact first, then by length."""
    if name in patterns:
        return patterns[name]
    # A wildcard is covered by a longer one's parents only, as every name below it is.
    parent = name.removeprefix(_WILDCARD)
    labels = parent.split(".")
    start = 0 if name.startswith(_WILDCARD) else 1
    for place in range(start, len(labels)):
        wildcard = _WILDCARD + ".".join(labels[place:])
        if wildcard in patterns:
            return patterns[wildcard]
    return patterns.get(EVERY_NAME)
