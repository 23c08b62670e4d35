# ruff: noqa: SLF001 (a gap reaches into moto by its nature)
"""Digests of images, and the bytes of their layers and configurations.

AWS: an image's digest is the SHA-256 of its manifest, and GetDownloadUrlForLayer gives a URL for any blob of it.
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetDownloadUrlForLayer.html
moto 5.2: makes up a digest from the layers' digests, or a random one; counts an uploaded blob's bytes and forgets
them; refuses GetDownloadUrlForLayer.
A blob that came by the registry is in its folder, and known to the API once a manifest names it.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from sealane.lab.front.layers import Layers, stored_name
from sealane.sandbox.blobs import BLOB_PATH, BLOBS
from sealane.sandbox.registry_process import FOLDER
from sealane.sandbox.seam import Original, around, refuse


def close() -> None:
    """Keep the bytes, and serve them from the sandbox's own endpoint, where AWS would serve them from S3."""
    from moto.core.responses import ActionResult
    from moto.ecr.models import ECRBackend, Image
    from moto.ecr.responses import ECRResponse

    @around(Image, "_create_digest")
    def digest(original: Original, self: Any) -> None:  # noqa: ANN401, ARG001
        self._image_digest = f"sha256:{hashlib.sha256(self.image_manifest.encode()).hexdigest()}"

    @around(ECRBackend, "complete_layer_upload")
    def complete(original: Original, self: Any, repository_name: str, upload_id: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        upload = self._get_repository(repository_name, named.get("registry_id")).uploads.get(upload_id)
        answer = original(self, repository_name, upload_id, *rest, **named)
        BLOBS[answer["layerDigest"]] = bytes(upload.layer_parts)
        return answer

    @around(ECRBackend, "put_image")
    def put(original: Original, self: Any, repository_name: str, image_manifest: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        answer = original(self, repository_name, image_manifest, *rest, **named)
        name = stored_name(self.account_id, self.region_name, repository_name)
        self.repositories[repository_name].layers.update(_stored(name, image_manifest))
        return answer

    @around(ECRResponse, "get_download_url_for_layer")
    def download(original: Original, self: Any) -> Any:  # noqa: ANN401, ARG001
        wanted = self._get_param("layerDigest")
        repository = self.ecr_backend._get_repository(self._get_param("repositoryName"), self._get_param("registryId"))
        if wanted not in repository.layers:
            refuse(
                "LayersNotFoundException",
                f"The layer with digest '{wanted}' does not exist in the repository",
                service="ecr",
            )
        url = f"http://127.0.0.1:{os.environ['MOTO_PORT']}{BLOB_PATH}{wanted}"
        return ActionResult({"downloadUrl": url, "layerDigest": wanted})


def _stored(name: str, manifest: str) -> dict[str, int]:
    """Return the sizes of a manifest's blobs that the registry holds in the repository of that name."""
    read = json.loads(manifest)
    # The server's home is the sandbox's folder, see `isolation`.
    layers = Layers(Path(os.environ["HOME"]) / FOLDER)
    described = [each for each in (read.get("config"), *read.get("layers", ())) if each]
    return {each["digest"]: each["size"] for each in described if layers.held_by(name, each["digest"])}
