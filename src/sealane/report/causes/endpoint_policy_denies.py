"""The identity card of `endpoint-policy-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ENDPOINT_POLICY_DENIES,
    title="The endpoint's policy does not allow the call",
    means=(
        (
            "Every request through an endpoint must be allowed by the endpoint's policy too; the policy "
            "grants nothing and can only take away."
        ),
        (
            "Layers of ECR images come from a bucket of AWS by a URL that ECR signed, so an S3 endpoint "
            "policy that speaks of your own account, organisation or roles keeps them out."
        ),
        "A policy that only denies allows nothing.",
    ),
    evidence=(
        "the call goes through the endpoint",
        "no statement of its policy allows the action on that resource for that caller, or one denies it",
    ),
    shown=(
        (
            "CannotPullContainerError: … failed to copy: httpReaderSeeker: failed open: unexpected status "
            "code …starport-layer-bucket…: 403 Forbidden"
        ),
        (
            "AccessDeniedException: User: … is not authorized to perform: … because no VPC endpoint policy "
            "allows the … action"
        ),
    ),
    change="allow the call in the endpoint's policy; for layers, `s3:GetObject` on the layer bucket for everyone",
    terraform="""\
resource "aws_vpc_endpoint_policy" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"
    }]
  })
}
""",
    cli="aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json",
    links=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    ),
)
