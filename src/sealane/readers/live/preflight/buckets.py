"""Whether the environment files and the bucket of the Terraform state exist in S3.

S3 answers 404 only to a caller who may list the bucket, and 403 otherwise, whether the object exists or not:
https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sealane.grammar.arns import parse
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.preflight.finding import Check, Finding
from sealane.readers.live.preflight.lookups import Missing, Named, Unfit
from sealane.spec.document import Spec
from sealane.world.tasks import Setting
from sealane.world.values import Unread

Document = Mapping[str, Any]

_OBJECT = Call(service="s3", operation="HeadObject", action="s3:GetObject")
_BUCKET = Call(service="s3", operation="HeadBucket", action="s3:ListBucket")
CALLS = (_OBJECT, _BUCKET)

_ABSENT = ("404", "NoSuchKey", "NoSuchBucket", "NotFound")


def checks(spec: Spec, setting: Setting) -> Iterator[Check]:
    """Give one check per environment file, and one for the state's bucket."""
    for service, workload in spec.services.items():
        for arn in workload.environment_files:
            yield partial(_environment_file, f"services.{service}.environment_files", arn, setting.region)
    if spec.state:
        yield partial(_state_bucket, spec.state.bucket, spec.state.region or setting.region)


def _environment_file(where: str, arn: str, region: str, door: Door) -> tuple[Finding, ...]:
    bucket, _, key = parse(arn).resource.partition("/")
    named = Named(
        where=where,
        kind="environment file",
        name=arn,
        region=region,
        command=f"aws s3 ls s3://{bucket}/{key}",
        link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
    )
    answer = _head(door, _OBJECT, region, Bucket=bucket, Key=key)
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    return () if answer else (Missing(code="environment-file-missing", where=where, named=named),)


def _state_bucket(bucket: str, region: str, door: Door) -> tuple[Finding, ...]:
    named = Named(
        where="state.bucket",
        kind="bucket",
        name=bucket,
        region=region,
        command="aws s3 ls",
        link="https://developer.hashicorp.com/terraform/language/backend/s3",
    )
    answer = _head(door, _BUCKET, region, Bucket=bucket)
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    if not answer:
        return (Missing(code="state-bucket-missing", where=named.where, named=named),)
    actual = answer.get("BucketRegion") or region
    if actual == region:
        return ()
    because, hint = f"is in {actual}, the spec says {region}", f"write `region: {actual}` under `state`"
    return (Unfit(code="state-bucket-other-region", where=named.where, named=named, because=because, hint=hint),)


def _head(door: Door, call: Call, region: str, **parameters: str) -> Document | Unread:
    answer = look(partial(door.ask, call, region=region, **parameters), absent=NO_ANSWER, codes=_ABSENT)
    return answer if isinstance(answer, Unread) else answer.value
