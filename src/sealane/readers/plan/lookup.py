"""What a set of resources answers about itself to those that think about how its resources refer to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sealane.readers.plan.kinds import Kind
from sealane.readers.plan.resource import Links, Part, Resource
from sealane.world.values import Value


class Resources(Protocol):
    """Resources of a source, looked up by type, address and id."""

    @property
    def links(self) -> Links:
        """What tells where undecided values come from."""

    def of(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of some types, data sources with them."""

    def managed(self, *types: str) -> Iterator[Resource]:
        """Yield the resources of some types that the source itself makes or keeps."""

    def key_of(self, resource: Resource) -> str:
        """Return the key of a resource's fact."""

    def key(self, part: Part, name: str, kind: Kind) -> Value[str]:
        """Return the key of the one fact that an attribute refers to."""

    def keys(self, part: Part, name: str, kind: Kind) -> Value[tuple[str, ...]]:
        """Return the keys of all facts that an attribute refers to."""

    def candidates(self, part: Part, name: str, kind: Kind) -> tuple[str, ...]:
        """Return the facts of which an undecided attribute refers to one; none when it may be any."""
