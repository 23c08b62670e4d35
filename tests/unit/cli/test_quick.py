"""Arguments read without click are read as click reads them, and the rest is left to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.cli import export, exporting, prove, proving
from sealane.cli.quick import read, run
from sealane.cli.settings import Option
from tests.thoroughness import examples

NAMES = [name for option in exporting.OPTIONS for name in option.names]
WORDS = st.one_of(
    st.sampled_from([*NAMES, "infra", "-", "--", "--help", "-h", "--file=x", "-fx", "--regio", "x=demo/app:1.0", ""]),
    st.text(max_size=3),
)
SPEC = "version: 1\nregion: us-east-1\nimage: demo/app:1.0\n"


def by_click(words: list[str]) -> dict[str, object]:
    """Return what click reads."""
    return dict(export.command.make_context("export", list(words)).params)


@settings(max_examples=examples(150))
@given(st.lists(WORDS, max_size=6))
def test_what_is_read_without_click_is_what_click_reads(words: list[str]) -> None:
    """Whenever the quick reading answers, click accepts the same words and gives the same values."""
    found = read(words, exporting.OPTIONS, "folder")
    assert found is None or found == by_click(words)


@settings(max_examples=examples(150))
@given(
    st.lists(
        st.one_of(
            st.sampled_from([name for option in proving.OPTIONS for name in option.names]),
            st.sampled_from(["plan.json", "-", "--", "json", "sarif", "--format=json", "-h", "--liv", ""]),
        ),
        max_size=6,
    )
)
def test_what_of_a_proof_is_read_without_click_is_what_click_reads(words: list[str]) -> None:
    """Whenever the quick reading of `prove` answers and every form is one, click reads the same."""
    found = read(words, proving.OPTIONS, "source")
    if found is not None and proving.NAMES_OF_FORMS.issuperset(found["formats"]):
        assert found == dict(prove.command.make_context("prove", list(words)).params)


@pytest.mark.parametrize("option", proving.OPTIONS, ids=lambda option: option.key)
def test_every_option_of_a_proof_is_read_without_click(option: Option) -> None:
    """Each option of `prove` in its plain form is read quickly, as click reads it."""
    value = "json" if option.key == "formats" else "value"
    words = ["plan.json", option.names[0], *([] if option.kind == "flag" else [value])]
    found = read(words, proving.OPTIONS, "source")
    assert found is not None
    assert found == dict(prove.command.make_context("prove", list(words)).params)


def test_form_that_is_none_is_left_to_click() -> None:
    """A form that a proof does not have is told by click, which knows how."""
    assert run(["prove", "plan.json", "--format", "pdf"]) is None


@pytest.mark.parametrize("option", exporting.OPTIONS, ids=lambda option: option.key)
def test_every_option_is_read_without_click(option: Option) -> None:
    """Each option in its plain form is read quickly, before and behind the folder."""
    given_words = [option.names[-1]] if option.kind == "flag" else [option.names[-1], "value"]
    for words in ([*given_words, "infra"], ["infra", *given_words]):
        found = read(words, exporting.OPTIONS, "folder")
        assert found == by_click(words)
        assert found is not None
        assert found["folder"] == "infra"


@pytest.mark.parametrize(
    "text",
    ["", "--help", "infra other", "infra --file", "infra --file --force", "infra --nothing", "infra --file=x"],
)
def test_whatever_is_unusual_is_left_to_click(text: str) -> None:
    """Help, mistakes and doubtful values are click's to answer."""
    assert read(text.split(), exporting.OPTIONS, "folder") is None
    assert read([*text.split(), ""], exporting.OPTIONS, "folder") is None


def test_other_verbs_and_completion_are_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only `export` and `prove` are run quickly, and not while a shell asks for completions."""
    assert run(["schema", "spec"]) is None
    monkeypatch.setenv("_SEALANE_COMPLETE", "bash_complete")
    assert run(["export", "infra"]) is None


def test_exporting_imports_only_what_it_needs(tmp_path: Path) -> None:
    """Writing the Terraform of a right spec imports no click, Pydantic, Rich or boto3: its time is a budget."""
    (tmp_path / "sealane.yaml").write_text(SPEC, encoding="utf-8")
    code = (
        "import sys; sys.argv = ['sealane', 'export', 'infra']; from sealane.cli.start import main; status = main();"
        "heavy = {'click', 'pydantic', 'pydantic_core', 'rich', 'boto3', 'botocore'} & set(sys.modules);"
        "print(*heavy); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "")
    assert (tmp_path / "infra" / "service.tf").exists()
