"""One resource that Terraform takes over: its place in the files, its id, and what of it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.records import dataclass, field
from sealane.terraform.hcl import Block
from sealane.terraform.hcl_values import Reference, Value, reference

# Tags are AWS's to keep: not all of them are read, and one that the files lack would be taken away.
TAGS = ("tags", "tags_all")
WHOLE = ("all",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A resource to import.

    Attributes:
        kind: its type, `label` its name in Terraform, `id` what the provider imports it by; empty for a resource that
            is made new and only gets `kept` and `blocks`.
        kept: arguments that take the place of the written ones, `blocks` the nested blocks that do.
        ignored: what Terraform leaves alone; `WHOLE` for everything.

    """

    kind: str
    label: str
    id: str
    kept: Mapping[str, Value] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    ignored: tuple[str, ...] = TAGS

    @property
    def address(self) -> str:
        """Its address in Terraform."""
        return f"{self.kind}.{self.label}"

    def of(self, attribute: str) -> Reference:
        """Return a reference to one of its attributes."""
        return reference(f"{self.address}.{attribute}")
