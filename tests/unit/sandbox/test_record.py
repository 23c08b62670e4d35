"""The file that remembers the running sandbox."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from sealane.sandbox import record
from sealane.sandbox.record import Sandbox

SANDBOX = Sandbox(
    instance="0123", endpoint="http://127.0.0.1:4321", pid=1, account="123456789012", started="", folder="/f", token="t"
)


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """What is written is read; what is forgotten is gone; only the owner may read it."""
    record.write(tmp_path, SANDBOX)
    assert record.read(tmp_path) == SANDBOX
    assert [f.stat().st_mode & 0o777 for f in tmp_path.iterdir()] == [0o600]
    record.forget(tmp_path)
    assert record.read(tmp_path) is None
    record.forget(tmp_path)


def test_a_file_of_another_form_is_no_record(tmp_path: Path) -> None:
    """Broken JSON and a record of another version are as good as none."""
    record.write(tmp_path, SANDBOX)
    (file,) = tmp_path.iterdir()
    for content in ("", "{", "[]", '{"instance": "x"}'):
        file.write_text(content)
        assert record.read(tmp_path) is None


def test_the_token_is_not_shown() -> None:
    """A printed sandbox keeps its secret."""
    assert "secret-token" not in repr(dataclasses.replace(SANDBOX, token="secret-token"))
    assert SANDBOX.port == 4321
