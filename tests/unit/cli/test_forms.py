"""In which forms an answer is given, and how documents are written."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from sealane.cli.acceptances import acceptances_of
from sealane.cli.forms import Form, forms, give
from sealane.cli.json_text import json_text
from sealane.cli.proofs import FORMS, give_proof
from sealane.errors import InputError
from sealane.verdicts.cause import Cause
from tests.unit.report.proof.stories import STORIES, fix_of

DATA: dict[str, object] = {"a": [1, True, None, {}, []], "b": 'q"\\\x1b\x9b\u202e', "c": "é日"}


def test_endings_name_the_forms_that_a_verb_has(tmp_path: Path) -> None:
    """`.sarif`, `.xml` and `.md` mean their forms where the verb has them, and text where it has not."""
    paths = tuple(str(tmp_path / name) for name in ("a.sarif", "a.xml", "a.md", "a.json"))
    with_all = forms((), paths, "sarif", "junit", "markdown")
    assert [form.name for form in with_all] == ["sarif", "junit", "markdown", "json"]
    assert [form.name for form in forms((), paths)] == ["text", "text", "text", "json"]


def test_a_form_of_a_verb_is_written_as_it_is_made(tmp_path: Path) -> None:
    """A text is written as it is and a document as JSON; only what was chosen is made."""
    chosen = (Form(name="junit", path=str(tmp_path / "a.xml")), Form(name="sarif", path=str(tmp_path / "a.sarif")))

    def never() -> object:
        pytest.fail("not asked for")

    give(chosen, lambda style: str(never() or style), never, {"junit": lambda: "<a/>", "sarif": lambda: {"b": 1}})
    assert (tmp_path / "a.xml").read_text(encoding="utf-8") == "<a/>\n"
    assert json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8")) == {"b": 1}


def test_both_writers_of_json_write_the_same() -> None:
    """The fast writer and the standard library's agree to the letter, and what is hidden is escaped in both."""
    plain = json.dumps(DATA, indent=2, ensure_ascii=False)
    fast = msgspec.json.format(msgspec.json.encode(DATA), indent=2).decode()
    assert fast == plain
    assert json.loads(json_text(DATA)) == DATA
    assert "\x9b" not in json_text(DATA)
    assert "\\u202e" in json_text(DATA)
    assert json.loads(json_text({"a": "\ud800"})) == {"a": "\ud800"}


def test_each_acceptance_has_a_reason() -> None:
    """One reason stands for all, several are paired in order, and a missing one is refused."""
    both = acceptances_of(("single-zone", "subnet-full"), ("because",), "")
    assert [(one.cause, one.because) for one in both] == [
        (Cause.SINGLE_ZONE, "because"),
        (Cause.SUBNET_FULL, "because"),
    ]
    paired = acceptances_of(("single-zone", "subnet-full"), ("a", "b"), "")
    assert [one.because for one in paired] == ["a", "b"]
    for reasons in ((), (" ",), ("a", "b", "c")):
        with pytest.raises(InputError) as caught:
            acceptances_of(("single-zone", "subnet-full"), reasons, "")
        assert caught.value.problems[0].code == "acceptance-without-reason"
    with pytest.raises(InputError) as caught:
        acceptances_of((), ("a",), "")
    assert caught.value.problems[0].code == "acceptance-without-reason"


def test_a_file_of_acceptances_is_read_where_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the folder is read without being named; one that is named must exist."""
    monkeypatch.chdir(tmp_path)
    assert acceptances_of((), (), "") == ()
    (tmp_path / ".sealane-accept.yaml").write_text("accept: [{cause: single-zone, because: a test}]", encoding="utf-8")
    assert [one.cause for one in acceptances_of((), (), "")] == [Cause.SINGLE_ZONE]
    with pytest.raises(InputError) as caught:
        acceptances_of((), (), "gone.yaml")
    assert caught.value.problems[0].code == "acceptances-not-readable"


def test_a_proof_is_given_in_every_form_at_once(tmp_path: Path) -> None:
    """One run writes text, JSON, SARIF, JUnit and Markdown, each to the file whose ending means it."""
    names = ("a.txt", "a.json", "a.sarif", "a.xml", "a.md")
    chosen = forms((), tuple(str(tmp_path / name) for name in names), *FORMS)
    give_proof(chosen, STORIES["one_finding"](), fix_of)
    text, data, sarif, junit, markdown = ((tmp_path / name).read_text(encoding="utf-8") for name in names)
    assert text.startswith("FAILS")
    assert json.loads(data)["schema"] == "sealane/proof/1"
    assert json.loads(sarif)["version"] == "2.1.0"
    assert junit.startswith("<?xml")
    assert markdown.startswith("### ")
