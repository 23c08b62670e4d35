"""A task definition to the ordered steps of its start.

AWS publishes no sequence. The order follows from which failure wins in practice: roles, then what prepares the
containers, then the image, then what runs beside them.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
"""

from __future__ import annotations

from typing import Final

from sealane.startup import (
    application,
    environment_files,
    exec_channel,
    image_layers,
    image_manifest,
    log_stream,
    parameters,
    registry_credentials,
    registry_login,
    role_assumption,
    secrets,
    service_connect,
    volume_mount,
)
from sealane.startup.card import Card
from sealane.startup.step import Step
from sealane.world.tasks import Setting, TaskDefinition

_FILES: Final = (
    role_assumption,
    registry_login,
    registry_credentials,
    secrets,
    parameters,
    environment_files,
    log_stream,
    volume_mount,
    image_manifest,
    image_layers,
    exec_channel,
    service_connect,
    application,
)


def cards() -> tuple[Card, ...]:
    """Return the identity card of every step, in order."""
    return tuple(file.CARD for file in _FILES)


def steps(task: TaskDefinition, setting: Setting) -> tuple[Step, ...]:
    """Return every call that a task's start consists of, in order; pure, and total for any task definition.

    In a Region that is none, or that nobody knows, it is not decided where any of them goes.
    """
    return tuple(one for file in _FILES for one in file.derive(task, setting))
