"""The first top-level keys of a JSON object, without decoding what is under them."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.patterns import pattern

_PREFIX = 65_536
_TOKEN = pattern(rb'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_COLON = pattern(rb"[ \t\r\n]*:")


def first_keys(content: bytes, prefix: int = _PREFIX) -> Iterator[str]:
    """Yield the top-level keys that begin within the first bytes of a document."""
    head = content[:prefix]
    depth = 0
    for token in _TOKEN.finditer(head):
        letter = token[0][:1]
        if letter in b"{[":
            depth += 1
        elif letter in b"}]":
            depth -= 1
        elif depth == 1 and _COLON.match(head, token.end()):
            yield token[0][1:-1].decode("utf-8", "replace")
