"""The repositories of the tasks' images with their policies, and the images by tag or digest."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.images import ImageReference, repository_region
from sealane.readers.live.closure.question import Question, Seen
from sealane.startup.container_images import images_of
from sealane.world.gaps import Noun
from sealane.world.tasks import TaskDefinition

# https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-manifest-formats.html
_MEDIA_TYPES = (
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
)


def repositories(seen: Seen) -> Iterator[Question]:
    """Yield what tells of every repository that a task pulls from, and of the very image that it pulls."""
    wanted = {(one.identifier, one.region, one.account) for one in seen.named(Noun.REPOSITORIES)}
    if wanted:
        yield Question("ecr:DescribePullThroughCacheRules", {})
    for name, region, account in sorted(wanted):
        whose: dict[str, object] = {"registryId": account} if account else {}
        yield Question("ecr:DescribeRepositories", {**whose, "repositoryNames": [name]}, region)
    there = {node.text("repositoryName") for node in seen.nodes("ecr:DescribeRepositories", "repositories")}
    for image in _images(seen):
        region = repository_region(image, seen.region)
        if image.repository not in there:
            continue
        account = image.private.account if image.private else seen.account
        one = {"registryId": account, "repositoryName": image.repository}
        ids = [{"imageDigest": image.digest} if image.digest else {"imageTag": image.tag or "latest"}]
        yield Question("ecr:GetRepositoryPolicy", one, region)
        yield Question("ecr:DescribeImages", {**one, "imageIds": ids}, region)
        accepted = list(_MEDIA_TYPES)
        yield Question("ecr:BatchGetImage", {**one, "imageIds": ids, "acceptedMediaTypes": accepted}, region)


def _images(seen: Seen) -> Iterator[ImageReference]:
    for task in seen.world.table(TaskDefinition).values():
        for image in images_of(task):
            if isinstance(image.reference, ImageReference) and image.reference.in_private_ecr:
                yield image.reference
