"""The identity card of `efs-mount-target-missing`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.EFS_MOUNT_TARGET_MISSING,
    title="No mount target of the file system is usable from the task's zone",
    means=(
        "The name of a file system resolves to the mount target of the caller's own zone.",
        "There is none in that zone of the task's VPC.",
    ),
    evidence=(
        "the file system's mount targets were read",
        "none is in the task's VPC and in the zone of its subnet",
    ),
    shown=(
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
            'Failed to resolve "fs-….efs.….amazonaws.com"'
        ),
    ),
    change="create a mount target in every zone that the service uses",
    terraform="""\
resource "aws_efs_mount_target" "data" {
  for_each        = toset(["subnet-1", "subnet-2"])
  file_system_id  = aws_efs_file_system.data.id
  subnet_id       = each.value
  security_groups = [aws_security_group.efs.id]
}
""",
    cli="aws efs create-mount-target --file-system-id FILE_SYSTEM --subnet-id SUBNET --security-groups GROUP",
    links=(
        "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        "https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html",
    ),
)
