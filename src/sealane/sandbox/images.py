"""Images in the sandbox: in the registry and in the ECR API alike, so that both tell the same.

The registry has the bytes; ECR's API has the tags, digests and manifests, and is asked which digest a tag means.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from sealane.errors import InputError, Problem
from sealane.lab.front.layers import stored_name
from sealane.records import dataclass
from sealane.sandbox import demo_image, registry, skopeo
from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry_calls import Manifest, RegistryCalls


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A tag in an ECR repository."""

    account: str
    region: str
    repository: str
    tag: str

    @property
    def stored(self) -> str:
        """The repository's name in the registry, which is one for all accounts and Regions."""
        return stored_name(self.account, self.region, self.repository)


def push(sandbox: Sandbox, source: str, place: Place, environ: Mapping[str, str] = os.environ) -> str:
    """Copy what skopeo reads from `source` under a tag, and return the digest that it then has.

    The repository is made when it is not there.

    Raises:
        InputError: the source is no image, or the tag is taken and may not move.
        EnvironmentFailure: skopeo or docker-registry is missing or failed.

    """
    skopeo.require_readable(source, environ)
    kept = registry.ensure(sandbox, environ)
    skopeo.copy(source, kept, f"{place.stored}:{place.tag}", environ)
    with contextlib.closing(RegistryCalls(kept)) as calls:
        return announce(sandbox, calls, place, _manifest(calls, place.stored, place.tag))


def push_demo(
    sandbox: Sandbox, place: Place, platforms: Sequence[str] = (), environ: Mapping[str, str] = os.environ
) -> str:
    """Put the demo's image under a tag, and return its digest; of other platforms than this machine's, a stand-in.

    Raises:
        EnvironmentFailure: docker-registry is missing or failed.

    """
    kept = registry.ensure(sandbox, environ)
    image = demo_image.build(platforms)
    with contextlib.closing(RegistryCalls(kept)) as calls:
        for digest, blob in image.blobs.items():
            calls.put_blob(place.stored, digest, blob)
        for part in image.parts:
            calls.put_manifest(place.stored, f"sha256:{hashlib.sha256(part).hexdigest()}", part, demo_image.MANIFEST)
        calls.put_manifest(place.stored, place.tag, image.manifest, image.media_type)
        return announce(sandbox, calls, place, _manifest(calls, place.stored, place.tag))


def copy(sandbox: Sandbox, source: Place, target: Place, environ: Mapping[str, str] = os.environ) -> str:
    """Give an image of the registry another place, without moving its bytes; the digest stays.

    Raises:
        EnvironmentFailure: docker-registry is missing or failed.

    """
    kept = registry.ensure(sandbox, environ)
    with contextlib.closing(RegistryCalls(kept)) as calls:
        top = _manifest(calls, source.stored, source.tag)
        parts = _parts(calls, source.stored, top)
        for manifest in parts:
            for blob in _blobs(manifest):
                if not calls.has_blob(target.stored, blob):
                    calls.mount(target.stored, blob, source.stored)
            calls.put_manifest(target.stored, manifest.digest, manifest.text.encode(), manifest.media_type)
        calls.put_manifest(target.stored, target.tag, top.text.encode(), top.media_type)
        return announce(sandbox, calls, target, top)


def announce(sandbox: Sandbox, calls: RegistryCalls, place: Place, top: Manifest) -> str:
    """Make what the registry has known to the ECR API: the manifests below an index first, then the tag."""
    ecr = ecr_client(sandbox, place)
    with contextlib.suppress(ecr.exceptions.RepositoryAlreadyExistsException):
        ecr.create_repository(repositoryName=place.repository)
    for manifest in _parts(calls, place.stored, top):
        _put(ecr, place, manifest, tagged=manifest.digest == top.digest)
    return top.digest


def ecr_client(sandbox: Sandbox, place: Place) -> Any:  # noqa: ANN401 (boto3 makes its clients at run time)
    """Return a client of ECR that acts in the place's account."""
    made = client(sandbox, "ecr", place.region)

    def in_account(params: dict[str, Any], **_: object) -> None:
        params["headers"]["x-moto-account-id"] = place.account

    made.meta.events.register("before-call.ecr", in_account)
    return made


def _put(ecr: Any, place: Place, manifest: Manifest, *, tagged: bool) -> None:  # noqa: ANN401
    named = {"imageTag": place.tag} if tagged else {}
    taken = (ecr.exceptions.ImageAlreadyExistsException, ecr.exceptions.ImageTagAlreadyExistsException)
    try:
        ecr.put_image(
            repositoryName=place.repository,
            imageManifest=manifest.text,
            imageManifestMediaType=manifest.media_type,
            **named,
        )
    except taken as error:
        # moto says of a tag that may not move what it says of an image that is there already.
        if tagged and _digest_of(ecr, place) != manifest.digest:
            raise _immovable(place) from error


def _digest_of(ecr: Any, place: Place) -> str:  # noqa: ANN401
    wanted = [{"imageTag": place.tag}]
    found = ecr.describe_images(repositoryName=place.repository, imageIds=wanted)["imageDetails"]
    return str(found[0]["imageDigest"])


def _immovable(place: Place) -> InputError:
    return InputError(
        Problem(
            code="image-tag-immutable",
            what=f"The tag {place.tag!r} is taken, and tags of {place.repository!r} may not move",
            hint="push under another tag",
            link="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
        )
    )


def _manifest(calls: RegistryCalls, stored: str, reference: str) -> Manifest:
    found = calls.manifest(stored, reference)
    if found is None:
        raise InputError(
            Problem(
                code="image-not-in-sandbox",
                what=f"The sandbox's registry has no image {stored}:{reference}",
                hint="`sealane sandbox push REPOSITORY:TAG`",
            )
        )
    return found


def _parts(calls: RegistryCalls, stored: str, top: Manifest) -> tuple[Manifest, ...]:
    """Return the manifests that an index stands for, each before the index that lists it, and itself."""
    if not top.is_index:
        return (top,)
    listed = [_manifest(calls, stored, each["digest"]) for each in json.loads(top.text)["manifests"]]
    return (*(part for each in listed for part in _parts(calls, stored, each)), top)


def _blobs(manifest: Manifest) -> tuple[str, ...]:
    read = json.loads(manifest.text)
    described = [read.get("config"), *read.get("layers", ())]
    return tuple(str(each["digest"]) for each in described if each and not each.get("urls"))
