"""User text as HCL: quoted strings, object keys and comments that mean exactly what was typed.

https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
"""

from __future__ import annotations

import re

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN = re.compile(r"[A-Za-z0-9 _./:,;@*+=()<>\[\]|&#!?'^~`-]*")
_SPECIAL = re.compile(r"\$+\{|%+\{|[^ !#-\[\]-~]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# These words are values in HCL, so they are quoted when they are keys.
_KEYWORDS = frozenset({"true", "false", "null", "for", "if", "in"})
_COMMENT_WIDTH = 118
_FIRST_PLANE_ENDS = 0x10000


def quoted(text: str) -> str:
    """Return `text` as an HCL string that evaluates to it.

    Terraform brings every string to Unicode normal form C, so text in another form is read back normalised:
    https://developer.hashicorp.com/terraform/language/expressions/types#string
    """
    return f'"{fragment(text)}"'


def fragment(text: str, *, before_interpolation: bool = False) -> str:
    """Return `text` as it stands between the quotes; `before_interpolation` says that `${` follows it."""
    if _PLAIN.fullmatch(text):
        return text
    written = _SPECIAL.sub(_escape, text)
    # A dollar sign right before `${` would turn the interpolation into text.
    if before_interpolation and written.endswith(("$", "%")):
        return f"{written[:-1]}\\u{ord(written[-1]):04x}"
    return written


def is_identifier(text: str) -> bool:
    """Say whether `text` is an identifier of ASCII letters, digits, `_` and `-`."""
    return _IDENTIFIER.fullmatch(text) is not None


def key(text: str) -> str:
    """Return `text` as the key of an object, quoted when it is not an identifier."""
    if is_identifier(text) and text not in _KEYWORDS:
        return text
    written = fragment(text)
    if written.isascii():
        return f'"{written}"'
    import unicodedata

    # `terraform fmt` aligns by what a terminal shows; letters are one column each, the rest is spelled out.
    letters = {"Lu", "Ll"}
    return f'"{"".join(c if c.isascii() or unicodedata.category(c) in letters else _spelled(c) for c in written)}"'


def comment(text: str, indent: int) -> list[str]:
    """Return `text` as comment lines; control and invisible characters are spelled out, so none ends the comment."""
    margin = " " * indent
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if paragraph.isprintable() and len(paragraph) <= _COMMENT_WIDTH - indent:
            lines.append(paragraph)
            continue
        visible = "".join(c if c.isprintable() else _spelled(c) for c in paragraph)
        lines += _wrapped(visible, _COMMENT_WIDTH - indent)
    return [f"{margin}# {line}".rstrip() for line in lines]


def _wrapped(text: str, width: int) -> list[str]:
    """Return a paragraph in lines of whole words; a word that is too long has a line of its own."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def _escape(match: re.Match[str]) -> str:
    """Escape one match of `_SPECIAL`: the start of a template sequence, or a character with a meaning."""
    found = match[0]
    if found[-1] == "{":
        # `$${` stands for `${`; in a longer run the others are spelled out, for `$$${` could be read in two ways.
        return "".join(map(_spelled, found[:-2])) + found[-2] * 2 + "{"
    return _ESCAPES.get(found) or (found if found.isprintable() else _spelled(found))


def _spelled(character: str) -> str:
    r"""Spell a character as `\uXXXX`, or `\UXXXXXXXX` outside the first plane."""
    return f"\\u{ord(character):04x}" if ord(character) < _FIRST_PLANE_ENDS else f"\\U{ord(character):08x}"
