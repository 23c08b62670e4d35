"""The files of an adoption: what `export` writes, the imports, and what is kept beside.

An override file changes arguments of blocks in other files and leaves the rest, so `sealane export --force` writes its
own files again and nothing that was kept is lost: https://developer.hashicorp.com/terraform/language/files/override
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sealane.adoption.taken import Taken
from sealane.terraform.files import File
from sealane.terraform.hcl import Block, Comment, Item, block, document, resource
from sealane.terraform.hcl_values import Code, Value, reference

IMPORTS: Final = "imports.tf"
KEPT: Final = "kept_override.tf"
ADDED: Final = "adopted.tf"
_PAGE: Final = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/{}#import"


def added_files(taken: Iterable[Taken], blocks: Iterable[Block]) -> tuple[File, ...]:
    """Return the files beside those of `export`; none of them is empty."""
    every = tuple(taken)
    contents = (
        (IMPORTS, tuple(_imports(every))),
        (KEPT, tuple(_kept(every))),
        (ADDED, tuple(blocks)),
    )
    return tuple(File(name=name, text=document(items)) for name, items in contents if items)


def _imports(taken: tuple[Taken, ...]) -> Iterator[Item]:
    """Yield the import blocks, those of a kind together, with the page that says how its ids are written."""
    yield Comment("What is there already. After the first apply this file has done its work and may be deleted.")
    for kind in dict.fromkeys(one.kind for one in taken if one.id):
        page = _PAGE.format(kind.removeprefix("aws_"))
        for number, one in enumerate(one for one in taken if one.kind == kind and one.id):
            about: dict[str, Value] = {"to": reference(one.address), "id": one.id}
            yield block("import", about, comment=page if not number else "")


def _kept(taken: tuple[Taken, ...]) -> Iterator[Item]:
    """Yield the overrides: what stays as it is although the spec cannot say it."""
    overrides = [one for one in taken if one.kept or one.blocks or one.ignored]
    if overrides:
        yield Comment(
            "What stays as AWS has it: tags, and whatever the spec cannot say. `sealane export --force` leaves this "
            "file alone."
        )
    for one in overrides:
        ignored = _lifecycle(one.ignored)
        yield resource(one.kind, one.label, dict(one.kept), *one.blocks, *ignored)


def _lifecycle(ignored: tuple[str, ...]) -> tuple[Item, ...]:
    if not ignored:
        return ()
    if ignored == ("all",):
        return (block("lifecycle", {"ignore_changes": Code("all")}),)
    return (block("lifecycle", {"ignore_changes": [reference(one) for one in ignored]}),)
