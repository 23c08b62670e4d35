"""`storage.tf`: encrypted EFS file systems for the volumes that name none, and how tasks mount volumes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.tags import name_tag
from sealane.terraform.hcl import Block, Item, block, resource
from sealane.terraform.hcl_values import Reference, Value, reference

if TYPE_CHECKING:
    from sealane.spec.storage import Volume

_OWNER = 1000


def storage(draft: Draft) -> Iterator[Block]:
    """Yield the file systems, with a mount target in each subnet."""
    for service in draft.services:
        for name in service.created_volumes:
            yield from _file_system(service, name, draft)


def _file_system(service: Service, name: str, draft: Draft) -> Iterator[Block]:
    """Yield the file system of one volume."""
    label = service.volumes[name]
    tag = name_tag(draft.spec.name, service.name, name)
    yield resource(
        "aws_efs_file_system",
        label,
        {"encrypted": True},
        *tag,
        comment=f"Volume {name} of {service.name}.",
    )
    for subnet, subnet_id in draft.place.subnets:
        yield resource(
            "aws_efs_mount_target",
            f"{label}_{subnet}",
            {
                "file_system_id": _file_system_id(label),
                "subnet_id": subnet_id,
                "security_groups": [service.of("aws_security_group", "file_systems", "id")],
            },
        )
    volume = service.workload.volumes[name]
    if volume.iam:
        yield _access_point(label, name, volume, tag)


def _access_point(label: str, name: str, volume: Volume, tag: tuple[Item, ...]) -> Block:
    """Return the access point, which makes the directory and lets a container of any user write to it.

    https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
    """
    path = volume.root_directory if volume.root_directory != "/" else f"/{name}"
    return resource(
        "aws_efs_access_point",
        label,
        {"file_system_id": _file_system_id(label)},
        *tag,
        block("posix_user", {"uid": _OWNER, "gid": _OWNER}),
        block(
            "root_directory",
            {"path": path},
            block("creation_info", {"owner_uid": _OWNER, "owner_gid": _OWNER, "permissions": "0755"}),
        ),
        comment="Whoever the container runs as, files belong to one owner, so any image can write here.",
    )


def volume_blocks(service: Service) -> Iterator[Block]:
    """Yield the volumes of a task definition."""
    for name, volume in service.workload.volumes.items():
        label = service.volumes[name]
        created = not volume.file_system_id
        point: Value = volume.access_point_id
        if created and volume.iam:
            point = reference(f"aws_efs_access_point.{label}.id")
        authorization: dict[str, Value] = {"access_point_id": point} if point else {}
        authorization["iam"] = "ENABLED" if volume.iam else "DISABLED"
        # With an access point the directory is the access point's own.
        directory: dict[str, Value] = {} if point else {"root_directory": volume.root_directory}
        yield block(
            "volume",
            {"name": name},
            block(
                "efs_volume_configuration",
                {
                    "file_system_id": _file_system_id(label) if created else volume.file_system_id,
                    **directory,
                    "transit_encryption": "ENABLED",
                },
                block("authorization_config", authorization),
            ),
        )


def mount_references(service: Service, draft: Draft) -> list[Value]:
    """Return references to the mount targets of a service's own file systems."""
    return [
        reference(f"aws_efs_mount_target.{service.volumes[name]}_{subnet}")
        for name in service.created_volumes
        for subnet, _ in draft.place.subnets
    ]


def _file_system_id(label: str) -> Reference:
    """Return the id of a file system created here."""
    return reference(f"aws_efs_file_system.{label}.id")
