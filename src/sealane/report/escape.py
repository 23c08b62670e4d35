"""Text that others wrote, made harmless for the place where it is shown.

Names, addresses and reasons come from files that anybody may have written. A terminal must not obey them, Markdown must
not be laid out by them, and XML must stay XML.
"""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line and paragraph separators, the marks and overrides that turn the direction of text,
# invisible joiners, tags, and halves of surrogate pairs: what a reader cannot see or what changes what is seen.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]",
)
# What XML 1.0 has no way to write, not even as a reference: https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$@:-])")
_QUOTES = re.compile("`+")


def visible(text: str) -> str:
    """Return one line in which every character can be seen: what cannot is written as its escape."""
    return _HIDDEN.sub(_escape, text) if not text.isprintable() else text


def literal(text: str) -> str:
    """Return text between backticks, for a sentence of ours; backticks within cannot end it."""
    return f"`{visible(text).replace('`', chr(39))}`"


def visible_lines(text: str) -> str:
    """Return the same for a text whose line breaks and tabs are meant."""
    return "\n".join(visible(line.replace("\t", "    ")) for line in text.split("\n"))


def markdown(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no mention, no link, on one line."""
    return _MARKDOWN.sub(r"\\\1", visible(text))


def markdown_code(text: str) -> str:
    """Return a code span that holds the text, whatever it holds; a bar is escaped so that it fits a table."""
    plain = visible(text).replace("|", "\\|")
    if not plain.strip():
        return "` `"
    fence = "`" * (max((len(run) for run in _QUOTES.findall(plain)), default=0) + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def markdown_sentence(text: str) -> str:
    """Return a sentence of ours for Markdown: what stands between backticks becomes code, the rest plain text."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    return "".join(markdown_code(part) if number % 2 else markdown(part) for number, part in enumerate(parts) if part)


def markdown_block(text: str, language: str) -> str:
    """Return a fenced block; its fence is longer than any run of backticks within."""
    plain = visible_lines(text).strip("\n")
    fence = "`" * max(3, max((len(run) for run in _QUOTES.findall(plain)), default=0) + 1)
    return f"{fence}{language}\n{plain}\n{fence}"


def xml(text: str) -> str:
    """Return text that XML can hold; the writer of the document escapes what XML has an escape for."""
    return _NOT_XML.sub(_escape, text)


def unicode_text(text: str) -> str:
    """Return text that can be encoded: halves of surrogate pairs are written as their escape."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", _escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if found.group() == "\n":
        return "\\n"
    if found.group() == "\t":
        return "\\t"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
