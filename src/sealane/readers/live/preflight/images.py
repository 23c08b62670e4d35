"""Whether each service's image exists, for the platform that its tasks run on, with all layers in ECR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sealane.errors import Problem
from sealane.grammar.images import ImageReference, parse
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.preflight.finding import Check, Finding, NotSeen
from sealane.readers.live.preflight.manifests import INDEXES, SINGLE, Index, Manifest, Platform, platform_of, read
from sealane.spec.document import Spec
from sealane.spec.workload import Workload
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unread

Document = Mapping[str, Any]

_IMAGE = Call(service="ecr", operation="BatchGetImage")
_BLOB = Call(service="ecr", operation="GetDownloadUrlForLayer")
CALLS = (_IMAGE, _BLOB)

_CONFIG_LIMIT = 4 * 1024 * 1024  # bytes; ECR's own limit for a manifest, and configurations are smaller
_ABSENT = ("RepositoryNotFoundException", "ImageNotFoundException")
_ARCHITECTURES = {"x86_64": "amd64", "arm64": "arm64"}
_ECR = "https://docs.aws.amazon.com/AmazonECR/latest/userguide"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedImage:
    """An image with the registry it is asked from: account and Region of the caller when it names none."""

    where: str
    text: str
    account: str
    region: str
    repository: str
    tag: str
    digest: str
    own: bool
    platform: Platform

    @property
    def name(self) -> str:
        """Return the digest or the tag."""
        return self.digest or self.tag or "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageMissing(Finding):
    """The repository (`lacking` is `repository`), tag or digest does not exist."""

    code: str = "image-missing"
    image: WantedImage
    lacking: str

    def problem(self) -> Problem:
        """Say what is missing and how to see what is there."""
        image, command = self.image, "describe-repositories"
        if self.lacking != "repository":
            command = f"describe-images --repository-name {image.repository}"
        subject = "repository" if self.lacking == "repository" else f"image {image.name}"
        return Problem(
            code=self.code,
            what=f"The {subject} of {image.text} does not exist in Amazon ECR",
            facts=(*_facts(image), ("missing", self.lacking)),
            hint=f"see what is there with `aws ecr {command} --region {image.region}`, or push the image",
            link=f"{_ECR}/docker-push-ecr-image.html",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformMismatch(Finding):
    """The image has no manifest for the platform that the tasks run on."""

    code: str = "image-platform-mismatch"
    image: WantedImage
    offered: tuple[Platform, ...]

    def problem(self) -> Problem:
        """Say which platforms there are and how to get the other one."""
        return Problem(
            code=self.code,
            what=f"The image {self.image.text} is not built for {self.image.platform}",
            facts=(*_facts(self.image), ("built for", ", ".join(map(str, self.offered)) or "no platform")),
            hint=f"build it with `docker buildx build --platform {self.image.platform} --push -t {self.image.text} .`, "
            "or change `architecture` or `operating_system` of the service",
            link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignLayers(Finding):
    """Layers are not in ECR: the manifest sends the puller to other hosts, out of reach in a VPC without internet."""

    code: str = "foreign-layers"
    image: WantedImage
    hosts: tuple[str, ...]

    def problem(self) -> Problem:
        """Say where the layers are and how to push them."""
        return Problem(
            code=self.code,
            what=f"Layers of {self.image.text} are outside Amazon ECR, where the tasks cannot reach",
            facts=(*_facts(self.image), ("layers at", ", ".join(self.hosts))),
            hint="push all layers: name the registry under `allow-nondistributable-artifacts` in Docker's "
            f"`daemon.json`, then `docker push {self.image.text}`",
            link=f"{_ECR}/vpc-endpoints.html",
        )


def checks(spec: Spec, setting: Setting) -> Iterator[Check]:
    """Give one check per image in private ECR and platform; other registries are the spec's own matter."""
    seen = set()
    for name, workload in spec.services.items():
        wanted = wanted_image(f"services.{name}.image", workload, setting)
        if wanted and (wanted.text, wanted.platform) not in seen:
            seen.add((wanted.text, wanted.platform))
            yield partial(check, wanted)


def wanted_image(where: str, workload: Workload, setting: Setting) -> WantedImage | None:
    """Return what to ask ECR for, `None` for an image that is not in private ECR."""
    reference = parse(workload.image)
    if not reference.in_private_ecr:
        return None
    caller = setting.account.value if isinstance(setting.account, Known) else ""
    account = reference.private.account if reference.private else caller
    region = reference.private.region if reference.private else setting.region
    return WantedImage(
        where=where,
        text=workload.image,
        account=account,
        region=region,
        repository=reference.repository,
        tag=_tag(reference),
        digest=reference.digest,
        own=account == caller,
        platform=platform_wanted(workload),
    )


