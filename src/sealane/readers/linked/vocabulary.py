"""Invented values recognised in texts: what each stands for, and what is left of a text around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sealane.readers.linked.document import Token
from sealane.records import dataclass, field
from sealane.world.text import Hole, Partial, Text

ACCOUNT: Final = "account"
"""The name of the hole for the caller's own account, as every reader writes it."""

_ACCOUNT_UNKNOWN: Final = "the account is not known before apply"
# Addresses that stand for ones which AWS or a pool of the user's gives.
_ADDRESS: Final = r"\b(?:24\d|25[0-4])\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:/\d{1,2})?|\b2001:db8:[0-9a-f:]+(?:/\d{1,3})?"


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute of a resource that a text, or a part of it, is."""

    address: str
    path: str

    @property
    def hole(self) -> Hole:
        """Return the hole that stands for it."""
        plain = self.path in {"id", "suffix", "revision", "name"} or self.path.endswith("_id")
        return Hole(f"{self.address}.{self.path} is not known before apply", f"{self.address}.{self.path}", plain=plain)


Piece = str | Reference
Pieces = tuple[Piece, ...]
_OF_ACCOUNT: Final = Reference("", ACCOUNT)


@dataclass(slots=True)
class Vocabulary:
    """The invented values of one plan."""

    nonce: str
    account: str
    tokens: Iterable[Token]
    _texts: dict[str, Token | None] = field(default_factory=dict)
    _cores: dict[str, list[Token]] = field(default_factory=dict)
    _paths: dict[tuple[str, str], str] = field(default_factory=dict)
    _pattern: re.Pattern[str] = re.compile("")

    def __post_init__(self) -> None:
        """Sort the tokens by text and by core."""
        for token in self.tokens:
            # A text that two resources share tells of neither, as two log groups of one name.
            self._texts[token.text] = token if token.text not in self._texts else _same(self._texts[token.text], token)
            self._paths[token.address, token.path] = token.text
            if token.core:
                self._cores.setdefault(token.core, []).append(token)
        for of_core in self._cores.values():
            of_core.sort(key=lambda token: -len(token.text))
        account = re.escape(self.account) if self.account else "$."
        self._pattern = re.compile(
            rf"(?P<core>{self.nonce}\d{{6}})|(?P<zone>{self.nonce}-az\d)|(?P<account>(?<!\d){account}(?!\d))|(?P<address>{_ADDRESS})"
        )

    def made_of(self, reference: Reference) -> Pieces:
        """Return what the text of an attribute is made of in this plan."""
        text = self._paths.get((reference.address, reference.path))
        return (reference,) if text is None else self.pieces(text) or (reference,)

    def whole(self, text: str) -> Reference | None:
        """Return the attribute that a text is as a whole, when it cannot be the text of anything else."""
        token = self._texts.get(text)
        # A name that a rule of AWS gives is a text like any other.
        if token is None or not self._pattern.search(text):
            return None
        return Reference(token.address, token.path)

    def pieces(self, text: str, *, names: bool = False) -> Pieces | None:
        """Return what a text is made of; `None` when an invented value was taken apart to make it.

        With `names` an ARN that is there as a whole is the attribute that it is, and else what AWS's rules give of it.
        """
        found: list[Piece] = []
        place = 0
        for start, end, reference in self._spans(text, names=names):
            if reference is None or start < place:
                return None
            if start > place:
                found.append(text[place:start])
            found.append(reference)
            place = end
        if place < len(text) or not found:
            found.append(text[place:])
        return tuple(found)

    def _spans(self, text: str, *, names: bool) -> Iterator[tuple[int, int, Reference | None]]:
        inside = 0
        spans = []
        for match in self._pattern.finditer(text):
            if match["core"]:
                spans.append(self._core(text, match, names=names))
            elif match["zone"]:
                spans.append((*match.span(), Reference("", match["zone"].removeprefix(self.nonce).lstrip("-"))))
            elif match["account"]:
                spans.append((*match.span(), _OF_ACCOUNT))
            else:
                token = self._texts.get(match[0])
                spans.append((*match.span(), Reference(token.address, token.path) if token else None))
        # The account within a longer invented text is a part of that one.
        for start, end, reference in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= inside or reference is None:
                yield start, end, reference
                inside = end

    def _core(self, text: str, match: re.Match[str], *, names: bool) -> tuple[int, int, Reference | None]:
        for token in self._cores.get(match["core"], ()):
            if token.part and not (names and token.text != token.core):
                return (*match.span(), Reference(token.address, token.part))
            start = match.start() - token.text.index(token.core)
            if start >= 0 and text.startswith(token.text, start):
                return start, start + len(token.text), Reference(token.address, token.path)
        return (*match.span(), None)


def text_of(pieces: Pieces) -> Text:
    """Return a text with holes for what is not known."""
    parts = tuple(piece if isinstance(piece, str) else _hole(piece) for piece in pieces)
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else Partial(parts)


def _hole(reference: Reference) -> Hole:
    if reference == _OF_ACCOUNT:
        return Hole(_ACCOUNT_UNKNOWN, ACCOUNT, plain=True)
    if not reference.address:
        return Hole("the ids of the account's zones are not known", f"zone {reference.path}", plain=True)
    return reference.hole


def is_known(pieces: Pieces) -> bool:
    """Tell whether nothing invented is in a text."""
    return all(isinstance(piece, str) for piece in pieces)


def _same(known: Token | None, token: Token) -> Token | None:
    return known if known and known.address == token.address else None
