"""How text looks: colour, width, and marks that a terminal without Unicode can show."""

from __future__ import annotations

from collections.abc import Sequence

from sealane.grammar.patterns import pattern
from sealane.records import dataclass

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_ESCAPES = pattern(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A terminal's abilities; `width` is in columns."""

    colour: bool = False
    unicode: bool = True
    width: int = 80

    def paint(self, text: str, *names: str) -> str:
        """Colour a text, or return it as it is when colour is off."""
        if not self.colour or not names:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"

    def mark(self, unicode: str, ascii_: str) -> str:
        """Choose between a mark and its ASCII stand-in."""
        return unicode if self.unicode else ascii_


PLAIN = Style(colour=False, unicode=False, width=80)


def capital(sentence: str) -> str:
    """Return a sentence that begins with a capital.

    A name such as `vpce-0a1b` or `enableDnsSupport` stays as it is, so that it can be copied.
    """
    first = sentence.partition(" ")[0].rstrip(",;:")
    return sentence[:1].upper() + sentence[1:] if first.isalpha() and first.islower() else sentence


def visible_length(text: str) -> int:
    """Count the columns of a text without its colour codes."""
    return len(_ESCAPES.sub("", text))


def table(rows: Sequence[tuple[str, ...]], style: Style, *, header: bool = True, indent: str = "") -> str:
    """Lay rows out in columns; the last column is never padded or cut, so commands can be copied.

    When the table is wider than the terminal, each row becomes a small block with one value per line.
    """
    if not rows:
        return ""
    widths = [max(visible_length(row[i]) for row in rows) for i in range(len(rows[0]))]
    if len(indent) + sum(widths) + 2 * (len(widths) - 1) > style.width and header and len(widths) > 1:
        return _blocks(rows, style, indent)
    lines = []
    for number, row in enumerate(rows):
        cells = [cell + " " * (widths[i] - visible_length(cell)) for i, cell in enumerate(row[:-1])]
        line = (indent + "  ".join([*cells, row[-1]])).rstrip()
        lines.append(style.paint(line, "dim") if header and number == 0 else line)
    return "\n".join(lines)


def _blocks(rows: Sequence[tuple[str, ...]], style: Style, indent: str) -> str:
    names = rows[0]
    label = max(map(len, names))
    blocks = []
    for row in rows[1:]:
        first, *rest = row
        lines = [indent + style.paint(first, "bold")]
        lines += [
            f"{indent}  {style.paint(name.ljust(label), 'dim')}  {cell}"
            for name, cell in zip(names[1:], rest, strict=True)
            if cell
        ]
        blocks.append("\n".join(line.rstrip() for line in lines))
    return "\n".join(blocks)
