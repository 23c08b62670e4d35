"""A draft: edits of the user's files that together make one change, placed but not yet written anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sealane.records import dataclass
from sealane.terraform.configuration.tree import MANIFEST, unindexed
from sealane.terraform.editing import additions
from sealane.terraform.editing.edit import Edit, Overlap, edited
from sealane.terraform.hcl import Item, document, resource
from sealane.terraform.hcl_values import Value, aligned, reference, rendered
from sealane.verbs.mending import keys
from sealane.verbs.mending.unsure import Unsure

if TYPE_CHECKING:
    from sealane.terraform.configuration.blocks import Argument, Block
    from sealane.terraform.configuration.module import File, Module
    from sealane.terraform.configuration.tree import Tree
    from sealane.verbs.mending.matter import Matter

_INSTALLED: Final = MANIFEST.parts[0]
_LITERAL: Final = re.compile(r"true|false|-?\d+(?:\.\d+)?|\"(?:[^\"\\$%]|\\.)*\"|null")
_INDEX: Final = re.compile(r"\[[^\]]*\]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A block of the user's, with the module and file that it stands in; `module_key` has the module's indices."""

    module: Module
    file: File
    block: Block
    module_key: str

    def value(self, name: str) -> Argument | None:
        """Return an argument of the block."""
        return self.block.arguments.get(name)


