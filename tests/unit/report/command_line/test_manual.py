"""The manual page: every verb and option is in it, and nothing of a text is taken for a request."""

from __future__ import annotations

import re

from sealane.cli.outline import outline
from sealane.records import replace
from sealane.report.command_line.manual import page

OUTLINE = outline()
PAGE = page(OUTLINE)
_REQUESTS = {"TH", "SH", "SS", "TP", "PP", "B", "I", "BR"}


def test_every_verb_and_option_is_there() -> None:
    """Each verb has a heading and each option a line."""
    plain = PAGE.replace("\\-", "-").replace("\\(bu", "")
    for verb in OUTLINE.verbs:
        assert f".SS {verb.usage}\n" in plain
        assert all(option.shown in plain for option in verb.options)


def test_only_known_requests_stand_in_it() -> None:
    """A line that begins with a dot is one of our requests, and no other character begins one."""
    assert set(re.findall(r"^\.(\w*)", PAGE, flags=re.MULTILINE)) == _REQUESTS
    assert not re.search(r"^'", PAGE, flags=re.MULTILINE)


def test_text_that_looks_like_a_request_is_text() -> None:
    """A paragraph that begins with a dot, and one with a backslash, are printed as they are."""
    wounded = replace(OUTLINE.verbs[0], paragraphs=(".so /etc/passwd", r"a \fB b"))
    said = page(replace(OUTLINE, verbs=(wounded,)))
    assert "\n\\&.so /etc/passwd\n" in said
    assert "\na \\efB b\n" in said
