"""Text that others wrote, made harmless for the place where it is shown.

Names, addresses and reasons come from files that anybody may have written. A terminal must not obey them, Markdown must
not be laid out by them, and XML must stay XML.
"""

from __future__ import annotations

import re

from sealane.grammar.patterns import pattern

# C0 and C1 controls, DEL, line and paragraph separators, the marks and overrides that turn the direction of text,
# invisible joiners, tags, and halves of surrogate pairs: what a reader cannot see or what changes what is seen.
_HIDDEN = pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]",
)
# A colon makes a link or a picture of what follows it at once, a dot only behind `www`, a hyphen a list at the start.
_MARKDOWN = pattern(r"([\\`*_{}\[\]()#+!<>~&$]|:(?=\S)|(?<=www)\.|^-)")
# Hosts such as GitHub look for mentions and numbers of issues after Markdown is laid out, where an escape is gone: only
# a character of no width between the sign and the name keeps them from it.
_SIGNS = pattern(r"(?<=[@#])(?=\w)")
GAP = "&#8203;"
_HTML = pattern(r"[&<>\"'`*_\[\]\\~$|:@#]")
_QUOTES = pattern("`+")


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
    return _SIGNS.sub(GAP, _MARKDOWN.sub(r"\\\1", visible(text)))


def html(text: str) -> str:
    """Return text for the inside of an HTML element within Markdown."""
    return _HTML.sub(lambda found: f"&#{ord(found.group())};{GAP if found.group() in '@#' else ''}", visible(text))


def html_sentence(text: str) -> str:
    """Return a sentence of ours for the inside of an HTML element: what stands between backticks becomes code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return html(text)
    return "".join(
        f"<code>{html(part)}</code>" if number % 2 else html(part) for number, part in enumerate(parts) if part
    )


def markdown_code(text: str) -> str:
    """Return a code span that holds the text, whatever it holds."""
    plain = visible(text)
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


def markdown_cell(text: str) -> str:
    """Return a sentence of ours for the cell of a table, where a bar ends the cell unless a backslash is before it.

    No code span can hold a backslash and a bar side by side in a table, so there the bar becomes its look-alike.
    """
    return markdown_sentence(text.replace("\\|", "\\\u2223")).replace("|", "\\|")


def markdown_block(text: str, language: str) -> str:
    """Return a fenced block; its fence is longer than any run of backticks within."""
    plain = visible_lines(text).strip("\n")
    fence = "`" * max(3, max((len(run) for run in _QUOTES.findall(plain)), default=0) + 1)
    return f"{fence}{language}\n{plain}\n{fence}"


def json_safe(document: str) -> str:
    """Return JSON text with what cannot be seen written as JSON's own escapes; outside of texts JSON has none of it."""
    return document if document.isascii() and "\x7f" not in document else _HIDDEN.sub(_json_escape, document)


def _json_escape(found: re.Match[str]) -> str:
    if found.group() in "\n\t":
        return found.group()
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if found.group() == "\n":
        return "\\n"
    if found.group() == "\t":
        return "\\t"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
