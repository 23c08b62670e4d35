"""A world with what many services share worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from sealane.authorization.organisation import Level
from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.proof.identities import Identity, identity_of, rcps_of
from sealane.proof.inventory import Inventory
from sealane.reachability.atlas import Atlas, atlas_of
from sealane.verdicts.judgement import Layer
from sealane.world.endpoints import Endpoint
from sealane.world.policies import Document, Role
from sealane.world.tasks import Setting
from sealane.world.values import Known, Value
from sealane.world.world import World

T = TypeVar("T")
_NONE = object()


class Estate:
    """A world, its stores by name, its roles as callers and its policies as they were read."""

    def __init__(self, world: World, *, watched: bool = False) -> None:
        """Start with nothing but the world; a watched one has an atlas of its own, which can be `moved`."""
        self.world = world
        self.atlas = Atlas(world) if watched else atlas_of(world)
        self.inventory = Inventory(world)
        self._identities: dict[tuple[str, str], Identity] = {}
        self._rcps: dict[str, tuple[Level, ...]] = {}
        self._answers: dict[Hashable, Any] = {}
        self._policies: dict[tuple[str, str, Layer], Policy] = {}
        self._endpoints: dict[str, tuple[Endpoint, ...]] | None = None

    def moved(self, world: World, changed: Iterable[tuple[type, str]]) -> None:
        """Take a world that differs in some facts of the network, which nothing but the atlas has an answer about."""
        self.world = world
        self.atlas.moved(world, changed)

    def identity(self, role: Role, setting: Setting) -> Identity:
        """Return who a role is."""
        account = setting.account
        key = (role.id, account.value if isinstance(account, Known) else "")
        found = self._identities.get(key)
        if found is None:
            found = self._identities[key] = identity_of(self.world, role, setting)
        return found

    def rcps(self, account: str) -> tuple[Level, ...]:
        """Return the resource control policies that bind the resources of an account."""
        found = self._rcps.get(account)
        if found is None:
            found = self._rcps[account] = rcps_of(self.world, account)
        return found

    def answer(self, question: Hashable, work: Callable[[], T]) -> T:
        """Return the answer to a question that no rule of a network has a part in, worked out the first time only."""
        found = self._answers.get(question, _NONE)
        if found is _NONE:
            found = self._answers[question] = work()
        return found  # type: ignore[no-any-return]  # what was worked out for this very question

    def policy(self, document: Value[Document], name: str, layer: Layer) -> Policy:
        """Read a policy; one text is read once."""
        if not isinstance(document, Known) or not isinstance(document.value, str):
            return read_policy(document, name=name, layer=layer)
        key = (document.value, name, layer)
        found = self._policies.get(key)
        if found is None:
            found = self._policies[key] = read_policy(document, name=name, layer=layer)
        return found

    def endpoints_of(self, vpc: str) -> tuple[Endpoint, ...]:
        """Return the endpoints that are known to be in a VPC."""
        if self._endpoints is None:
            by_vpc: dict[str, list[Endpoint]] = {}
            for endpoint in self.world.table(Endpoint).values():
                if isinstance(endpoint.vpc, Known):
                    by_vpc.setdefault(endpoint.vpc.value, []).append(endpoint)
            self._endpoints = {key: tuple(found) for key, found in by_vpc.items()}
        return self._endpoints.get(vpc, ())
