"""Image references: which registry, repository, tag and digest a text names.

A text without a registry means two things: in `sealane.yaml` a private ECR repository of the caller's account and
Region (`parse`), in a task definition a repository of Docker Hub (`parse_in_task_definition`).
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
"""

from __future__ import annotations

import enum
from functools import lru_cache

from sealane.grammar.patterns import pattern
from sealane.grammar.registry_hosts import (
    DOCKER_HUB,
    DOCKER_HUB_HOSTS,
    ECR_PUBLIC_HOSTS,
    PrivateRegistry,
    RegistryHostError,
    private_registry,
    private_registry_host,
)
from sealane.records import dataclass

_LONGEST = 255
_LONGEST_REPOSITORY = 256
_SHORTEST_REPOSITORY = 2
_LONGEST_TAG = 128
_WRITTEN_WITH = pattern(r"[A-Za-z0-9\-_:./#]*")
_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_REPOSITORY = pattern(rf"{_COMPONENT}(?:/{_COMPONENT})*")
_TAG = pattern(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")
_DIGEST = pattern(r"sha256:[0-9a-f]{64}")
_HOST = pattern(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](?::[0-9]{1,5})?")


class Registry(enum.StrEnum):
    """Where an image is kept."""

    OWN_ECR = "own-ecr"
    PRIVATE_ECR = "private-ecr"
    ECR_PUBLIC = "ecr-public"
    DOCKER_HUB = "docker-hub"
    OTHER = "other"


class ImageProblem(ValueError):
    """A text that names no image: a stable `code`, one sentence `what`, and a `hint` for the next move."""

    def __init__(self, *, code: str, what: str, hint: str) -> None:
        """Keep the three parts; the message is the sentence."""
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageReference:
    """One image.

    Attributes:
        text: the reference as it was written.
        registry: where it is kept.
        host: the registry's host, with the port when one was written; empty for `OWN_ECR`.
        private: account, Region and variant of a private ECR registry, `None` for every other one.
        repository: the repository's name.
        tag: the tag, empty when there is none.
        digest: `sha256:…`, empty when there is none.

    """

    text: str
    registry: Registry
    host: str
    private: PrivateRegistry | None
    repository: str
    tag: str
    digest: str

    @property
    def in_private_ecr(self) -> bool:
        """Whether it is pulled from a private ECR registry, the caller's or another."""
        return self.registry is Registry.OWN_ECR or self.registry is Registry.PRIVATE_ECR

    @property
    def manifest(self) -> str:
        """What the registry is asked for: the digest, or else the tag, or else `latest`."""
        return self.digest or self.tag or "latest"

    def uri(self, account: str, region: str) -> str:
        """Return the full reference, as a task definition needs it, when the caller is `account` in `region`."""
        if self.registry is not Registry.OWN_ECR:
            return self.text
        return f"{private_registry_host(account, region)}/{self.text}"


def parse(text: str) -> ImageReference:
    """Read an image as `sealane.yaml` writes it: a bare `repository:tag` is in the caller's private ECR.

    Raises:
        ImageProblem: when the text is no reference.

    """
    return _parse(text, Registry.OWN_ECR)


def parse_in_task_definition(text: str) -> ImageReference:
    """Read an image as a task definition writes it: a bare `repository:tag` is on Docker Hub.

    Raises:
        ImageProblem: when the text is no reference.

    """
    return _parse(text, Registry.DOCKER_HUB)


# Each step of a start asks again for the image of its task.
@lru_cache(maxsize=4096)
def _parse(text: str, bare: Registry) -> ImageReference:
    _check_text(text)
    name, at, digest = text.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        raise ImageProblem(
            code="image-digest-invalid",
            what=f"the digest of image {text!r} is not sha256: and 64 hexadecimal digits",
            hint="copy it from `aws ecr describe-images --repository-name REPOSITORY`",
        )
    host, path = _split_host(name)
    repository, colon, tag = path.partition(":")
    if colon and not _TAG.fullmatch(tag):
        raise ImageProblem(
            code="image-tag-invalid",
            what=f"the tag {tag!r} of image {text!r} is not a tag",
            hint=f"use letters, digits, `.`, `_` and `-`, at most {_LONGEST_TAG}, not starting with `.` or `-`",
        )
    registry, private = _registry(text, host, bare)
    _check_repository(text, repository, registry)
    if registry is Registry.DOCKER_HUB:
        host = host or DOCKER_HUB
    return ImageReference(
        text=text, registry=registry, host=host, private=private, repository=repository, tag=tag, digest=digest
    )


def _split_host(name: str) -> tuple[str, str]:
    """Split off the registry: Docker takes the first component for a host only if it looks like one.

    https://github.com/distribution/reference/blob/main/normalize.go
    """
    first, slash, rest = name.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return first, rest
    return "", name


def _registry(text: str, host: str, bare: Registry) -> tuple[Registry, PrivateRegistry | None]:
    if not host:
        return bare, None
    if not _HOST.fullmatch(host):
        raise ImageProblem(
            code="image-registry-invalid",
            what=f"{host!r} in image {text!r} is not a registry's host name",
            hint="write it as `host/repository:tag`, with a port as `host:5000/repository:tag`",
        )
    if host in ECR_PUBLIC_HOSTS:
        return Registry.ECR_PUBLIC, None
    if host in DOCKER_HUB_HOSTS:
        return Registry.DOCKER_HUB, None
    try:
        private = private_registry(host)
    except RegistryHostError as error:
        hint = "copy the URI from `aws ecr describe-repositories --query 'repositories[].repositoryUri'`"
        raise ImageProblem(code="image-registry-invalid", what=f"{error}, in image {text!r}", hint=hint) from None
    return (Registry.PRIVATE_ECR if private else Registry.OTHER), private


def _check_text(text: str) -> None:
    if not text:
        raise ImageProblem(code="image-empty", what="the image is empty", hint="write `repository:tag` or a full URI")
    if "://" in text:
        raise ImageProblem(
            code="image-has-scheme",
            what=f"image {text!r} has a scheme",
            hint=f"leave it out: `{text.partition('://')[2]}`",
        )
    if text.startswith("arn:"):
        hint = "write `repository:tag`, or the repository's URI and a tag"
        raise ImageProblem(code="image-is-arn", what=f"image {text!r} is an ARN, not a reference", hint=hint)
    name, _, _ = text.partition("@")
    if not _WRITTEN_WITH.fullmatch(name):
        raise ImageProblem(
            code="image-character-invalid",
            what=f"image {text!r} has a character that Amazon ECS does not accept",
            hint="use letters, digits and `-`, `_`, `:`, `.`, `/`",
        )
    if len(name) > _LONGEST:
        hint = f"shorten it to {_LONGEST} characters before the digest"
        raise ImageProblem(code="image-too-long", what=f"the image has {len(name)} characters", hint=hint)


def _check_repository(text: str, repository: str, registry: Registry) -> None:
    ecr = registry in {Registry.OWN_ECR, Registry.PRIVATE_ECR}
    wrong_length = ecr and not _SHORTEST_REPOSITORY <= len(repository) <= _LONGEST_REPOSITORY
    if wrong_length or not _REPOSITORY.fullmatch(repository):
        lower = repository.lower()
        better = f": `{lower}`" if lower != repository and _REPOSITORY.fullmatch(lower) else ""
        raise ImageProblem(
            code="image-repository-invalid",
            what=f"{repository!r} in image {text!r} is not a repository's name",
            hint=f"use lower-case letters and digits, separated by `.`, `_`, `-` or `/`{better}",
        )


def repository_region(reference: ImageReference, region: str) -> str:
    """Return the Region of a private ECR image; a bare one is in `region`, the caller's."""
    return reference.private.region if reference.private else region
