"""Whatever names and reasons hold, no form obeys them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sealane.cli.json_text import json_text
from sealane.report.proof.document import as_json
from sealane.report.proof.junit import as_junit
from sealane.report.proof.markdown import as_markdown
from sealane.report.proof.sarif import as_sarif
from sealane.report.proof.text import as_text
from sealane.report.style import Style
from sealane.verdicts.acceptance import Acceptance, Weighed, weigh
from sealane.verdicts.cause import Cause
from sealane.world.values import Origin, Unread
from sealane.world.world import Source
from tests.unit.report.proof import proofs
from tests.unit.report.proof.stories import TODAY

ESCAPE = "\x1b[31mred\x1b]0;title\x07\x9b31m\u202egnp.exe\u2028\x00\ud800"
MARKUP = "</details><script>alert(1)</script> | ` ``` \n\n# head [a](http://x) @team #12 &amp; ]]> <!-- ${x}"


def hostile(text: str) -> Weighed:
    """Return a proof in which every text that others may have written is this one."""
    origin = Origin(f"aws_security_group.{text}", f"{text}.tf", 3)
    unclear = proofs.unclear(f"c{text}")
    proof = proofs.proof(
        proofs.closed(f"a{text}", origin),
        proofs.leaking(f"b{text}"),
        replace(unclear, open=(Unread(f"r{text}", f"ec2:{text}"),)),
        proofs.advised(f"d{text}"),
        proofs.healthy(f"e{text}"),
    )
    named = replace(proof, source=Source(kind="terraform-plan", name=f"p{text}"))
    return weigh(named, (Acceptance(cause=Cause.INTERNET_BY_NAT, because=f"w{text}"),), TODAY)


def shown(text: str) -> bool:
    """Tell whether a person can see every character of a text."""
    return all(character.isprintable() or character == "\n" for character in text)


@pytest.mark.parametrize("text", [ESCAPE, MARKUP])
def test_a_terminal_is_told_nothing_to_obey(text: str) -> None:
    """No control character, no override of direction and no half character reaches a terminal, and the name is seen."""
    told = as_text(hostile(text), Style(width=100))
    assert shown(told)
    assert "aws_security_group." in told
    assert not shown(text) or text == MARKUP


def test_json_stays_json_and_keeps_the_text() -> None:
    """The document says exactly the names it was given, written so that no terminal obeys them."""
    written = json_text(as_json(hostile(ESCAPE)))
    assert shown(written)
    assert json.loads(written)["services"][0]["origin"] == f"a{ESCAPE}"
    assert shown(json_text(as_sarif(hostile(ESCAPE))))


@given(st.text(alphabet=st.characters(), max_size=12))
def test_xml_can_always_be_read(text: str) -> None:
    """A name of any characters leaves well-formed XML, with the same tests in it."""
    root = ET.fromstring(as_junit(hostile(text)))  # noqa: S314 - our own text
    assert len(root.findall("testsuite")) == 5


def laid_out(text: str) -> list[Token]:
    """Return the pieces that a reader of Markdown makes of a text, in order, with tables and HTML."""
    blocks = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    return [piece for block in blocks for piece in (block, *(block.children or ()))]


@pytest.mark.parametrize(
    "text", [MARKUP, "a|b", "a\\|b", "`", "a``b`", "[x](http://evil.test)", "<b>", "www.evil.test"]
)
def test_markdown_is_not_laid_out_by_names(text: str) -> None:
    """No name opens a tag, makes a link, a heading or a cell: laid out, the comment has only what is ours."""
    pieces = laid_out(as_markdown(hostile(text)))
    plain = laid_out(as_markdown(hostile("x")))

    def of(kind: str, found: list[Token]) -> list[Token]:
        return [piece for piece in found if piece.type == kind]

    for kind in ("heading_open", "link_open", "td_open", "html_block", "fence", "list_item_open"):
        assert len(of(kind, pieces)) == len(of(kind, plain)), kind
    assert {str(piece.attrs["href"])[:29] for piece in of("link_open", pieces)} == {"https://docs.aws.amazon.com/v"}
    tags = {tag for piece in pieces if piece.type.startswith("html") for tag in re.findall(r"</?(\w+)", piece.content)}
    assert tags <= {"details", "summary", "code", "sub", "br"}


def test_nobody_is_mentioned_in_a_comment() -> None:
    """A host that looks for mentions finds none outside of code."""
    told = as_markdown(hostile("@team #12"))
    code = re.compile(r"`[^`]*`|```.*?```|<code>.*?</code>", re.DOTALL)
    assert not re.search(r"@team|#12", code.sub("", told))
