"""Where the sandbox keeps its state, and who may look."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure
from sealane.sandbox import folder


def test_the_folder_is_chosen_in_this_order() -> None:
    """Our own variable wins over XDG's, XDG's over the home folder; a relative XDG path counts as not set."""
    everything = {"SEALANE_SANDBOX_DIR": "/own", "XDG_STATE_HOME": "/xdg", "HOME": "/home/me"}
    assert folder.runtime_folder(everything) == Path("/own")
    assert folder.runtime_folder({**everything, "SEALANE_SANDBOX_DIR": ""}) == Path("/xdg/sealane/sandbox")
    assert folder.runtime_folder({"HOME": "/home/me"}) == Path("/home/me/.local/state/sealane/sandbox")
    assert folder.runtime_folder({"HOME": "/home/me", "XDG_STATE_HOME": "rel"}).is_relative_to("/home/me")


def test_the_folder_is_made_private(tmp_path: Path) -> None:
    """A folder that others could read is tightened."""
    wide = tmp_path / "a" / "b"
    wide.mkdir(parents=True, mode=0o755)
    folder.make_private(wide)
    assert wide.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_is_a_problem(tmp_path: Path) -> None:
    """A file in the way is reported with the variable that helps."""
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFailure) as raised:
        folder.make_private(tmp_path / "file" / "sandbox")
    assert raised.value.problems[0].code == "sandbox-folder-unusable"
    assert folder.VARIABLE in raised.value.problems[0].hint


def test_the_lock_waits_and_gives_up(tmp_path: Path) -> None:
    """A held lock is waited for no longer than asked; a free one is given."""
    with (
        folder.locked(tmp_path, seconds=0),
        pytest.raises(EnvironmentFailure, match="sandbox-busy"),
        folder.locked(tmp_path, seconds=0.1),
    ):
        pass
    with folder.locked(tmp_path, seconds=0) as handle:
        assert handle > 0


def test_a_lease_is_none_while_someone_holds_it(tmp_path: Path) -> None:
    """The first asker gets the lease, the second gets `None`, and the next after the first let go gets it."""
    with folder.lease(tmp_path, "x") as first, folder.lease(tmp_path, "x") as second:
        assert first is not None
        assert second is None
    with folder.lease(tmp_path, "x") as third:
        assert third is not None
