"""What the tasks read and write: secrets (never their values), parameters, log groups, buckets, keys, file systems."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.references import Reference
from sealane.readers.live.closure.question import Question, Seen, text_of
from sealane.world.gaps import Noun
from sealane.world.services import Cluster
from sealane.world.stores import Bucket, FileSystem, Key, LogGroup, MountTarget, Parameter, Secret

_OWN_KEYS = "alias/aws/"


def stores(seen: Seen) -> Iterator[Question]:
    """Yield what tells whether things are there, who may use them, and under which key they lie."""
    for one in seen.named(Noun.SECRETS):
        yield Question("secretsmanager:DescribeSecret", {"SecretId": one.identifier}, one.region)
    for key, secret in seen.world.table(Secret).items():
        yield Question("secretsmanager:GetResourcePolicy", {"SecretId": key}, _region_of(key))
        yield from _key(text_of(secret.key), _region_of(key))
    for one in seen.named(Noun.PARAMETERS):
        name = _parameter(one)
        filters = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
        yield Question("ssm:DescribeParameters", {"ParameterFilters": filters}, one.region)
    for key, parameter in seen.world.table(Parameter).items():
        yield from _key(text_of(parameter.key), _region_of(key))
    for one in seen.named(Noun.LOG_GROUPS):
        if one.account in {"", seen.account}:
            question = Question("logs:DescribeLogGroups", {"logGroupNamePrefix": one.identifier}, one.region)
            yield question
            if one.region not in {"", seen.region}:
                # Where another Region is named by mistake, the group of that name is in the task's own.
                yield Question(question.call, question.parameters)
    for group in seen.world.table(LogGroup).values():
        yield from _key(text_of(group.key), text_of(group.region))
    yield from _buckets(seen)


def keys(seen: Seen) -> Iterator[Question]:
    """Yield what tells of the keys that tasks name, and of those that were found."""
    for one in seen.named(Noun.KEYS):
        yield from _key(one.identifier, one.region)
    for cluster in seen.world.table(Cluster).values():
        yield from _key(text_of(cluster.exec_key), _region_of(cluster.id))
    for key in seen.world.table(Key):
        yield Question("kms:GetKeyPolicy", {"KeyId": key, "PolicyName": "default"}, _region_of(key))
        yield Question("kms:ListAliases", {"KeyId": key}, _region_of(key))


def file_systems(seen: Seen) -> Iterator[Question]:
    """Yield what tells of the file systems that tasks mount, and of their mount targets."""
    for one in seen.named(Noun.FILE_SYSTEMS):
        yield Question("efs:DescribeFileSystems", {"FileSystemId": one.identifier}, one.region)
    for key in seen.world.table(FileSystem):
        for call in ("efs:DescribeFileSystemPolicy", "efs:DescribeMountTargets", "efs:DescribeAccessPoints"):
            yield Question(call, {"FileSystemId": key})
    for key in seen.world.table(MountTarget):
        yield Question("efs:DescribeMountTargetSecurityGroups", {"MountTargetId": key})


def _buckets(seen: Seen) -> Iterator[Question]:
    for one in seen.named(Noun.BUCKETS):
        for call in ("s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetBucketEncryption"):
            yield Question(call, {"Bucket": one.identifier})
        # Of its own buckets alone an account has a list, so this tells whose it is.
        yield Question("s3:ListBuckets", {"Prefix": one.identifier})
    for bucket in seen.world.table(Bucket).values():
        yield from _key(text_of(bucket.key), text_of(bucket.region))


def _key(key: str, region: str) -> Iterator[Question]:
    if key and _OWN_KEYS not in key:
        yield Question("kms:DescribeKey", {"KeyId": key}, _region_of(key) or region)


def _region_of(arn: str) -> str:
    parts = arn.split(":")
    return parts[3] if arn.startswith("arn:") and len(parts) > 3 else ""  # noqa: PLR2004 - the fourth field of an ARN


def _parameter(one: Reference) -> str:
    # An ARN has no slash of its own before the name, a name in a path starts with one.
    # https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
    name = one.identifier.partition(":parameter/")[2] or one.identifier
    return f"/{name}" if "/" in name and not name.startswith("/") else name
