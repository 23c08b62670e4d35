"""The identity card of `pull-through-cache-upstream`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.PULL_THROUGH_CACHE_UPSTREAM,
    title="The first pull through a cache rule needs the upstream registry",
    means=(
        "The repository belongs to a pull through cache rule, and the image has not been pulled yet.",
        (
            "AWS states that the first pull of an image in a VPC with ECR endpoints needs a way to the "
            "internet; later pulls are served from the cache."
        ),
    ),
    evidence=(
        "the repository's name begins with the prefix of a pull through cache rule",
        "the image is not in the repository yet",
        "the task has no way to the internet",
    ),
    shown=("CannotPullContainerError: … failed to resolve ref …: not found",),
    change="pull the image once from a network with internet, so that the cache has it",
    cli="""\
aws ecr get-login-password | docker login --username AWS --password-stdin REGISTRY
docker pull REGISTRY/PREFIX/IMAGE:TAG
""",
    links=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
    ),
)
