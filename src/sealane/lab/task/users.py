"""Who a container runs as, looked up in the image's own files.

https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties (`User`)
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.task.tree import Tree
from sealane.records import dataclass

_FILES = {"user": "passwd", "group": "group"}


class NoSuchUser(LookupError):
    """A user or group that the image's files do not name."""

    def __init__(self, name: str, kind: str) -> None:
        """Word it as the runtime does."""
        super().__init__(f"unable to find {kind} {name}: no matching entries in {_FILES[kind]} file")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Numbers, and the home that a shell would start in."""

    uid: int = 0
    gid: int = 0
    groups: tuple[int, ...] = ()
    home: str = "/"


def user_of(wanted: str, tree: Tree) -> User:
    """Return the user that `user`, `uid`, `user:group`, … mean in an image.

    Raises:
        NoSuchUser: a name that the image does not know.

    """
    name, _, group = (wanted or "0").partition(":")
    people = list(_rows(tree, "etc/passwd", 6))
    found = next((row for row in people if name in {row[0], row[2]}), None)
    if found is None and not name.isdecimal():
        raise NoSuchUser(name, "user")
    uid = int(found[2]) if found else int(name)
    own = int(found[3]) if found and found[3].isdecimal() else 0
    login = found[0] if found else ""
    # https://docs.docker.com/reference/dockerfile/#user: a group that is named stands alone.
    groups = () if group else tuple(sorted(_joined(tree, login)))
    gid = _group(group, tree) if group else own
    return User(uid=uid, gid=gid, groups=groups, home=found[5] if found and found[5] else "/")


def _group(wanted: str, tree: Tree) -> int:
    if wanted.isdecimal():
        return int(wanted)
    for row in _rows(tree, "etc/group", 3):
        if row[0] == wanted:
            return int(row[2])
    raise NoSuchUser(wanted, "group")


def _joined(tree: Tree, login: str) -> Iterator[int]:
    for row in _rows(tree, "etc/group", 4):
        if login and login in row[3].split(","):
            yield int(row[2])


def _rows(tree: Tree, name: str, least: int) -> Iterator[list[str]]:
    path = tree.find(name)
    if path is None or not path.is_file():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        row = line.split(":")
        if len(row) >= least and row[2].isdecimal():
            yield row