class Draft:
    """Edits for one change, or for several together."""

    def __init__(self, tree: Tree, matter: Matter) -> None:
        """Begin with no edits; `matter` is what the next ones are for."""
        self.tree = tree
        self.matter = matter
        self._edits: dict[Path, list[Edit]] = {}
        self._added: dict[tuple[Path, str], str] = {}
        self._bodies: dict[tuple[Path, str, str], str] = {}

    def place(self, key: str) -> Place:
        """Return where the resource of a key is written.

        Raises:
            Unsure: when it is written nowhere, not by the user, or for several purposes at once.

        """
        bare = unindexed(key.partition("#")[0])
        path, inner = _cut(bare)
        module = self.tree.modules.get(path)
        if module is None:
            msg = f"the module of {key} is not on this machine"
            raise Unsure(msg)
        for file in module.files:
            for block in file.blocks:
                if block.type in {"resource", "data"} and module.addressed(block) == bare:
                    self._check(module, file, block)
                    return Place(module=module, file=file, block=block, module_key=keys.module_of(key))
        msg = f"{inner or key} is not written in the directory"
        raise Unsure(msg)

    def _check(self, module: Module, file: File, block: Block) -> None:
        if file.is_json:
            msg = f"{file.path.name} is in Terraform's JSON syntax"
            raise Unsure(msg)
        if _INSTALLED in module.folder.parts[len(self.tree.folder.parts) :]:
            msg = f"{'.'.join(block.labels)} is in {module.address}, which is somebody else's module"
            raise Unsure(msg)
        sharing = [one.address for one in self.tree.modules.values() if one.folder == module.folder]
        if len(sharing) > 1:
            msg = f"{' and '.join(sharing)} share the files of {'.'.join(block.labels)}"
            raise Unsure(msg)
        for depth in range(1, len(module.path) + 1):
            self._check_call(module.path[:depth])

    def _check_call(self, path: tuple[str, ...]) -> None:
        outer = self.tree.modules[path[:-1]]
        for call in outer.blocks("module"):
            if call.labels == path[-1:] and {"count", "for_each"} & set(call.arguments):
                msg = f"{'.'.join(f'module.{name}' for name in path)} is called more than once"
                raise Unsure(msg)

    def single(self, place: Place) -> None:
        """Make sure that a block stands for one resource.

        Raises:
            Unsure: when it has `count` or `for_each`.

        """
        for name in ("count", "for_each"):
            if name in place.block.arguments:
                msg = f"{'.'.join(place.block.labels)} has `{name}`, so a change would be one of all its instances"
                raise Unsure(msg)

    def refer(self, place: Place, key: str, attribute: str = "id", kind: str = "") -> Value:
        """Return how a module refers to a resource.

        Raises:
            Unsure: when the resource is in another module.

        """
        if kind and keys.is_made(key):
            made = self._added.get((place.module.folder, key))
            return reference(f"{made}.{attribute}") if made else keys.refer(key, kind, attribute)
        own = keys.address(key.partition("#")[0])
        if own and keys.module_of(key) != place.module_key:
            msg = f"{key} is in another module than {'.'.join(place.block.labels)}"
            raise Unsure(msg)
        return keys.refer(key, kind, attribute)

    def set(self, place: Place, name: str, value: Value, block: Block | None = None) -> None:
        """Give an argument a value, or add it; a value that is no literal of the user's is not replaced.

        Raises:
            Unsure: when the argument takes its value from elsewhere.

        """
        inner = block or place.block
        argument = inner.arguments.get(name)
        if argument is None:
            self.edit(place, additions.inside(place.file.text, inner, "\n".join(aligned([(name, value)], 0))))
            return
        if not _LITERAL.fullmatch(argument.text):
            line = place.file.text.count("\n", 0, argument.start) + 1
            msg = (
                f"`{name}` of {'.'.join(place.block.labels)} takes its value from `{_short(argument.text)}` "
                f"({place.file.path.name}:{line}); it must become `{rendered(value)}`"
            )
            raise Unsure(msg)
        self.edit(place, additions.replaced(argument, rendered(value)))

    def edit(self, place: Place, edit: Edit) -> None:
        """Add an edit of the file that a place is in; what two changes want alike is done once."""
        edits = self._edits.setdefault(place.file.path, [])
        if edit not in edits:
            edits.append(edit)

    def inside(self, place: Place, *items: Item, block: Block | None = None) -> None:
        """Add to the end of a block."""
        self.inside_text(place, document(items).strip("\n"), block)

    def inside_text(self, place: Place, text: str, block: Block | None = None) -> None:
        """Add lines to the end of a block."""
        self.edit(place, additions.inside(place.file.text, block or place.block, text))

    def behind(self, place: Place, kind: str, name: str, *body: Item, key: str = "") -> str:
        """Add a resource behind a block, under a name that the module does not have; return its address."""
        folder = place.module.folder
        same = (folder, kind, document(body))
        if same in self._bodies:
            return self._bodies[same]
        taken = {block.labels[1] for block in place.module.blocks("resource") if block.labels[:1] == (kind,)}
        taken |= {made.partition(".")[2] for (where, _), made in self._added.items() if where == folder}
        chosen = next(one for one in _numbered(name) if one not in taken)
        self._added[folder, key or f"{kind}.{chosen}"] = self._bodies[same] = f"{kind}.{chosen}"
        text = document([resource(kind, chosen, *body)]).strip("\n")
        self.edit(place, additions.behind(place.file.text, place.block, text))
        return f"{kind}.{chosen}"

    def added(self, place: Place, key: str) -> bool:
        """Tell whether this draft adds a resource for a key."""
        return (place.module.folder, key) in self._added

    def texts(self) -> dict[Path, str]:
        """Return the changed files.

        Raises:
            Unsure: when two changes want the same place.

        """
        files = {file.path: file for module in self.tree.modules.values() for file in module.files}
        try:
            return {path: edited(files[path].text, edits) for path, edits in self._edits.items()}
        except Overlap:
            msg = "two changes want the same place"
            raise Unsure(msg) from None


def _cut(bare: str) -> tuple[tuple[str, ...], str]:
    """Return the path of a module's names, and the rest of an address."""
    words = bare.split(".")
    path: list[str] = []
    while len(words) > 1 and words[0] == "module":
        path.append(words[1])
        words = words[2:]
    return tuple(path), ".".join(words)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


def _short(text: str) -> str:
    first = text.partition("\n")[0]
    return first if first == text else f"{first} …"