def platform_wanted(workload: Workload) -> Platform:
    """Return the platform of a service's tasks.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html
    """
    system = "linux" if workload.operating_system == "linux" else "windows"
    return Platform(operating_system=system, architecture=_ARCHITECTURES[workload.architecture])


def check(image: WantedImage, door: Door) -> tuple[Finding, ...]:
    """Look at one image."""
    answer = _manifest(door, image, _asked(image))
    if isinstance(answer, NotSeen | ImageMissing):
        return (answer,)
    if isinstance(answer, Manifest):
        return (*_platform_findings(door, image, answer), *_layer_findings(image, answer))
    digest = answer.digest_for(image.platform)
    if not digest:
        return (PlatformMismatch(where=image.where, image=image, offered=answer.platforms),)
    inner = _manifest(door, image, {"imageDigest": digest})
    if isinstance(inner, Index):
        return ()
    return _layer_findings(image, inner) if isinstance(inner, Manifest) else (inner,)


def _asked(image: WantedImage) -> dict[str, str]:
    return {"imageDigest": image.digest} if image.digest else {"imageTag": image.name}


def _manifest(door: Door, image: WantedImage, asked: dict[str, str]) -> Index | Manifest | NotSeen | ImageMissing:
    answer = look(
        partial(
            door.ask,
            _IMAGE,
            region=image.region,
            **_registry(image),
            repositoryName=image.repository,
            imageIds=[asked],
            acceptedMediaTypes=[*INDEXES, *SINGLE],
        ),
        absent=NO_ANSWER,
        codes=_ABSENT,
    )
    if isinstance(answer, Unread):
        return NotSeen(where=image.where, question=f"whether the image {image.text} exists", unread=answer)
    if not answer.value:
        return _no_repository(image)
    found = answer.value.get("images") or ()
    if not found:
        return ImageMissing(where=image.where, image=image, lacking="digest" if "imageDigest" in asked else "tag")
    try:
        return read(found[0].get("imageManifest") or "")
    except ValueError:
        unread = Unread("its manifest is in no known format", _IMAGE.permission)
        return NotSeen(where=image.where, question=f"the platform of {image.text}", unread=unread)


def _no_repository(image: WantedImage) -> NotSeen | ImageMissing:
    if image.own:
        return ImageMissing(where=image.where, image=image, lacking="repository")
    # ECR answers so, too, where the other account's repository policy lets this caller see nothing.
    unread = Unread(f"account {image.account} shows no repository {image.repository} to this caller", _IMAGE.permission)
    return NotSeen(where=image.where, question=f"whether the image {image.text} exists", unread=unread)


def _platform_findings(door: Door, image: WantedImage, manifest: Manifest) -> tuple[Finding, ...]:
    platform = Known(manifest.platform) if manifest.platform else _platform_in_config(door, image, manifest)
    if isinstance(platform, Unread):
        return (NotSeen(where=image.where, question=f"the platform of {image.text}", unread=platform),)
    if platform.value == image.platform:
        return ()
    return (PlatformMismatch(where=image.where, image=image, offered=(platform.value,)),)


def _platform_in_config(door: Door, image: WantedImage, manifest: Manifest) -> Known[Platform] | Unread:
    if not manifest.config_digest:
        return Unread("the manifest names no configuration")
    config = look(partial(_config, door, image, manifest.config_digest), absent=b"")
    if isinstance(config, Unread):
        return config
    platform = platform_of(config.value)
    return Known(platform) if platform else Unread("the image's configuration names no platform")


def _config(door: Door, image: WantedImage, digest: str) -> bytes:
    answer = door.ask(
        _BLOB, region=image.region, **_registry(image), repositoryName=image.repository, layerDigest=digest
    )
    return door.fetch(answer["downloadUrl"], _CONFIG_LIMIT, _BLOB)


def _layer_findings(image: WantedImage, manifest: Manifest) -> tuple[Finding, ...]:
    if not manifest.foreign:
        return ()
    return (ForeignLayers(where=image.where, image=image, hosts=manifest.foreign),)


def _registry(image: WantedImage) -> dict[str, str]:
    return {"registryId": image.account} if image.account else {}


def _tag(reference: ImageReference) -> str:
    return "" if reference.digest else reference.manifest


def _facts(image: WantedImage) -> tuple[tuple[str, str], ...]:
    return (("image", image.text), ("spec", image.where), ("account", image.account), ("Region", image.region))
