"""What a start would have learned from an earlier step that failed, so that later ones can be made all the same."""

from __future__ import annotations

from sealane.lab.front.callers import Callers
from sealane.lab.front.hosts import read_host
from sealane.lab.front.registry import Manifest, Registry
from sealane.lab.front.starport import Starport


class Aside:
    """Answers out of band: nothing of it crosses the network, is judged, or is in the record."""

    def __init__(self, callers: Callers, registry: Registry, starport: Starport) -> None:
        """Take the parts of a front."""
        self._callers = callers
        self._registry = registry
        self._starport = starport

    def token(self, access_key: str, region: str) -> str:  # noqa: ARG002 (a token is good in every Region here)
        """Return the token that ECR would have given to whose key it is."""
        return self._callers.token_for(self._callers.by_key(access_key))

    def manifest(self, host: str, repository: str, reference: str) -> bytes | None:
        """Return a manifest, `None` when there is none."""
        place = read_host(host)
        found = self._registry.manifest(place.account, place.region, repository, reference)
        return found.text if isinstance(found, Manifest) else None

    def layer_url(self, host: str, repository: str, digest: str) -> str:
        """Return the URL that the registry would have redirected to."""
        place = read_host(host)
        return self._starport.url(place.region, place.account, repository, digest)
