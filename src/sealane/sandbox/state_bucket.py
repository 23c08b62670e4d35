"""The bucket that keeps Terraform's state, inside the sandbox."""

from __future__ import annotations

import contextlib

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox


def ensure_bucket(sandbox: Sandbox, region: str, name: str) -> None:
    """Create the bucket with versioning on, as Terraform's S3 backend advises; one that is there is kept.

    https://developer.hashicorp.com/terraform/language/backend/s3
    """
    s3 = client(sandbox, "s3", region)
    # us-east-1 is the one Region that S3 refuses as a location constraint:
    # https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    with contextlib.suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=name, **place)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
