"""Layers of an image, laid over one another on a real disk."""

from __future__ import annotations

import contextlib
import io
import os
import tarfile
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.lab.task.layers import lay
from sealane.lab.task.tree import Tree
from sealane.lab.task.users import NoSuchUser, user_of


def _entry(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", mode: int = 0o644) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.mode = kind, link, mode
    entry.uid, entry.gid = os.getuid(), os.getgid()
    return entry


def _layer(path: Path, *entries: tarfile.TarInfo, content: bytes = b"new") -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for entry in entries:
            if entry.isreg():
                entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content) if entry.isreg() else None)
    return path


def _laid(tmp_path: Path, *layers: tuple[tarfile.TarInfo, ...]) -> Tree:
    root = tmp_path / "root"
    root.mkdir()
    for number, entries in enumerate(layers):
        lay(_layer(tmp_path / f"{number}.tgz", *entries), Tree(root))
    return Tree(root)


def test_a_later_layer_wins_and_takes_away(tmp_path: Path) -> None:
    """A file is replaced, a whiteout removes one, and what nobody touches stays."""
    tree = _laid(
        tmp_path,
        (_entry("etc/keep"), _entry("etc/gone"), _entry("etc/swap")),
        (_entry("etc/.wh.gone"), _entry("etc/swap", tarfile.SYMTYPE, "keep")),
    )
    assert sorted(path.name for path in (tree.root / "etc").iterdir()) == ["keep", "swap"]
    assert (tree.root / "etc/swap").is_symlink()


def test_an_opaque_folder_hides_lower_layers_only(tmp_path: Path) -> None:
    """What lower layers have in it goes, what the same layer brings stays, before or after the mark."""
    tree = _laid(
        tmp_path,
        (_entry("d/old"), _entry("d/sub/old")),
        (_entry("d/early"), _entry("d/.wh..wh..opq"), _entry("d/late")),
    )
    assert sorted(path.name for path in (tree.root / "d").iterdir()) == ["early", "late"]


def test_links_of_both_kinds_stay_inside(tmp_path: Path) -> None:
    """A hard link is to the image's own file, and a name through a link lands inside the root."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes(b"secret")
    tree = _laid(
        tmp_path,
        (
            _entry("a"),
            _entry("hard", tarfile.LNKTYPE, "a"),
            _entry("stolen", tarfile.LNKTYPE, "../outside/secret"),
            _entry("way", tarfile.SYMTYPE, str(outside)),
            _entry("way/planted"),
            _entry("../../climbed"),
        ),
    )
    assert (tree.root / "hard").stat().st_ino == (tree.root / "a").stat().st_ino
    assert not (tree.root / "stolen").exists()
    assert list(outside.iterdir()) == [outside / "secret"]
    assert (tree.root / str(outside).lstrip("/") / "planted").read_bytes() == b"new"
    assert (tree.root / "climbed").exists()


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    """Links that lead round end in an error, and a chain that ends does not."""
    with pytest.raises(OSError, match="symbolic links"):
        _laid(tmp_path, (_entry("x", tarfile.SYMTYPE, "y"), _entry("y", tarfile.SYMTYPE, "x"), _entry("x/file")))


def test_modes_survive(tmp_path: Path) -> None:
    """A folder that its owner may not write to is filled all the same, and set bits stay."""
    tree = _laid(tmp_path, (_entry("ro", tarfile.DIRTYPE, mode=0o555), _entry("ro/file"), _entry("su", mode=0o4755)))
    assert (tree.root / "ro").stat().st_mode & 0o7777 == 0o555
    assert (tree.root / "su").stat().st_mode & 0o7777 == 0o4755


_NAMES = st.lists(st.sampled_from(["a", "b", "..", "link", ".wh.a", ".wh..wh..opq", ""]), min_size=1, max_size=4).map(
    "/".join
)
_KINDS = st.sampled_from([tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE])


@settings(max_examples=60)
@given(st.lists(st.tuples(_NAMES, _KINDS, st.sampled_from(["..", "../..", "/", "/..", "a", "../../watched"]))))
def test_nothing_ever_leaves_the_root(entries: list[tuple[str, bytes, str]]) -> None:
    """Whatever an archive says, everything beside the root stays as it was."""
    with tempfile.TemporaryDirectory() as folder:
        root, watched = Path(folder) / "deep/root", Path(folder) / "watched"
        root.mkdir(parents=True)
        watched.write_bytes(b"old")
        archive = _layer(Path(folder) / "layer", *(_entry(name, kind, link) for name, kind, link in entries))
        watched.chmod(0o600)
        with contextlib.suppress(OSError):
            lay(archive, Tree(root))
        assert (watched.read_bytes(), watched.stat().st_mode & 0o777) == (b"old", 0o600)
        assert sorted(path.name for path in Path(folder).iterdir()) == ["deep", "layer", "watched"]
        assert [path.name for path in root.parent.iterdir()] == ["root"]


def test_a_mode_is_never_changed_through_a_link(tmp_path: Path) -> None:
    """Neither a hard link to a symbolic one nor a folder that a link replaces leads a change of mode outside."""
    outside = tmp_path / "outside"
    (outside / "in").mkdir(parents=True, mode=0o700)
    _laid(
        tmp_path,
        (
            _entry("soft", tarfile.SYMTYPE, str(outside)),
            _entry("hard", tarfile.LNKTYPE, "soft", mode=0o777),
            _entry("d/in", tarfile.DIRTYPE, mode=0o777),
            _entry("d", tarfile.SYMTYPE, str(outside)),
            _entry("e", tarfile.DIRTYPE, mode=0o777),
            _entry("e", tarfile.SYMTYPE, str(outside)),
        ),
    )
    assert outside.stat().st_mode & 0o777 != 0o777
    assert (outside / "in").stat().st_mode & 0o777 != 0o777


def test_users_are_looked_up_in_the_image(tmp_path: Path) -> None:
    """A name, a number, a named group and memberships are those of the image's files; a stranger is refused."""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\napp:x:1000:1001::/srv/app:/bin/sh\n")
    (tmp_path / "etc/group").write_text("staff:x:50:other,app\napps:x:1001:\n")
    tree = Tree(tmp_path)
    app = user_of("app", tree)
    assert (app.uid, app.gid, app.groups, app.home) == (1000, 1001, (50,), "/srv/app")
    assert user_of("1000", tree) == app
    assert (user_of("app:staff", tree).gid, user_of("app:staff", tree).groups) == (50, ())
    assert (user_of("4711:12", tree).uid, user_of("4711:12", tree).gid) == (4711, 12)
    assert user_of("", tree).uid == 0
    with pytest.raises(NoSuchUser, match="unable to find user nobody-here"):
        user_of("nobody-here", tree)
