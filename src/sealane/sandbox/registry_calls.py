"""Calls to the sandbox's registry in the OCI distribution protocol: manifests, blobs, mounts.

https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
"""

from __future__ import annotations

import http.client
from typing import Final
from urllib.parse import urlencode, urlsplit

from sealane.errors import EnvironmentFailure, Problem
from sealane.records import dataclass
from sealane.sandbox.registry import Registry

MANIFEST: Final = "application/vnd.oci.image.manifest.v1+json"
INDEX: Final = "application/vnd.oci.image.index.v1+json"
_DOCKER_MANIFEST: Final = "application/vnd.docker.distribution.manifest.v2+json"
_DOCKER_LIST: Final = "application/vnd.docker.distribution.manifest.list.v2+json"
INDEXES: Final = frozenset({INDEX, _DOCKER_LIST})
_ACCEPTED: Final = f"{MANIFEST}, {INDEX}, {_DOCKER_MANIFEST}, {_DOCKER_LIST}"
_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest or an index as the registry has it, byte for byte."""

    text: str
    media_type: str
    digest: str

    @property
    def is_index(self) -> bool:
        """Tell whether it lists manifests."""
        return self.media_type in INDEXES


class RegistryCalls:
    """One connection to a registry."""

    def __init__(self, registry: Registry) -> None:
        """Connect when first needed."""
        self._place = urlsplit(registry.url).netloc
        self._connection = http.client.HTTPConnection(self._place, timeout=_SECONDS)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def manifest(self, name: str, reference: str) -> Manifest | None:
        """Return the manifest under a tag or digest, or `None`."""
        status, headers, body = self._call("GET", f"/v2/{name}/manifests/{reference}", accept=_ACCEPTED)
        if status == http.HTTPStatus.NOT_FOUND:
            return None
        self._expect(status, http.HTTPStatus.OK, body)
        return Manifest(
            text=body.decode(),
            media_type=headers.get("Content-Type", MANIFEST),
            digest=headers["Docker-Content-Digest"],
        )

    def put_manifest(self, name: str, reference: str, manifest: bytes, media_type: str) -> None:
        """Store a manifest under a tag or digest; its blobs must be there."""
        status, _, body = self._call("PUT", f"/v2/{name}/manifests/{reference}", manifest, media_type)
        self._expect(status, http.HTTPStatus.CREATED, body)

    def has_blob(self, name: str, digest: str) -> bool:
        """Tell whether a repository has a blob."""
        return self._call("HEAD", f"/v2/{name}/blobs/{digest}")[0] == http.HTTPStatus.OK

    def put_blob(self, name: str, digest: str, blob: bytes) -> None:
        """Store a blob, unless the repository has it."""
        if self.has_blob(name, digest):
            return
        status, headers, body = self._call("POST", f"/v2/{name}/blobs/uploads/")
        self._expect(status, http.HTTPStatus.ACCEPTED, body)
        parts = urlsplit(headers["Location"])
        query = "&".join(filter(None, (parts.query, urlencode({"digest": digest}))))
        status, _, body = self._call("PUT", f"{parts.path}?{query}", blob, "application/octet-stream")
        self._expect(status, http.HTTPStatus.CREATED, body)

    def mount(self, name: str, digest: str, source: str) -> None:
        """Let a repository have a blob that another one has, without moving its bytes."""
        query = urlencode({"mount": digest, "from": source})
        status, _, body = self._call("POST", f"/v2/{name}/blobs/uploads/?{query}")
        self._expect(status, http.HTTPStatus.CREATED, body)

    def _call(
        self, method: str, path: str, body: bytes | None = None, kind: str = "", *, accept: str = ""
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        given = {"Content-Type": kind, "Accept": accept}
        headers = {name: value for name, value in given.items() if value}
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise self._failure(str(error) or type(error).__name__) from error

    def _expect(self, status: int, wanted: int, body: bytes) -> None:
        if status != wanted:
            reason = f"{status} {body.decode(errors='replace').strip()}"
            raise self._failure(reason)

    def _failure(self, reason: str) -> EnvironmentFailure:
        return EnvironmentFailure(
            Problem(
                code="registry-refused",
                what="The sandbox's registry did not do what it was asked",
                facts=(("registry", self._place), ("because", reason)),
                hint="start afresh with `sealane sandbox stop` and `sealane sandbox start`; its state is lost by that",
            )
        )
