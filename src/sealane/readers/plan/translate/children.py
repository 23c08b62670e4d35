"""Resources that say something about another one: whose each is, and which of them may be anybody's."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import Kind
from sealane.readers.plan.resource import Resource
from sealane.records import dataclass, field
from sealane.world.values import Known, Unknown, Unread


@dataclass(slots=True)
class Children:
    """Resources by the key of their owner, and why some owner may have more than are listed under it."""

    owned: dict[str, list[Resource]] = field(default_factory=dict)
    strays: list[Unknown | Unread] = field(default_factory=list)

    def of(self, key: str) -> Iterable[Resource]:
        """Return the resources of an owner."""
        return self.owned.get(key, ())

    def hidden(self) -> tuple[Unknown | Unread, ...]:
        """Return why any owner may have more."""
        return tuple(self.strays)


def children(estate: Estate, types: tuple[str, ...], name: str, kind: Kind) -> Children:
    """Sort the resources of some types by the owner that an attribute of them names."""
    found = Children()
    for resource in estate.managed(*types):
        owner = estate.key(resource, name, kind)
        if isinstance(owner, Known):
            found.owned.setdefault(owner.value, []).append(resource)
        else:
            found.strays.append(owner)
    return found
