"""Fargate platform versions, and what each operating system can have.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
"""

from __future__ import annotations

from typing import Final

SOURCE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html"

LATEST: Final = "LATEST"
LINUX_VERSIONS: Final = (LATEST, "1.4.0", "1.3.0")
WINDOWS_VERSIONS: Final = (LATEST, "1.0.0")
OLD_LINUX: Final = "1.3.0"
"""The one version left without EFS, ECS Exec, environment files, and a choice of ephemeral storage."""


def versions(*, windows: bool) -> tuple[str, ...]:
    """Return the platform versions of an operating system; the numbers of the two have nothing in common."""
    return WINDOWS_VERSIONS if windows else LINUX_VERSIONS
