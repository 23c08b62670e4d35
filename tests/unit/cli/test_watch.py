"""`watch` as a command: what it refuses before anything is asked or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.cli.program import answer
from sealane.errors import InputError


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--events", "-", "--queue", "https://sqs/q"), "watch-unclear"),
        (("--events", "-", "--once"), "watch-unclear"),
        (("--at-most", "none"), "size-invalid"),
        (("--at-most", "0"), "size-invalid"),
        (("--service", "app"), "scope-unclear"),
        (("--every", "0"), "usage"),
        (("--events", "nowhere.json", "--region", "us-east-1"), "file-unreadable"),
    ],
)
def test_what_contradicts_itself_is_refused(
    words: tuple[str, ...], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Options that nobody would read, a size that is none, and a service without its cluster are one problem each."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        answer(["watch", "kept", *words])
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.hint
    assert not list(tmp_path.glob("kept/2*"))
