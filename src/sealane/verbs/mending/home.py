"""The directory that a change is to be written into, and how it becomes a world."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.records import dataclass
from sealane.terraform.configuration.tree import Tree, read_tree
from sealane.terraform.editing.diff import unified
from sealane.terraform.linking.variables import Variables
from sealane.verbs.mending.unsure import Unsure

if TYPE_CHECKING:
    from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A Terraform directory.

    Attributes:
        folder: the root module's, absolute.
        shown: as the user named it.
        base: the folder that the user works in, from which the files of a diff are named.
        environ: the user's environment.
        variables: the values that the user gives, and the account that it would be applied in.
        plan: a plan of it, whose variables and data sources count; empty for none.

    """

    folder: Path
    shown: str
    base: Path
    environ: Mapping[str, str]
    variables: Variables = Variables()
    plan: bytes = b""

    def tree(self) -> Tree:
        """Read its files."""
        return read_tree(self.folder)

    def world(self, texts: Mapping[Path, str]) -> World:
        """Return the world that it would make with other texts in some files; a copy of it is linked.

        Raises:
            InputError: when Terraform does not take it.
            EnvironmentFailure: when Terraform cannot be run.

        """
        from sealane.verbs.prove_sources import Edition, world_from_directory

        return world_from_directory(
            self.folder,
            environ=self.environ,
            variables=self.variables,
            shown=self.shown,
            edition=Edition(plan=self.plan, texts=texts),
        )

    def diff(self, texts: Mapping[Path, str]) -> str:
        """Return what texts change in the files, for `git apply` and `patch -p1`.

        Raises:
            Unsure: when a file is no plain text.

        """
        base = self.root(texts)
        return "".join(
            unified(before, ended, path.relative_to(base).as_posix())
            for path, after in sorted(texts.items())
            for before, ended in [_as_it_ends(path, after)]
        )

    def root(self, paths: Mapping[Path, object]) -> Path:
        """Return the folder in which a diff applies: the one the user works in, or what is above all its files."""
        base = Path(os.path.abspath(self.base))  # noqa: PTH100 - the text of a path, whatever links are on the way
        if all(path.is_relative_to(base) for path in paths):
            return base
        return Path(os.path.commonpath([self.folder, *(path.parent for path in paths)]))

    def told_root(self, paths: Mapping[Path, object]) -> str:
        """Return the same as text, empty for the folder that the user works in."""
        root = self.root(paths)
        return "" if root == Path(os.path.abspath(self.base)) else str(root)  # noqa: PTH100 - as above


def _as_it_ends(path: Path, after: str) -> tuple[str, str]:
    """Return a file as it is, and its other text with the ends of line that it has."""
    try:
        before = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        msg = f"{path.name} is no text in UTF-8"
        raise Unsure(msg) from None
    ends = before.count("\r\n")
    if not ends:
        return before, after
    if ends != before.count("\n"):
        msg = f"{path.name} ends its lines in two ways"
        raise Unsure(msg)
    return before, after.replace("\n", "\r\n")
