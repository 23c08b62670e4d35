"""The Terraform state's bucket, and the permissions boundary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import names
from sealane.spec.checks.arns import kms_key, policy
from sealane.spec.checks.regions import known_region
from sealane.spec.finding import Finding, Rule

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_BUCKET = Rule(code="bucket-name-invalid", link=names.BUCKET.link)
_KEY = Rule(code="state-key-invalid", link="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html")
_LONGEST_KEY = 1024


def state_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check the names of the state's bucket and object, its Region and its key."""
    state = spec.state
    if state is None:
        return
    if not names.BUCKET.admits(state.bucket):
        what = f"`{state.bucket}` cannot be the name of an S3 bucket"
        hint = "name a bucket that exists: `aws s3 ls` prints yours"
        yield _BUCKET.broken(("state", "bucket"), what, hint, facts=(("allowed", names.BUCKET.allowed),))
    if state.region:
        yield from known_region(state.region, ("state", "region"))
    if state.key.startswith("/") or state.key.endswith("/") or len(state.key.encode()) > _LONGEST_KEY:
        what = "the state's key begins or ends with a slash, or is longer than S3 allows"
        hint = f"for example `key: {spec.name}/terraform.tfstate`"
        yield _KEY.broken(("state", "key"), what, hint, facts=(("allowed", f"{_LONGEST_KEY} bytes"),))
    yield from kms_key(state.kms_key, ("state", "kms_key"), state.region or spec.region)


def boundary_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check that the permissions boundary is a policy."""
    if spec.permissions_boundary:
        path = ("permissions_boundary",)
        yield from policy(spec.permissions_boundary, path, spec.region, code="boundary-not-a-policy")
