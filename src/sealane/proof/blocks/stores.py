"""What a step reads or writes is not there, or not where the task can use it."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageMissing:
    """The repository, or the tag or digest in it, does not exist.

    `what` is `repository`, `tag` or `digest`.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
    """

    image: str
    what: str
    origin: Origin
    cause: Cause = Cause.IMAGE_MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformMismatch:
    """The image has no manifest for the task's platform.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
    """

    image: str
    wanted: str
    offered: tuple[str, ...]
    origin: Origin
    cause: Cause = Cause.IMAGE_PLATFORM_MISMATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignLayers:
    """The manifest points at layers outside of ECR, as Windows base layers do by default.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """

    image: str
    origin: Origin
    cause: Cause = Cause.FOREIGN_LAYERS


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheUpstream:
    """The first pull through a cache rule needs a way to the upstream registry.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """

    image: str
    upstream: str
    origin: Origin
    cause: Cause = Cause.PULL_THROUGH_CACHE_UPSTREAM


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryNotPrivate:
    """The image is in a registry that has no private path, and there is no way out.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """

    image: str
    reason: str
    origin: Origin
    cause: Cause = Cause.REGISTRY_NOT_PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRegion:
    """What the step needs is in another Region, without a path there.

    `cause` is `image-other-region`, `secret-other-region` or `log-region-wrong`; `subject_name` what it is about.
    https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html
    """

    cause: Cause
    subject_name: str
    region: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGroupMissing:
    """The log group does not exist, and `awslogs-create-group` is not set.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
    """

    group: str
    region: str
    origin: Origin
    cause: Cause = Cause.LOG_GROUP_MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretMissing:
    """The secret or parameter does not exist, or the secret waits for its deletion.

    `kind` is `secret` or `parameter`.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-not-found-error.html
    """

    kind: str
    name: str
    deleted: bool
    origin: Origin
    cause: Cause = Cause.SECRET_MISSING
