"""What a change is about: the world that it is made for, and the findings that it removes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.proof.blocks.permissions import LayerDenies, Need, RoleLacks
from sealane.records import dataclass
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.verdicts.proof import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A world and the findings that are to go."""

    world: World
    findings: tuple[Finding, ...]

    def lacking(self, role: str) -> Iterator[Need]:
        """Yield what the policies of a role lack."""
        for block in self._blocks():
            if isinstance(block, RoleLacks) and block.role.id == role:
                yield from block.needs

    def denied(self, origin: object) -> Iterator[LayerDenies]:
        """Yield the denials by a policy of an endpoint or a store, which is known by its origin."""
        for block in self._blocks():
            if isinstance(block, LayerDenies) and block.origin == origin and not block.statements:
                yield block

    def _blocks(self) -> Iterator[object]:
        for finding in self.findings:
            yield from finding.blocks
