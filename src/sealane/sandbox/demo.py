"""An ECR repository with an image's metadata, as a push would leave it: manifests, configuration, one small layer.

What a preflight can know of it is what it can know on AWS: DescribeImages gives the tag, digest and media type;
BatchGetImage gives the manifest by tag or digest. An image index names the platforms of its images itself. A plain
image manifest names none: there the platform stands in the configuration blob, fetched with GetDownloadUrlForLayer.
https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md
https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Sequence
from typing import Any

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
_CONFIG = "application/vnd.oci.image.config.v1+json"
_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"


def push_metadata(
    sandbox: Sandbox, region: str, repository: str, tag: str, platforms: Sequence[str] = ("linux/amd64",)
) -> str:
    """Create the repository if it is not there, and push an image under `tag`; the digest it then has comes back.

    `platforms` are in the form `os/architecture`, as in `linux/arm64`. One platform makes a plain image manifest,
    several make an image index over one manifest each. Pushing the same again changes nothing.
    """
    ecr = client(sandbox, "ecr", region)
    with contextlib.suppress(ecr.exceptions.RepositoryAlreadyExistsException):
        ecr.create_repository(repositoryName=repository)
    manifests = [_manifest(ecr, repository, platform) for platform in platforms]
    if len(manifests) == 1:
        return _put(ecr, repository, manifests[0], MANIFEST, tag)
    entries = []
    for platform, manifest in zip(platforms, manifests, strict=True):
        _put(ecr, repository, manifest, MANIFEST, None)
        system, _, architecture = platform.partition("/")
        entries.append(_descriptor(MANIFEST, manifest) | {"platform": {"os": system, "architecture": architecture}})
    index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": entries}
    return _put(ecr, repository, _json(index), INDEX, tag)


def _manifest(ecr: Any, repository: str, platform: str) -> bytes:  # noqa: ANN401
    system, _, architecture = platform.partition("/")
    archive = _archive(f"a demonstration of {platform}\n".encode())
    layer = gzip.compress(archive, mtime=0)
    config = _json(
        {
            "architecture": architecture,
            "os": system,
            "config": {"Cmd": ["/greeting"]},
            "rootfs": {"type": "layers", "diff_ids": [_digest(archive)]},
        }
    )
    for blob in (config, layer):
        _upload(ecr, repository, blob)
    return _json(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": _descriptor(_CONFIG, config),
            "layers": [_descriptor(_LAYER, layer)],
        }
    )


def _archive(content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("greeting")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def _upload(ecr: Any, repository: str, blob: bytes) -> None:  # noqa: ANN401
    upload = ecr.initiate_layer_upload(repositoryName=repository)["uploadId"]
    where = {"repositoryName": repository, "uploadId": upload}
    ecr.upload_layer_part(**where, partFirstByte=0, partLastByte=len(blob) - 1, layerPartBlob=blob)
    ecr.complete_layer_upload(**where, layerDigests=[_digest(blob)])


def _put(ecr: Any, repository: str, manifest: bytes, media_type: str, tag: str | None) -> str:  # noqa: ANN401
    named = {"imageTag": tag} if tag else {}
    with contextlib.suppress(ecr.exceptions.ImageAlreadyExistsException):
        ecr.put_image(
            repositoryName=repository, imageManifest=manifest.decode(), imageManifestMediaType=media_type, **named
        )
    return _digest(manifest)


def _descriptor(media_type: str, blob: bytes) -> dict[str, Any]:
    return {"mediaType": media_type, "digest": _digest(blob), "size": len(blob)}


def _digest(blob: bytes) -> str:
    return f"sha256:{hashlib.sha256(blob).hexdigest()}"


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
