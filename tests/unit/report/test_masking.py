"""What is hidden is in no form of an answer, whatever it is a part of and however that form writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from sealane.proof.prove import prove
from sealane.report.escape import html, html_sentence, markdown, markdown_cell, markdown_code
from sealane.report.masking import MASK, masked, masked_data
from sealane.report.paragraph import paragraph
from sealane.report.proof.code_quality import as_code_quality
from sealane.report.proof.document import as_json
from sealane.report.proof.junit import as_junit
from sealane.report.proof.markdown import as_markdown
from sealane.report.proof.sarif import as_sarif
from sealane.report.proof.text import as_text
from sealane.report.style import PLAIN
from sealane.verdicts.acceptance import Weighed
from sealane.world.world import World
from tests.worlds.wounds.everything import WOUNDS

SECRET = "payments_[v2]*vault"


@pytest.mark.parametrize("write", [str, html, html_sentence, markdown, markdown_code, markdown_cell])
def test_text_is_hidden_as_every_form_writes_it(write: Callable[[str], str]) -> None:
    """A name is found whatever Markdown, HTML or a terminal needs before its letters, and the rest stays."""
    told = write(f"the role reads {SECRET} & more")
    hidden = masked(told, (SECRET,))
    assert MASK in hidden
    assert "vault" not in hidden
    assert "the role reads" in hidden


def test_text_of_several_words_is_hidden_across_lines() -> None:
    """A text with spaces may be broken at them."""
    secret = "one two three four five six seven eight nine ten eleven twelve"
    told = paragraph(f"The label of it is {secret}, which nobody may see", replace(PLAIN, width=40))
    assert "\n" in told
    assert " ".join(masked(told, (secret,)).split()) == f"The label of it is {MASK}, which nobody may see"


def test_short_text_is_hidden_where_it_is_a_word() -> None:
    """A name of few letters is no part of other words."""
    assert masked("role/app, apply, app-task", ("app",)) == f"role/{MASK}, apply, {MASK}-task"
    assert masked("role/app", ()) == "role/app"


def test_vocabulary_of_a_document_stays() -> None:
    """What scripts rely on is never taken for a secret; keys stay, and all else is looked through."""
    document = {
        "verdict": "fails",
        "fails": [{"message": "it fails", "steps": ["fails"]}],
        "steps": [{"host": "fails"}],
    }
    assert masked_data(document, ("fails",)) == {
        "verdict": "fails",
        "fails": [{"message": f"it {MASK}", "steps": ["fails"]}],
        "steps": [{"host": MASK}],
    }


def forms(world: World) -> dict[str, str]:
    """Return the proof of a world in every form."""
    weighed = Weighed(proof=prove(world))
    return {
        "text": as_text(weighed, PLAIN),
        "json": json.dumps(as_json(weighed)),
        "sarif": json.dumps(as_sarif(weighed)),
        "junit": as_junit(weighed),
        "markdown": as_markdown(weighed),
        "code quality": json.dumps(as_code_quality(weighed)),
    }


@pytest.mark.parametrize(
    ("wound", "name"), [("the role may not pull", "demo/app"), ("the log group is not there", "/ecs/app")]
)
def test_no_form_shows_a_hidden_name(wound: str, name: str) -> None:
    """A name that every form of a proof shows is in none once its source marks it as sensitive."""
    world = WOUNDS[wound].broken
    open_, closed = forms(world), forms(replace(world, source=replace(world.source, masked=(name,))))
    assert [form for form, text in open_.items() if name in text.replace("\\", "")] == list(open_)
    assert not [form for form, text in closed.items() if name in text.replace("\\", "")]
    assert [form for form, text in closed.items() if "sensitive" in text] == list(closed)
