"""What a step reads or writes and cannot, in words."""

from __future__ import annotations

from sealane.proof.blocks.stores import (
    CacheUpstream,
    ForeignLayers,
    ImageMissing,
    LogGroupMissing,
    OtherRegion,
    PlatformMismatch,
    RegistryNotPrivate,
    SecretMissing,
)
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.verdicts.cause import Cause

_PULL = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html"
_ENDPOINTS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html"
_REGIONS = "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html"
_LOGS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"
_MISSING = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-not-found-error.html"


def _image(block: ImageMissing) -> Words:
    change = "create the repository and push the image" if block.what == "repository" else "push it, or name another"
    return Words(
        sentence=f"the {block.what} of the image {literal(block.image)} does not exist", change=change, link=_PULL
    )


def _platform(block: PlatformMismatch) -> Words:
    offered = ", ".join(map(literal, block.offered))
    has = f"only for {offered}" if offered else "for no platform at all"
    wanted = literal(block.wanted)
    return Words(
        sentence=f"the task runs on {wanted}, and the image {literal(block.image)} is built {has}",
        change=f"build the image for {wanted}, or set `runtime_platform` to what the image is built for",
        link=_PULL,
    )


def _foreign(block: ForeignLayers) -> Words:
    return Words(
        sentence=f"layers of {literal(block.image)} are stored outside of ECR, where the task cannot go",
        change="push the image again with its non-distributable layers included",
        link=_ENDPOINTS,
    )


def _upstream(block: CacheUpstream) -> Words:
    return Words(
        sentence=f"the first pull of {literal(block.image)} needs a way to {literal(block.upstream)}",
        change="pull the image once from a network with internet, so that the cache has it",
        link=_ENDPOINTS,
    )


def _registry(block: RegistryNotPrivate) -> Words:
    return Words(
        sentence=f"the image {literal(block.image)} is in a registry that has no private path",
        change="copy the image into a private ECR repository and name that",
        link=_ENDPOINTS,
    )


def _region(block: OtherRegion) -> Words:
    subject, region = literal(block.subject_name), literal(block.region)
    what, change = {
        Cause.IMAGE_OTHER_REGION: ("the image", "replicate the repository into the task's Region, and use it there"),
        Cause.LOG_REGION_WRONG: ("the log group", "set `awslogs-region` to the task's own Region"),
    }.get(block.cause, ("the secret", "replicate it into the task's Region, and name the replica"))
    return Words(
        sentence=f"{what} {subject} is in {region}, and the task has no path there", change=change, link=_REGIONS
    )


def _log_group(block: LogGroupMissing) -> Words:
    return Words(
        sentence=f"no log group {literal(block.group)} exists in {literal(block.region)}, and nothing creates it",
        change="create the log group",
        link=_LOGS,
    )


def _secret(block: SecretMissing) -> Words:
    name = f"the {block.kind} {literal(block.name)}"
    if block.deleted:
        return Words(sentence=f"{name} waits for its deletion", change="restore it, or name another", link=_MISSING)
    return Words(sentence=f"{name} does not exist", change="create it, or name one that exists", link=_MISSING)


TABLE: Wording = {
    ImageMissing: _image,
    PlatformMismatch: _platform,
    ForeignLayers: _foreign,
    CacheUpstream: _upstream,
    RegistryNotPrivate: _registry,
    OtherRegion: _region,
    LogGroupMissing: _log_group,
    SecretMissing: _secret,
}
