"""Deleting the policy of an EFS file system.

AWS: DeleteFileSystemPolicy takes the policy away and leaves the default one.
https://docs.aws.amazon.com/efs/latest/ug/API_DeleteFileSystemPolicy.html
moto 5.2: does not implement it, so a Terraform destroy is retried without end.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.seam import missing


def close() -> None:
    """Add the call."""
    from moto.efs.responses import EFSResponse

    @missing(EFSResponse, "delete_file_system_policy")
    def delete_file_system_policy(self: Any) -> tuple[str, dict[str, str]]:  # noqa: ANN401
        self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].file_system_policy = None
        return "{}", {"Content-Type": "application/json"}
