"""What a proof of a world could not look for, and takes to be well: its answer says nothing of that, a message may."""

from __future__ import annotations

from sealane.verdicts.cause import Cause
from sealane.world.stores import Repository
from sealane.world.values import Known
from sealane.world.world import World


def unseen(world: World) -> frozenset[Cause]:
    """Return the causes that nobody could have found; the manifest of an image for one platform does not name it.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-manifest-formats.html
    """
    repositories = world.table(Repository).values()
    told = repositories and all(
        isinstance(one.images, Known) and all(isinstance(image.platforms, Known) for image in one.images.value)
        for one in repositories
    )
    return frozenset() if told else frozenset({Cause.IMAGE_PLATFORM_MISMATCH})
