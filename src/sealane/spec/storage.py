"""EFS volumes of a service."""

from __future__ import annotations

from sealane.spec.part import Flag, Part


class Volume(Part):
    """An EFS volume; without `file_system_id` a new encrypted file system is created with the service."""

    path: str
    """Absolute path inside the container."""
    file_system_id: str = ""
    """An existing file system, `fs-…`; it needs an existing VPC."""
    access_point_id: str = ""
    """An access point of that file system, `fsap-…`."""
    security_group_id: str = ""
    """Security group of its mount targets; tasks may then leave on 2049 to that group only."""
    root_directory: str = "/"
    """Directory of the file system to mount; must stay `/` with an access point."""
    read_only: Flag = False
    """Mount read-only."""
    iam: Flag = True
    """Authorise the mount with the task role (`iam = ENABLED`, with transit encryption)."""
