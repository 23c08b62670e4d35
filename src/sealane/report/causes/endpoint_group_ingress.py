"""The identity card of `endpoint-group-ingress`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_GROUP_INGRESS,
    title="The endpoint's security groups do not admit the task",
    means=(
        (
            "The name resolves to the endpoint, the packet arrives at its network interface, and the "
            "endpoint's security groups drop it."
        ),
        ("An endpoint created without a group has the default group of the VPC, which admits only members of itself."),
    ),
    evidence=(
        "the name resolves to the endpoint's addresses",
        "no inbound rule of any of its security groups admits TCP 443 from the task's address or groups",
    ),
    shown=("ResourceInitializationError: … dial tcp <address inside the VPC>:443: i/o timeout",),
    change="admit TCP 443 from the task's security group in a group of the endpoint",
    terraform="""\
resource "aws_vpc_security_group_ingress_rule" "https_from_tasks" {
  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
""",
    cli="""\
aws ec2 authorize-security-group-ingress --group-id ENDPOINT_GROUP \\
  --protocol tcp --port 443 --source-group TASK_GROUP
""",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    ),
)
