"""The end of EC2 tags.

AWS: tags go with the resource that they are on, so DescribeTags tells of living resources only.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html
moto 5.2: keeps the tags of a deleted resource for ever.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.holdings import held_by
from sealane.sandbox.seam import Original, around


def close() -> None:
    """Forget the tags of what is gone before tags are listed; sooner would cost a walk for every delete."""
    from moto.ec2.models.tags import TagBackend

    @around(TagBackend, "describe_tags")
    def describe(original: Original, self: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        forget_orphans(self)
        return original(self, *arguments, **named)


def forget_orphans(backend: Any) -> None:  # noqa: ANN401
    """Remove the tags whose resource is in no other container of the backend."""
    alive = {part for line in held_by("", backend) if not line.startswith("/tags/") for part in line.split("/")}
    for resource in set(backend.tags) - alive:
        del backend.tags[resource]
