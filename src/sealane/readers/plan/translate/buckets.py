"""S3 buckets."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import BUCKET, KEY
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.settings import region_of
from sealane.world.policies import Document
from sealane.world.stores import Bucket
from sealane.world.values import Known, Unknown, Unread, Value


def translate(estate: Estate) -> Iterator[Bucket]:
    """Yield the buckets with their policies and keys."""
    policies = children(estate, ("aws_s3_bucket_policy",), "bucket", BUCKET)
    keys = children(estate, ("aws_s3_bucket_server_side_encryption_configuration",), "bucket", BUCKET)
    for resource in estate.of("aws_s3_bucket"):
        if estate.key_of(resource) == resource.address:
            yield Bucket(
                id=resource.address,
                origin=estate.origin(resource),
                name=resource.text("bucket"),
                region=region_of(resource),
                account=resource.home.setting.account,
                policy=_policy(estate, resource, policies),
                key=_key(estate, resource, keys),
            )


def _policy(estate: Estate, resource: Resource, policies: Children) -> Value[Document]:
    for other in policies.of(resource.address):
        return document_of(estate, other, "policy")
    if policies.strays:
        return policies.strays[0]
    if resource.home.data:
        return Unread(f"the policy of {resource.address} is not in the source", "s3:GetBucketPolicy")
    return document_of(estate, resource, "policy")


def _key(estate: Estate, resource: Resource, keys: Children) -> Value[str]:
    for other in keys.of(resource.address):
        rules = other.blocks("rule")
        if isinstance(rules, Unknown):
            return rules
        for rule in rules:
            default = rule.block("apply_server_side_encryption_by_default")
            if isinstance(default, Unknown):
                return default
            if isinstance(default, Part):
                return estate.key(default, "kms_master_key_id", KEY)
    return keys.strays[0] if keys.strays else Known("")
