"""A registry's protocol, as far as a pull needs it.

https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pull
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from sealane.lab.task.connections import Caller
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.requests import Answer, send
from sealane.lab.task.scene import Manifest
from sealane.records import dataclass, field
from sealane.verdicts.observation import Failure

_INDEXES: Final = frozenset(
    {"application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json"}
)
_ACCEPTED: Final = ", ".join(
    (
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        *sorted(_INDEXES),
    )
)
_WORDS: Final = {401: "401 Unauthorized", 403: "403 Forbidden", 404: "404 Not Found"}


class NoSuchPlatform(Exception):
    """An image has nothing for the platform that is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """One repository at a host, asked with a token as ECR gives it."""

    caller: Caller
    host: str
    name: str
    token: str = field(repr=False)

    def manifest_url(self, reference: str) -> str:
        """Return where a manifest is."""
        return f"https://{self.host}/v2/{self.name}/manifests/{reference}"

    def look(self, reference: str) -> Answer:
        """Ask whether a manifest is there.

        Raises:
            CallFailed: there is no answer, or it is no.

        """
        answer = self._ask("HEAD", self.manifest_url(reference))
        if answer.status == HTTPStatus.NOT_FOUND:
            named = f"{self.host}/{self.name}{'@' if ':' in reference else ':'}{reference}"
            raise _said_no(Failure.ABSENT, answer, f"{named}: not found")
        if not answer.succeeded:
            url = self.manifest_url(reference)
            detail = f"unexpected status from HEAD request to {url}: {_status(answer)}"
            raise _said_no(_failure(answer), answer, detail)
        return answer

    def manifest(self, reference: str) -> bytes:
        """Fetch a manifest.

        Raises:
            CallFailed: there is no answer, or it is no.

        """
        url = self.manifest_url(reference)
        answer = self._ask("GET", url)
        if not answer.succeeded:
            raise _said_no(_failure(answer), answer, f"unexpected status from GET request to {url}: {_status(answer)}")
        return answer.body

    def where(self, digest: str) -> tuple[Answer, str]:
        """Ask for a blob; what comes back is the answer and the URL that it redirects to, empty for none.

        Raises:
            CallFailed: there is no answer, or it is no.

        """
        url = f"https://{self.host}/v2/{self.name}/blobs/{digest}"
        answer = self._ask("GET", url)
        if answer.succeeded:
            return answer, ""
        if location := answer.headers.get("location", ""):
            return answer, location
        raise _said_no(_failure(answer), answer, f"unexpected status code {url}: {_status(answer)}")

    def _ask(self, method: str, url: str) -> Answer:
        return send(self.caller, method, url, {"Accept": _ACCEPTED, "Authorization": f"Basic {self.token}"})


def fetch(caller: Caller, url: str, *, whole: bool) -> Answer:
    """Fetch a layer from where the registry said, its first byte only unless `whole`.

    Raises:
        CallFailed: there is no answer, or it is no.

    """
    answer = send(caller, "GET", url, {} if whole else {"Range": "bytes=0-0"})
    if answer.succeeded:
        return answer
    raise _said_no(_failure(answer), answer, f"unexpected status code {url.partition('?')[0]}: {_status(answer)}")


def child_of(index: Mapping[str, Any], system: str, architecture: str) -> str:
    """Return the digest of the manifest for a platform, `""` when the document is no index.

    Raises:
        NoSuchPlatform: the index has none.

    """
    if "manifests" not in index:
        return ""
    for entry in index["manifests"]:
        platform = entry.get("platform") or {}
        if (platform.get("os"), platform.get("architecture")) == (system, architecture):
            return str(entry["digest"])
    raise NoSuchPlatform


def read(document: bytes) -> dict[str, Any]:
    """Read a manifest's JSON; what is none is an empty one."""
    try:
        told = json.loads(document)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def parts_of(document: Mapping[str, Any], digest: str) -> Manifest:
    """Return what an image's manifest names."""
    layers = tuple(str(layer["digest"]) for layer in document.get("layers", ()))
    return Manifest(digest=digest, config=str(document.get("config", {}).get("digest", "")), layers=layers)


def _said_no(failure: Failure, answer: Answer, detail: str) -> CallFailed:
    return CallFailed(failure, detail, address=answer.address, port=answer.port, transport=False)


def _failure(answer: Answer) -> Failure:
    return {401: Failure.DENIED, 403: Failure.DENIED, 404: Failure.ABSENT}.get(answer.status, Failure.OTHER)


def _status(answer: Answer) -> str:
    return _WORDS.get(answer.status, str(answer.status))
