"""Log lines as text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sealane.readers.live.log_lines import LogLine


def line_text(line: LogLine) -> str:
    """Render one line: UTC time with milliseconds, stream, message without control codes of its own."""
    at = datetime.fromtimestamp(line.at / 1000, UTC).isoformat(sep=" ", timespec="milliseconds")
    # A container may write anything; what would steer the terminal is made visible instead.
    message = "".join(c if c.isprintable() or c == "\t" else f"\\x{ord(c):02x}" for c in line.message.rstrip("\n"))
    return f"{at.removesuffix('+00:00')} {line.stream} {message}"
