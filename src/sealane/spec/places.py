"""Where in the file each value of a spec was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from sealane.errors import Place
from sealane.records import dataclass

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the root: `("services", "app", "command", 0)`."""

Position: TypeAlias = tuple[int, int]
"""Line and column, counting from 0."""

Marks: TypeAlias = Mapping[str | int, tuple[Position, Position]]
"""For each key or list position of one container: where the key begins and where the value begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Finds the place of a path; a path that was not written out falls back to the nearest part that was.

    Attributes:
        file: name of the file, as the user gave it.
        root: the document as it was read, before any shorthand was expanded.
        marks: each container of the document with its marks, by the container's identity.
        images: services whose image came from the command line, so that the file is not blamed for it.

    """

    file: str
    root: Any = None
    marks: Mapping[int, tuple[Any, Marks]] | None = None
    images: frozenset[str] = frozenset()

    def of(self, path: Path, *, key: bool = False) -> Place:
        """Return the place of the value at `path`, or of its key."""
        if self._overridden(path):
            return Place(file="--image")
        node: Any = self.root
        found: tuple[Position, Position] | None = None
        for step in self._written(path):
            if not _is_container(node):
                # A shorthand: the text itself stands for the block that the path goes into.
                key = False
                break
            marks = self._marks_of(node)
            if step not in marks:
                key = True
                break
            found = marks[step]
            node = node[step]
        if found is None:
            return Place(file=self.file)
        line, column = found[0] if key else found[1]
        return Place(file=self.file, line=line + 1, column=column + 1)

    def _overridden(self, path: Path) -> bool:
        return len(path) > 2 and path[0] == "services" and path[2] == "image" and path[1] in self.images  # noqa: PLR2004

    def _written(self, path: Path) -> Path:
        """Undo the shorthand of a single image at the top."""
        root = self._marks_of(self.root)
        if path[:2] == ("services", "app") and "services" not in root and "image" in root:
            return ("image",)
        return path

    def _marks_of(self, node: Any) -> Marks:  # noqa: ANN401 - a document holds anything
        if self.marks is None or not _is_container(node):
            return {}
        return self.marks.get(id(node), (None, {}))[1]


def _is_container(node: object) -> bool:
    return isinstance(node, (dict, list))


def dotted(path: Path) -> str:
    """Write a path the way a person would: `services.app.command[0]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
