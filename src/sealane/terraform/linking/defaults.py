"""What a provider fills in by itself, written out for the plans in which it is not asked.

An instance with invented values never meets the provider, so an argument that is left out is `null` there and not the
provider's default. Where something in the directory reads it, it would read the wrong thing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sealane.terraform.configuration.tree import Tree, unindexed
from sealane.terraform.linking.planned import Planned, ResourceChange
from sealane.terraform.linking.test_files import literal

_Defaults = dict[tuple[Path, str, str], dict[str, Any]]


def default_blocks(tree: Tree, planned: Planned) -> dict[Path, str]:
    """Return, by the folder of a module, blocks that override its resources with the defaults that something reads."""
    folders = {module.address: module for module in tree.modules.values()}
    text = "\n".join(file.text for module in tree.modules.values() for file in module.files)
    found: _Defaults = {}
    for change in planned.resource_changes:
        module = folders.get(unindexed(change.module_address))
        if module is None or change.mode == "data" or not change.provider_name.endswith("/hashicorp/aws"):
            continue
        written = {
            name
            for block in module.blocks("resource")
            if block.labels == (change.type, change.name)
            for name in block.arguments
        }
        filled = _filled_in(change, planned, written)
        read = {name: value for name, value in filled.items() if re.search(rf"\.{re.escape(name)}\b", text)}
        if read:
            found[module.folder, change.type, change.name] = read
    return _blocks(found)


def _filled_in(change: ResourceChange, planned: Planned, written: set[str]) -> Mapping[str, Any]:
    """Return the values of arguments that the block does not have, of one kind that has a default: plain ones."""
    attributes = planned.schema(change).attributes
    return {
        name: value
        for name, value in change.values.items()
        if isinstance(value, str | bool | int | float)
        and name in attributes
        and not attributes[name].computed
        and name not in written
    }


def _blocks(found: _Defaults) -> dict[Path, str]:
    blocks: dict[Path, str] = {}
    for (folder, kind, name), values in sorted(found.items(), key=lambda item: item[0]):
        lines = "".join(f"  {key} = {json.dumps(literal(value))}\n" for key, value in sorted(values.items()))
        blocks[folder] = blocks.get(folder, "") + f'resource "{kind}" "{name}" {{\n{lines}}}\n'
    return blocks
