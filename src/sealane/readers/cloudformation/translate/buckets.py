"""S3 buckets with their policies."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.keys import key_of
from sealane.readers.cloudformation.translate.naming import chosen_name, region_of
from sealane.readers.cloudformation.translate.own_policies import own_policies
from sealane.world.stores import NO_POLICY, Bucket
from sealane.world.values import Known, Value

BUCKET = "AWS::S3::Bucket"
_POLICY = "AWS::S3::BucketPolicy"


def buckets(holdings: Holdings) -> Iterator[Finding]:
    """Yield buckets.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucket.html
    """
    policies = own_policies(holdings, _POLICY, "Bucket", "PolicyDocument", BUCKET)
    for resource in holdings.of(BUCKET):
        fields = fields_of(resource, holdings)
        yield Bucket(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "BucketName"),
            region=region_of(holdings),
            account=holdings.setting.account,
            policy=policies.get(resource.key, Known(NO_POLICY)),
            key=_key(fields, holdings),
        )


def _key(fields: Fields, holdings: Holdings) -> Value[str]:
    rules, hidden = fields.inner("BucketEncryption").items("ServerSideEncryptionConfiguration")
    for rule in rules:
        found = key_of(rule.inner("ServerSideEncryptionByDefault"), "KMSMasterKeyID", holdings)
        if found != Known(""):
            return found
    return hidden[0] if hidden else Known("")
