"""Tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import tags
from sealane.spec.finding import Finding, Rule

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_INVALID = Rule(code="tag-invalid", link=tags.SOURCE)
_RESERVED = Rule(code="tag-reserved", link=tags.SOURCE)
_TOO_LONG = Rule(code="tag-too-long", link=tags.SOURCE)
_TOO_MANY = Rule(code="tags-too-many", link=tags.SOURCE)
# Sealane itself sets `Name` on what has no name of its own.
_OWN = 1


def tags_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check every tag and how many there are."""
    most = tags.MOST - _OWN
    if len(spec.tags) > most:
        what = f"{len(spec.tags)} tags are more than a resource can have"
        facts = (("allowed", f"{most}, since `Name` is set as well"),)
        yield _TOO_MANY.broken(("tags",), what, f"keep {most}", facts=facts)
    for key, value in spec.tags.items():
        yield from _one(key, key, "key", tags.LONGEST_KEY)
        yield from _one(key, value, "value", tags.LONGEST_VALUE)


def _one(key: str, text: str, part: str, longest: int) -> Iterator[Finding]:
    path, on_key = ("tags", key), part == "key"
    foreign = tags.foreign_character(text)
    if tags.is_reserved(text):
        what = f"the {part} of tag `{key}` begins with `aws:`, which AWS keeps for itself"
        yield _RESERVED.broken(path, what, "drop the prefix", on_key=on_key)
    if len(text) > longest:
        what = f"the {part} of tag `{key[:20]}` has {len(text)} characters"
        yield _TOO_LONG.broken(
            path, what, f"shorten it to {longest}", facts=(("allowed", str(longest)),), on_key=on_key
        )
    if on_key and not text:
        yield _INVALID.broken(path, "a tag has an empty key", "name it, or remove it", on_key=True)
    if foreign:
        what = f"the {part} of tag `{key}` holds {foreign!r}, which not every service allows in a tag"
        yield _INVALID.broken(path, what, "leave it out", facts=(("allowed", tags.ALLOWED),), on_key=on_key)
