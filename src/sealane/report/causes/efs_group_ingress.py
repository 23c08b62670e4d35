"""The identity card of `efs-group-ingress`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.EFS_GROUP_INGRESS,
    title="The mount target's security groups do not admit the task on port 2049",
    means=(("NFS goes to a mount target of the file system inside the VPC, and its security groups drop the packet."),),
    evidence=(
        "a mount target is in reach",
        "no inbound rule of its security groups admits TCP 2049 from the task",
    ),
    shown=(
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: … Mount "
            "attempt 1/3 failed due to timeout after 15 sec"
        ),
    ),
    change="admit TCP 2049 from the task's security group in the mount target's group",
    terraform="""\
resource "aws_vpc_security_group_ingress_rule" "nfs_from_tasks" {
  security_group_id            = aws_security_group.efs.id
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}
""",
    cli="""\
aws ec2 authorize-security-group-ingress --group-id MOUNT_TARGET_GROUP \\
  --protocol tcp --port 2049 --source-group TASK_GROUP
""",
    links=(
        "https://docs.aws.amazon.com/efs/latest/ug/network-access.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    ),
)
