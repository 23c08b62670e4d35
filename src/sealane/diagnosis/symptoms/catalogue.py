"""Every family, in the order in which a task meets them."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import (
    agent,
    backing_off,
    container_exit,
    container_start,
    disk_space,
    environment_files,
    image_layers,
    image_manifest,
    image_platform,
    image_pull,
    log_stream,
    memory,
    network_interface,
    parameters,
    placement,
    preparation,
    pull_limit,
    quota,
    registry_credentials,
    registry_login,
    role_assumption,
    secrets,
    stopping,
    task_definition,
    volume_creation,
    volume_mount,
)
from sealane.diagnosis.symptoms.family import Family

FAMILIES: Final[tuple[Family, ...]] = (
    task_definition.FAMILY,
    role_assumption.FAMILY,
    quota.FAMILY,
    placement.FAMILY,
    network_interface.FAMILY,
    registry_login.FAMILY,
    registry_credentials.FAMILY,
    secrets.FAMILY,
    parameters.FAMILY,
    preparation.FAMILY,
    environment_files.FAMILY,
    log_stream.FAMILY,
    volume_mount.FAMILY,
    volume_creation.FAMILY,
    image_manifest.FAMILY,
    image_platform.FAMILY,
    image_layers.FAMILY,
    image_pull.FAMILY,
    pull_limit.FAMILY,
    disk_space.FAMILY,
    container_start.FAMILY,
    memory.FAMILY,
    container_exit.FAMILY,
    stopping.FAMILY,
    backing_off.FAMILY,
    agent.FAMILY,
)
