"""The files of a spec, for tests of what is in them."""

from __future__ import annotations

from sealane.spec.load import load
from sealane.startup.intent import steps_of
from sealane.startup.supply import Supply
from sealane.terraform import files
from sealane.world.tasks import Setting
from sealane.world.values import Unknown


def written(text: str, supply: Supply | None = None) -> dict[str, str]:
    """Return the text of each file written for a spec in `us-east-1`."""
    spec = load(f"version: 1\nregion: us-east-1\n{text}\n", "sealane.yaml").spec
    setting = Setting(partition="aws", region="us-east-1", account=Unknown("read by Terraform"))
    return {file.name: file.text for file in files.write(spec, steps_of(spec, setting), setting, supply)}


def block(text: str, head: str) -> str:
    """Return one block of a file, with the comment above it, by the start of its first line."""
    found = [part for part in text.split("\n\n") if any(line.startswith(head) for line in part.splitlines())]
    assert len(found) == 1, (head, text)
    start = text.index(found[0])
    return text[start : text.index("\n}\n", start) + 3]
