"""The identity card of `task-group-egress`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.TASK_GROUP_EGRESS,
    title="The task's security groups do not let the packet out",
    means=(
        "Outbound traffic needs an outbound rule, and a group without outbound rules lets nothing out.",
        ("For S3 through a gateway endpoint the destination is the S3 prefix list, not the VPC's own addresses."),
    ),
    evidence=(
        (
            "no outbound rule of any of the task's security groups covers the protocol, the port and the "
            "address that the name resolves to"
        ),
    ),
    shown=(
        "ResourceInitializationError: … dial tcp <address>:443: i/o timeout",
        (
            "CannotPullContainerError: pull command failed: panic: runtime error: invalid memory address or "
            "nil pointer dereference"
        ),
    ),
    change="let the task out on that port to the endpoint's group, or to the prefix list of S3",
    terraform="""\
resource "aws_vpc_security_group_egress_rule" "to_endpoints" {
  security_group_id            = aws_security_group.tasks.id
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_egress_rule" "to_s3" {
  security_group_id = aws_security_group.tasks.id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
""",
    cli="""\
aws ec2 authorize-security-group-egress --group-id TASK_GROUP --ip-permissions \\
  'IpProtocol=tcp,FromPort=443,ToPort=443,UserIdGroupPairs=[{GroupId=ENDPOINT_GROUP}]'
""",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    ),
)
