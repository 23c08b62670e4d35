"""Fargate's platform versions, as far as they change what a task does when it starts.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
"""

from __future__ import annotations

import enum

from sealane.world.tasks import TaskDefinition

_BEFORE_1_4 = frozenset({"1.0.0", "1.1.0", "1.2.0", "1.3.0"})


class Platform(enum.StrEnum):
    """The three platforms; `LATEST` is 1.4.0 on Linux and 1.0.0 on Windows, and the two numberings are unrelated."""

    LINUX_1_3 = "Linux 1.3.0"
    LINUX_1_4 = "Linux 1.4.0"
    WINDOWS_1_0 = "Windows 1.0.0"

    @property
    def has_one_interface(self) -> bool:
        """Whether the task's own interface carries everything.

        On Linux 1.3.0 and earlier the registry's token and the secrets travel over an interface of Fargate's:
        https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
        """
        return self is not Platform.LINUX_1_3

    @property
    def has_environment_files(self) -> bool:
        """Whether `environmentFiles` work.

        https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
        """
        return self is not Platform.LINUX_1_3

    @property
    def has_exec(self) -> bool:
        """Whether ECS Exec works.

        https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
        """
        return self is not Platform.LINUX_1_3

    @property
    def has_file_systems(self) -> bool:
        """Whether EFS volumes can be mounted.

        https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
        """
        return self is Platform.LINUX_1_4


def platform_of(task: TaskDefinition) -> Platform:
    """Return the platform that a task runs on; a later Linux version than we know counts as 1.4.0."""
    if task.operating_system.upper().startswith("WINDOWS"):
        return Platform.WINDOWS_1_0
    return Platform.LINUX_1_3 if task.platform_version in _BEFORE_1_4 else Platform.LINUX_1_4
