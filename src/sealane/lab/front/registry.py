"""An ECR registry: the token that ECR's API gave, the repository as that API knows it, layers by way of S3.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
"""

from __future__ import annotations

import http
import re
from typing import Final

from sealane.grammar.partitions import partition_of
from sealane.lab.front import denials
from sealane.lab.front.backends import Backends, ask, forward
from sealane.lab.front.callers import Principal
from sealane.lab.front.desk import Desk
from sealane.lab.front.layers import stored_name
from sealane.lab.front.messages import Answer, Request, Told, of_json, plain
from sealane.lab.front.starport import Starport
from sealane.records import dataclass, replace

_VERSION: Final = ("Docker-Distribution-Api-Version", "registry/2.0")
_PATH = re.compile(r"/v2/(?P<name>.+)/(?P<kind>manifests|blobs|tags)/(?P<reference>[^/]+)")
_ACTIONS: Final = {
    "manifests": "ecr:BatchGetImage",
    "blobs": "ecr:GetDownloadUrlForLayer",
    "tags": "ecr:ListImages",
}
_KINDS: Final = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A manifest as a registry gives it."""

    text: bytes
    media_type: str
    digest: str


class Registry:
    """Answers requests to registry hosts of every account."""

    def __init__(self, backends: Backends, desk: Desk, starport: Starport) -> None:
        """Ask `desk` first, then ECR's API about what is there, then the registry behind the lab."""
        self._backends = backends
        self._desk = desk
        self._starport = starport

    def answer(self, request: Request) -> Answer:
        """Answer one request."""
        given, principal = self._desk.callers.by_token(request.headers.get("authorization", ""))
        told = Told(operation=f"{request.method} {request.path}", principal=principal.role if principal else "")
        if not given:
            return _unauthorised(request, told)
        if request.path in {"/v2", "/v2/"}:
            return of_json(http.HTTPStatus.OK, {}, told)
        match = _PATH.fullmatch(request.path)
        if not match:
            return denials.of_registry(
                http.HTTPStatus.NOT_FOUND, "UNSUPPORTED", "The lab does not know this path", told
            )
        if request.method not in {"GET", "HEAD"}:
            note = replace(told, note="the lab's registry takes no pushes")
            return denials.of_registry(http.HTTPStatus.METHOD_NOT_ALLOWED, "UNSUPPORTED", note.note, note)
        return self._answer(request, principal, match["name"], match["kind"], match["reference"])

    def _answer(self, request: Request, principal: Principal | None, name: str, kind: str, reference: str) -> Answer:
        host = request.host
        arn = f"arn:{partition_of(host.region).name}:ecr:{host.region}:{host.account}:repository/{name}"
        operation = f"{request.method} {request.path}"
        passed = self._desk.passes(request, principal, _ACTIONS[kind], (arn,), operation)
        if not passed.allowed:
            return denials.of_registry(http.HTTPStatus.FORBIDDEN, "DENIED", passed.message, passed.told)
        if kind == "blobs":
            return self._blob(request, name, reference, passed.told)
        if kind == "tags":
            return denials.of_registry(http.HTTPStatus.NOT_FOUND, "UNSUPPORTED", "The lab lists no tags", passed.told)
        found = self.manifest(host.account, host.region, name, reference)
        if isinstance(found, tuple):
            return denials.of_registry(http.HTTPStatus.NOT_FOUND, *found, passed.told)
        headers = (("Content-Type", found.media_type), ("Docker-Content-Digest", found.digest), _VERSION)
        return Answer(status=http.HTTPStatus.OK, headers=headers, body=found.text, told=passed.told)

    def manifest(self, account: str, region: str, name: str, reference: str) -> Manifest | tuple[str, str]:
        """Return a manifest by tag or digest; else code and message as ECR says that there is none.

        ECR's API says which digest a tag means, so that what was deleted there is gone here too.
        """
        wanted = {"imageDigest" if reference.startswith("sha256:") else "imageTag": reference}
        fields = {"repositoryName": name, "imageIds": [wanted], "acceptedMediaTypes": list(_KINDS)}
        status, found = ask(self._backends, "ecr", "BatchGetImage", fields, account=account, region=region)
        if status != http.HTTPStatus.OK:
            message = f"The repository with name '{name}' does not exist in the registry with id '{account}'"
            return "NAME_UNKNOWN", message
        if not found.get("images"):
            return "MANIFEST_UNKNOWN", "Requested image not found"
        image = found["images"][0]
        digest, media_type = str(image["imageId"]["imageDigest"]), str(image.get("imageManifestMediaType", _KINDS[0]))
        kept = self._kept(stored_name(account, region, name), digest)
        return Manifest(text=kept or str(image["imageManifest"]).encode(), media_type=media_type, digest=digest)

    def _kept(self, stored: str, digest: str) -> bytes | None:
        """Return the manifest as the registry has it; of an image whose metadata alone is known it has none."""
        if not self._backends.registry:
            return None
        headers = (("Host", "registry"), ("Accept", ", ".join(_KINDS)))
        answer = forward(self._backends.registry, "GET", f"/v2/{stored}/manifests/{digest}", headers, b"")
        body = answer.read()
        return body if answer.status == http.HTTPStatus.OK else None

    def _blob(self, request: Request, name: str, digest: str, told: Told) -> Answer:
        host = request.host
        if not self._holds(stored_name(host.account, host.region, name), digest):
            return denials.of_registry(http.HTTPStatus.NOT_FOUND, "BLOB_UNKNOWN", "blob unknown to registry", told)
        url = self._starport.url(host.region, host.account, name, digest)
        told = replace(told, note="a redirect to S3")
        return Answer(status=http.HTTPStatus.TEMPORARY_REDIRECT, headers=(("Location", url), _VERSION), told=told)

    def _holds(self, stored: str, digest: str) -> bool:
        if self._backends.layers is not None:
            return self._backends.layers.held_by(stored, digest)
        if not self._backends.registry:
            return False
        answer = forward(self._backends.registry, "HEAD", f"/v2/{stored}/blobs/{digest}", (("Host", "registry"),), b"")
        answer.read()
        return answer.status == http.HTTPStatus.OK


def _unauthorised(request: Request, told: Told) -> Answer:
    challenge = f'Basic realm="https://{request.name}/",service="ecr.amazonaws.com"'
    return Answer(
        status=http.HTTPStatus.UNAUTHORIZED,
        headers=(("Www-Authenticate", challenge), _VERSION, ("Content-Type", "text/plain; charset=utf-8")),
        body=plain(http.HTTPStatus.UNAUTHORIZED, "Not Authorized\n").body,
        told=replace(told, note="without a token that ECR gave"),
    )
