"""A world with what many services share worked out once."""

from __future__ import annotations

from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.proof.identities import Identity, identity_of
from sealane.proof.inventory import Inventory
from sealane.reachability.atlas import atlas_of
from sealane.verdicts.judgement import Layer
from sealane.world.endpoints import Endpoint
from sealane.world.policies import Document, Role
from sealane.world.tasks import Setting
from sealane.world.values import Known, Value
from sealane.world.world import World


class Estate:
    """A world, its stores by name, its roles as callers and its policies as they were read."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.atlas = atlas_of(world)
        self.inventory = Inventory(world)
        self._identities: dict[tuple[str, str], Identity] = {}
        self._policies: dict[tuple[str, str, Layer], Policy] = {}
        self._endpoints: dict[str, tuple[Endpoint, ...]] | None = None

    def identity(self, role: Role, setting: Setting) -> Identity:
        """Return who a role is."""
        key = (role.id, str(setting.account))
        found = self._identities.get(key)
        if found is None:
            found = self._identities[key] = identity_of(self.world, role, setting)
        return found

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
