"""Terraform's state in S3, read as it is: what an earlier apply of the same spec has put into an existing VPC."""

from __future__ import annotations

from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import Door
from sealane.readers.live.refusals import CallFailed

_OBJECT = Call(service="s3", operation="GetObject")

ACTIONS: tuple[str, ...] = permissions(_OBJECT)

# A bucket or an object that is not there: nothing has been applied yet.
_ABSENT = frozenset({"NoSuchKey", "NoSuchBucket", "404"})


def state_object(door: Door, bucket: str, key: str, region: str) -> bytes:
    """Return the state, nothing when there is none yet.

    Raises:
        EnvironmentFailure: AWS refuses it or cannot be asked.

    """
    try:
        body = door.ask(_OBJECT, region=region, Bucket=bucket, Key=key)["Body"]
    except CallFailed as failed:
        if failed.aws_code in _ABSENT:
            return b""
        raise
    return bytes(body.read())
