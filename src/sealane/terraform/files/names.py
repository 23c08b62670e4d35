"""Names: Terraform identifiers made of service names, and AWS names within their limits."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

_UNFIT = re.compile(r"[^A-Za-z0-9_]+")
_CHECKSUM_LENGTH = 8

# https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
ROLE = 64
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
LOAD_BALANCER = 32

_Key = TypeVar("_Key", bound=Hashable)


def identifier(*words: str) -> str:
    """Return words as one Terraform identifier: `my-app` becomes `my_app`."""
    text = _UNFIT.sub("_", "_".join(words)).strip("_") or "x"
    return f"s_{text}" if text[0].isdigit() else text


def identifiers(wanted: Iterable[tuple[_Key, Sequence[str]]]) -> dict[_Key, str]:
    """Return an identifier for each key; two that would be one (`a-b`, `a_b`) are told apart by a number."""
    entries = [(key, identifier(*words)) for key, words in wanted]
    taken = {name for _, name in entries}
    found: dict[_Key, str] = {}
    used: set[str] = set()
    for key, name in entries:
        number, distinct = 2, name
        while distinct in used or (distinct != name and distinct in taken):
            distinct = f"{name}_{number}"
            number += 1
        used.add(distinct)
        found[key] = distinct
    return found


def bounded(limit: int, *words: str) -> str:
    """Return words joined by hyphens; what is too long for AWS is cut and told apart by a checksum."""
    text = "-".join(words)
    if len(text) <= limit:
        return text
    import zlib

    checksum = f"{zlib.crc32(text.encode()):0{_CHECKSUM_LENGTH}x}"
    return f"{text[: limit - _CHECKSUM_LENGTH - 1].rstrip('-')}-{checksum}"


def letters(count: int) -> list[str]:
    """Return `a`, `b`, … for the subnets, `z1`, `z2`, … beyond."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return [alphabet[place] if place < len(alphabet) else f"z{place - len(alphabet) + 1}" for place in range(count)]
