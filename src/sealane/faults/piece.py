"""One piece of a world that can be taken away or broken."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.values import Origin
from sealane.world.world import Fact, World


class PieceKind(enum.StrEnum):
    """What a piece is; the word in front of the colon of its name."""

    ENDPOINT = "endpoint"
    PRIVATE_DNS = "private-dns"
    ROUTE = "route"
    RULE = "rule"
    ACL_ENTRY = "acl-entry"
    STATEMENT = "statement"
    ATTACHMENT = "attachment"
    LOG_GROUP = "log-group"
    ACL = "acl"
    GROUP = "group"
    POLICY = "policy"
    DNS = "dns"


# What is broken where it stands, and not taken away.
BROKEN = frozenset({PieceKind.ACL, PieceKind.GROUP, PieceKind.POLICY, PieceKind.DNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that is gone (`after` is `None`) or becomes another."""

    before: Fact
    after: Fact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece, by its kind and its handles.

    Attributes:
        kind: what it is.
        handle: how it is told; unique among the pieces of its kind.
        aliases: other names that people have for it, as `logs` for an endpoint; two pieces may share one.
        origin: the fact that it is, or is a part of.
        changes: what is different without it.

    """

    kind: PieceKind
    handle: str
    aliases: tuple[str, ...]
    origin: Origin
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """The name as an option takes it: `endpoint:logs`."""
        return f"{self.kind}:{self.handle}"

    @property
    def broken(self) -> bool:
        """Whether it still stands and no longer works, rather than being gone."""
        return self.kind in BROKEN

    def taken(self, world: World) -> World:
        """Return the world without it."""
        for change in self.changes:
            if change.after is None:
                world = world.without(type(change.before), change.before.id)
            else:
                world = world.with_facts(change.after)
        return world
