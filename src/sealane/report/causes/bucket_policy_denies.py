"""The identity card of `bucket-policy-denies`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.BUCKET_POLICY_DENIES,
    title="The bucket's own policy keeps the role out",
    means=(
        (
            "The bucket of an environment file or a log router's settings has a policy that denies the role, "
            "or it is in another account and does not allow it."
        ),
        "A Deny for calls that do not come from a named VPC endpoint also stops calls that come another way.",
    ),
    evidence=(
        "a Deny of the bucket's policy matches, or",
        "the bucket is in another account and its policy has no Allow for the role or its account",
    ),
    shown=(
        (
            "ResourceInitializationError: failed to download env files: … operation error S3: HeadObject, "
            "https response error StatusCode: 403, api error Forbidden: Forbidden"
        ),
    ),
    change="allow the role in the bucket's policy, or except it from the Deny",
    terraform="""\
resource "aws_s3_bucket_policy" "settings" {
  bucket = aws_s3_bucket.settings.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.execution.arn }
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.settings.arn}/*"
    }]
  })
}
""",
    cli="aws s3api put-bucket-policy --bucket BUCKET --policy file://policy.json",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
    ),
)
