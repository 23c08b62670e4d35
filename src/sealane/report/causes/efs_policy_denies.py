"""The identity card of `efs-policy-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.EFS_POLICY_DENIES,
    title="The file system's policy does not allow the mount",
    means=(
        (
            "A file system policy decides who may mount: with one, a client without IAM authorisation counts "
            "as anonymous."
        ),
        "The policy does not allow the task's mount, or denies it.",
    ),
    evidence=(
        "the file system has a policy",
        "it allows no `elasticfilesystem:ClientMount` for the caller, or denies it",
    ),
    shown=(
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: … "
            "mount.nfs4: access denied by server while mounting 127.0.0.1:/"
        ),
    ),
    change=("allow `elasticfilesystem:ClientMount` for the task role, and switch on IAM authorisation of the volume"),
    terraform="""\
resource "aws_efs_file_system_policy" "data" {
  file_system_id = aws_efs_file_system.data.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.task.arn }
      Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      Resource  = aws_efs_file_system.data.arn
    }]
  })
}
""",
    cli="aws efs put-file-system-policy --file-system-id FILE_SYSTEM --policy file://policy.json",
    links=(
        "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    ),
)
