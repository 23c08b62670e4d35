"""A log line as text."""

from __future__ import annotations

from sealane.readers.live.log_lines import LogLine
from sealane.report.logs import line_text


def text(message: str, at: int = 1_767_225_600_123) -> str:
    """Return the text of one line."""
    return line_text(LogLine(id="1", at=at, stream="app/app/1", message=message))


def test_time_stream_and_message() -> None:
    """The time is in UTC with milliseconds; the message follows as it was written, without its own line end."""
    assert text("hello, Grüße 日本\n") == "2026-01-01 00:00:00.123 app/app/1 hello, Grüße 日本"
    assert text("", at=0) == "1970-01-01 00:00:00.000 app/app/1 "


def test_no_message_steers_the_terminal() -> None:
    """Escape sequences, carriage returns and line breaks are made visible; tabs and ordinary text stay."""
    assert text("a\x1b[2Jb\rc\nd\te").endswith("a\\x1b[2Jb\\x0dc\\x0ad\te")
    assert "\x1b" not in text("\x1b]0;title\x07")
