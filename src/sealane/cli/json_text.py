"""Documents as JSON text that a terminal can show and a file can hold."""

from __future__ import annotations

import json
import sys

from sealane.report.escape import json_safe


def json_text(data: object) -> str:
    """Write a document with two spaces of indentation and without a line break at its end."""
    return json_safe(_fast(data) if "msgspec" in sys.modules else _plain(data))


def _fast(data: object) -> str:
    """Write as `_plain` does, twenty times as fast, with what a verb that reads large documents has loaded anyway."""
    import msgspec

    try:
        return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
    except UnicodeEncodeError:
        # Half of a surrogate pair, which only the standard library carries through.
        return _plain(data)


def _plain(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
