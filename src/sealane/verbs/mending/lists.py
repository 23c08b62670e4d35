"""Lists in arguments: one item more, wherever the list itself is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sealane.records import replace
from sealane.terraform.editing import additions
from sealane.terraform.editing.edit import Edit
from sealane.terraform.editing.expressions import argument_of_call, list_at
from sealane.terraform.hcl_values import Value, flat, rendered
from sealane.verbs.mending.unsure import Unsure

if TYPE_CHECKING:
    from sealane.terraform.configuration.blocks import Argument
    from sealane.terraform.editing.expressions import Collection
    from sealane.verbs.mending.draft import Draft, Place

_LOCAL: Final = re.compile(r"local\.([A-Za-z_][\w-]*)")
_BOUND: Final = re.compile(r"\b(?:each|count|self)\.")


def is_free(place: Place, name: str) -> bool:
    """Tell whether an argument is there and means the same in another block of the module."""
    argument = place.value(name)
    return argument is not None and _BOUND.search(argument.text) is None


def append(draft: Draft, place: Place, name: str, item: Value) -> None:
    """Add an item to the list that an argument has.

    Raises:
        Unsure: when the list is made elsewhere.

    """
    argument = place.value(name)
    if argument is None:
        draft.set(place, name, [item])
        return
    found = literal_list(place, argument)
    if found is not None and found[0].block is place.block:
        draft.edit(place, additions.appended(place.file.text, found[1], rendered(item), flat(item)))
        return
    if "\n" in argument.text or _BOUND.search(argument.text):
        msg = f"`{name}` of {'.'.join(place.block.labels)} is put together by `{argument.text.splitlines()[0]}`"
        raise Unsure(msg)
    # Whatever the expression gives, this gives one more; a set is refused when the change is proved.
    text = f"concat({argument.text}, [{rendered(item)}])"
    draft.edit(place, Edit(start=argument.start, end=argument.end, text=text))


def literal_list(place: Place, argument: Argument) -> tuple[Place, Collection] | None:
    """Return the list that a value is, through `toset()` and a local value of the module, and where it is written."""
    start, end = argument.start, argument.end
    text = place.file.text
    inner = argument_of_call(text, start, end, "toset")
    start, end = inner or (start, end)
    found = list_at(text, start, end)
    if found is not None:
        return place, found
    name = _LOCAL.fullmatch(text[start:end])
    return None if name is None else _of_local(place, name[1])


def _of_local(place: Place, name: str) -> tuple[Place, Collection] | None:
    for file in place.module.files:
        for block in file.blocks:
            value = block.arguments.get(name) if block.type == "locals" and not file.is_json else None
            if value is None:
                continue
            inner = argument_of_call(file.text, value.start, value.end, "toset")
            found = list_at(file.text, *(inner or (value.start, value.end)))
            return None if found is None else (replace(place, file=file, block=block), found)
    return None
