"""Image manifests: which platforms they name, and which layers lie outside the registry.

https://github.com/opencontainers/image-spec/blob/main/image-index.md
https://github.com/opencontainers/image-spec/blob/main/manifest.md
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Document = Mapping[str, Any]

INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
SINGLE = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.v1+prettyjws",
    "application/vnd.docker.distribution.manifest.v1+json",
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Platform:
    """Operating system and architecture in the words of the image specification: `linux`, `amd64`."""

    operating_system: str
    architecture: str

    def __str__(self) -> str:
        """Write it as container tools do."""
        return f"{self.operating_system}/{self.architecture}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A manifest list or OCI index: the manifest's digest for each platform, in the order given."""

    manifests: tuple[tuple[Platform, str], ...]

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """Return the platforms without repetition."""
        return tuple(dict.fromkeys(platform for platform, _ in self.manifests))

    def digest_for(self, platform: Platform) -> str:
        """Return the digest of the first manifest for a platform, empty when there is none."""
        return next((digest for offered, digest in self.manifests if offered == platform), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest for one platform, which its configuration blob names; old manifests name it themselves.

    `foreign` are the hosts that serve layers instead of the registry.
    """

    config_digest: str
    platform: Platform | None
    foreign: tuple[str, ...]


def read(text: str) -> Index | Manifest:
    """Read a manifest.

    Raises:
        ValueError: it is not one.

    """
    document = _json(text)
    if not isinstance(document, dict):
        msg = "a manifest is a JSON object"
        raise ValueError(msg)  # noqa: TRY004 - the text is wrong, not a type in the program
    if isinstance(document.get("manifests"), list):
        return Index(manifests=tuple(_offers(document["manifests"])))
    return Manifest(
        config_digest=_text(_object(document.get("config")).get("digest")),
        platform=_old_platform(document),
        foreign=_foreign(document),
    )


def platform_of(config: bytes) -> Platform | None:
    """Return the platform that a configuration blob names, `None` when it names none.

    https://github.com/opencontainers/image-spec/blob/main/config.md
    """
    try:
        document = _object(_json(config))
    except ValueError:
        return None
    return _platform(document)


def _json(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        msg = "the document is nested too deeply"
        raise ValueError(msg) from None


def _offers(manifests: list[Any]) -> list[tuple[Platform, str]]:
    offers = []
    for item in map(_object, manifests):
        platform = _platform(_object(item.get("platform")))
        # Build attestations stand in the index as `unknown/unknown`; nothing runs them.
        if platform and platform.operating_system != "unknown":
            offers.append((platform, _text(item.get("digest"))))
    return offers


def _platform(document: Document) -> Platform | None:
    system, architecture = _text(document.get("os")), _text(document.get("architecture"))
    return Platform(operating_system=system, architecture=architecture) if system and architecture else None


def _old_platform(document: Document) -> Platform | None:
    # Schema 1 names the architecture and knows no operating system but Linux.
    if document.get("schemaVersion") != 1 or not _text(document.get("architecture")):
        return None
    return Platform(operating_system="linux", architecture=_text(document["architecture"]))


def _foreign(document: Document) -> tuple[str, ...]:
    layers = document.get("layers")
    hosts: dict[str, None] = {}
    for layer in map(_object, layers if isinstance(layers, list) else []):
        kind = _text(layer.get("mediaType"))
        urls = [url for url in layer.get("urls") or () if isinstance(url, str)]
        if urls or "foreign" in kind or "nondistributable" in kind:
            hosts |= dict.fromkeys(urlsplit(url).hostname or url for url in urls) or {"not named": None}
    return tuple(hosts)


def _object(value: object) -> Document:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
