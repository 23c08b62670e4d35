"""The identity card of `network-acl-blocks`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.NETWORK_ACL_BLOCKS,
    title="A network ACL drops the packet or its answer",
    means=(
        (
            "Network ACLs look at every packet that enters or leaves a subnet and remember nothing, so the "
            "answer needs a rule of its own."
        ),
        "The answer comes back to a port that the client chose, between 1024 and 65535.",
    ),
    evidence=(
        "the first rule that matches the packet, or its answer, denies it, or none matches",
        "both ends are in different subnets, or the other end is outside of the VPC",
    ),
    shown=("ResourceInitializationError: … dial tcp <address>:443: i/o timeout",),
    change="allow TCP 443 one way and TCP 1024 to 65535 the other way, in the ACLs of both subnets",
    terraform="""\
resource "aws_network_acl_rule" "https_out" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 100
  egress         = true
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 443
  to_port        = 443
}

resource "aws_network_acl_rule" "answers_in" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 100
  egress         = false
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}
""",
    cli="""\
aws ec2 create-network-acl-entry --network-acl-id ACL --rule-number 100 --egress \\
  --protocol tcp --port-range From=443,To=443 --cidr-block 0.0.0.0/0 --rule-action allow
""",
    links=("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",),
)
