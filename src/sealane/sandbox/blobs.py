"""The bytes of image layers and configurations, by digest; kept in the server, served at the sandbox's endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

PREFIX: Final = "/_sealane/"
"""Where the sandbox's own routes begin."""

BLOB_PATH: Final = f"{PREFIX}blobs/"
"""No token is asked for here, as with the presigned URL AWS gives: who knows the digest may have the bytes."""

BLOBS: dict[str, bytes] = {}
"""What the ECR API was given. Named by their content, so one store serves every repository and Region."""

_PART: Final = 1 << 18


class Blobs:
    """What the ECR API was given, and beside it what the registry stores."""

    def __init__(self, given: Mapping[str, bytes], stored: Callable[[str], Path | None]) -> None:
        """Take both; `stored` gives the file of a digest."""
        self._given = given
        self._stored = stored

    def find(self, digest: str) -> tuple[int, Iterable[bytes]] | None:
        """Return the length and the bytes of a digest, or `None`."""
        if (blob := self._given.get(digest)) is not None:
            return len(blob), [blob]
        path = self._stored(digest)
        return (path.stat().st_size, _parts(path)) if path else None


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_PART):
            yield part
