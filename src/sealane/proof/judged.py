"""A world that stays in memory while its network is edited: what a change has no part in is not judged again."""

from __future__ import annotations

from sealane.proof.estate import Estate
from sealane.proof.prove import case_of, judge, needed_by, seats_at, surroundings_of
from sealane.records import replace
from sealane.verdicts.proof import Proof, ServiceProof
from sealane.world.network_acls import NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.world import Fact, World

# Facts that a proof reads through the atlas alone, which knows every answer that was made of one.
_FOLLOWED = (SecurityGroup, NetworkAcl, RouteTable)


class Judged:
    """A world with its proof, both of which change together."""

    def __init__(self, world: World) -> None:
        """Prove every service."""
        self._begin(world)

    def _begin(self, world: World) -> None:
        self._estate = Estate(world, watched=True)
        self._cases = {key: case_of(service, self._estate) for key, service in world.table(Service).items()}
        self._needed = needed_by(self._cases.values())
        around = {key: surroundings_of(case, self._estate) for key, case in self._cases.items()}
        self._around = {key: None if one is None else replace(one, kept={}) for key, one in around.items()}
        self._proofs = {key: self._judged(key) for key in self._cases}

    @property
    def world(self) -> World:
        """The world as it is now."""
        return self._estate.world

    @property
    def proof(self) -> Proof:
        """The proof of the world as it is now."""
        return Proof(source=self.world.source, services=tuple(self._proofs.values()))

    def change(self, *facts: Fact) -> tuple[str, ...]:
        """Let facts take the place of those with their type and key; return the services that were judged again."""
        old, new = self.world, self.world.with_facts(*facts)
        if not all(isinstance(fact, _FOLLOWED) and fact.id in old.table(type(fact)) for fact in facts):
            self._begin(new)
            return tuple(self._cases)
        self._estate.moved(new, [(type(fact), fact.id) for fact in facts])
        forgotten = self._estate.atlas.forgotten
        again = tuple([key for kind, key in _pairs(forgotten) if kind == _SERVICE and key in self._cases])
        for key in again:
            self._proofs[key] = self._judged(key)
        return again

    def _judged(self, key: str) -> ServiceProof:
        return self._estate.atlas.answer((_SERVICE, key), lambda: self._judge(key))

    def _judge(self, key: str) -> ServiceProof:
        """Judge a service; its places are looked up here, so that the answer is known to be made of them."""
        case = self._cases[key]
        case = replace(case, seats=seats_at(case.service, self._estate))
        return judge(case, self._needed, self._estate, self._around[key])


_SERVICE = "proof of service"


def _pairs(forgotten: set[object]) -> list[tuple[object, str]]:
    return [name for name in forgotten if isinstance(name, tuple) and len(name) == len(("kind", "key"))]
