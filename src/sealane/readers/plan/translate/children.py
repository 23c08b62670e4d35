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
    """Resources by the key of their owner, and why some owner may have more than are listed under it.

    `strays` is every reason, `anywhere` those that are about any owner, `perhaps` those that are about a few.
    """

    owned: dict[str, list[Resource]] = field(default_factory=dict)
    strays: list[Unknown | Unread] = field(default_factory=list)
    anywhere: list[Unknown | Unread] = field(default_factory=list)
    perhaps: dict[str, list[Unknown | Unread]] = field(default_factory=dict)

    def of(self, key: str) -> Iterable[Resource]:
        """Return the resources of an owner."""
        return self.owned.get(key, ())

    def hidden(self, key: str) -> tuple[Unknown | Unread, ...]:
        """Return why an owner may have more."""
        if not self.strays:
            return ()
        return (*self.anywhere, *self.perhaps.get(key, ()))


def children(estate: Estate, types: tuple[str, ...], name: str, kind: Kind) -> Children:
    """Sort the resources of some types by the owner that an attribute of them names."""
    found = Children()
    for resource in estate.managed(*types):
        owner = estate.key(resource, name, kind)
        if isinstance(owner, Known):
            found.owned.setdefault(owner.value, []).append(resource)
        else:
            found.strays.append(owner)
            for key in (candidates := estate.candidates(resource, name, kind)):
                found.perhaps.setdefault(key, []).append(owner)
            if not candidates:
                found.anywhere.append(owner)
    return found
