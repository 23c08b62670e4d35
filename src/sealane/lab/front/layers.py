"""Where a registry keeps its layers on this machine: the folders of docker-registry's file storage, read only.

https://distribution.github.io/distribution/spec/api/ and the layout in
https://github.com/distribution/distribution/blob/v2.8.2/registry/storage/paths.go
"""

from __future__ import annotations

import re
from pathlib import Path

_DIGEST = re.compile(r"sha256:(?P<hex>[0-9a-f]{64})")


class Layers:
    """The blobs of one registry: layers, configurations and manifests by digest."""

    def __init__(self, root: Path) -> None:
        """Take the folder that the registry was told to store in; it may not be there yet."""
        self._root = root / "docker/registry/v2"

    def blob(self, digest: str) -> Path | None:
        """Return the file with the bytes of a digest, or `None`."""
        match = _DIGEST.fullmatch(digest)
        if not match:
            return None
        path = self._root / "blobs/sha256" / match["hex"][:2] / match["hex"] / "data"
        return path if path.is_file() else None

    def held_by(self, repository: str, digest: str) -> bool:
        """Tell whether a repository holds a layer: the same bytes in another repository do not count."""
        match = _DIGEST.fullmatch(digest)
        if not match or not _is_plain(repository):
            return False
        return (self._root / "repositories" / repository / "_layers/sha256" / match["hex"] / "link").is_file()


def stored_name(account: str, region: str, repository: str) -> str:
    """Return the name under which a registry for all accounts and Regions keeps an ECR repository."""
    return f"{account}/{region}/{repository}"


def _is_plain(repository: str) -> bool:
    return not any(part in {"", ".", ".."} for part in repository.split("/"))
