"""Repositories, secrets, parameters, keys, log groups, buckets, file systems, as their services answer."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.world.stores import (
    Bucket,
    CacheRule,
    FileSystem,
    Image,
    Key,
    LogGroup,
    MountTarget,
    Parameter,
    Repository,
    Secret,
)
from sealane.world.world import World
from tests.worlds.render.capture.files import ACCOUNT, REGION
from tests.worlds.render.capture.network import Answer
from tests.worlds.render.inexpressible import known

_INDEX = "application/vnd.oci.image.index.v1+json"
_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
_FOREIGN = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"


def answers(world: World, region: str) -> Iterator[Answer]:
    """Yield the answers of a Region."""
    yield from _repositories(world, region)
    yield from _secrets(world, region)
    groups = [one for one in world.table(LogGroup).values() if known(one.region) == region]
    yield "logs-describe-log-groups", {"logGroups": [_log_group(one) for one in groups]}
    if region == REGION:
        yield from _keys(world)
        yield from _buckets(world)
        yield from _file_systems(world)


def repository_arn(one: Repository) -> str:
    """Return the ARN of a repository."""
    return f"arn:aws:ecr:{known(one.region)}:{known(one.account)}:repository/{known(one.name)}"


def _repositories(world: World, region: str) -> Iterator[Answer]:
    found = [one for one in world.table(Repository).values() if known(one.region) == region]
    listed = [
        {
            "repositoryArn": repository_arn(one),
            "registryId": known(one.account),
            "repositoryName": known(one.name),
            "repositoryUri": f"{known(one.account)}.dkr.ecr.{region}.amazonaws.com/{known(one.name)}",
        }
        for one in found
    ]
    for account in (ACCOUNT, *sorted({known(one.account) for one in found} - {ACCOUNT})):
        own = [one for one in listed if one["registryId"] == account]
        yield f"ecr-describe-repositories-of-{account}", {"repositories": own}
    for place, one in enumerate(found):
        yield from _repository(place, one)
    rules = [
        {"ecrRepositoryPrefix": known(one.prefix), "upstreamRegistryUrl": known(one.upstream), "registryId": ACCOUNT}
        for one in world.table(CacheRule).values()
    ]
    if region == REGION:
        yield "ecr-describe-pull-through-cache-rules", {"pullThroughCacheRules": rules}


def _repository(place: int, one: Repository) -> Iterator[Answer]:
    name, policy = known(one.name), str(known(one.policy))
    named = {"registryId": known(one.account), "repositoryName": name}
    slug = f"{name.replace('/', '_')}-{place}"
    absent = _absent("GetRepositoryPolicy", "RepositoryPolicyNotFoundException", name)
    yield f"ecr-get-repository-policy-{slug}", {**named, "policyText": policy} if policy else absent
    images = known(one.images)
    details = [{**named, "imageDigest": image.digest, "imageTags": list(image.tags)} for image in images]
    yield f"ecr-describe-images-{slug}", {"imageDetails": details}
    manifests = [
        {
            **named,
            "imageId": {"imageDigest": image.digest, "imageTag": image.tags[0]},
            "imageManifest": _manifest(image),
        }
        for image in images
    ]
    yield f"ecr-batch-get-image-{slug}", {"images": manifests, "failures": []}


def _manifest(image: Image) -> str:
    """Return an index, which names platforms, or the manifest of one, which names layers."""
    if known(image.foreign_layers):
        layer = {"mediaType": _FOREIGN, "digest": image.digest, "size": 1, "urls": ["https://example.com/layer"]}
        return json.dumps({"schemaVersion": 2, "mediaType": _MANIFEST, "layers": [layer]})
    entries = []
    for platform in known(image.platforms):
        system, architecture, *variant = platform.split("/")
        of = {"os": system, "architecture": architecture, **({"variant": variant[0]} if variant else {})}
        entries.append({"mediaType": _MANIFEST, "digest": image.digest, "size": 1, "platform": of})
    return json.dumps({"schemaVersion": 2, "mediaType": _INDEX, "manifests": entries})


def _absent(operation: str, code: str, what: str) -> dict[str, object]:
    """Return what the CLI says of something that is not there; a file of it holds that text and no JSON."""
    return {"": f"An error occurred ({code}) when calling the {operation} operation: {what} has none"}


def _secrets(world: World, region: str) -> Iterator[Answer]:
    secrets = [one for one in world.table(Secret).values() if str(known(one.arn)).split(":")[3] == region]
    listed = [
        {
            "ARN": str(known(one.arn)),
            "Name": known(one.name),
            **({"KmsKeyId": known(one.key)} if known(one.key) else {}),
            **({"DeletedDate": "2026-01-01T00:00:00+00:00"} if known(one.deleted) else {}),
        }
        for one in secrets
    ]
    yield "secretsmanager-list-secrets", {"SecretList": listed}
    for place, one in enumerate(secrets):
        document: dict[str, object] = {"ARN": str(known(one.arn)), "Name": known(one.name)}
        if known(one.policy):
            document["ResourcePolicy"] = str(known(one.policy))
        yield f"secretsmanager-get-resource-policy-{place}", document
    parameters = [one for one in world.table(Parameter).values() if str(known(one.arn)).split(":")[3] == region]
    yield (
        "ssm-describe-parameters",
        {
            "Parameters": [
                {"Name": known(one.name), "ARN": str(known(one.arn)), "Type": known(one.kind)} for one in parameters
            ]
        },
    )


def _log_group(one: LogGroup) -> dict[str, object]:
    name = known(one.name)
    arn = f"arn:aws:logs:{known(one.region)}:{ACCOUNT}:log-group:{name}:*"
    return {"logGroupName": name, "arn": arn, "storedBytes": 0}


def _keys(world: World) -> Iterator[Answer]:
    for key in world.table(Key).values():
        number = key.id.rpartition("/")[2]
        state = "Enabled" if known(key.enabled) else "Disabled"
        metadata = {"KeyId": number, "Arn": key.id, "KeyState": state, "Enabled": state == "Enabled"}
        yield f"kms-describe-key-{number}", {"KeyMetadata": metadata}
        yield f"kms-get-key-policy-{number}", {"Policy": str(known(key.policy)), "PolicyName": "default"}


def _buckets(world: World) -> Iterator[Answer]:
    buckets = list(world.table(Bucket).values())
    listed = [{"Name": known(one.name), "BucketRegion": known(one.region)} for one in buckets]
    yield "s3api-list-buckets", {"Buckets": listed, "Owner": {"ID": "0"}}
    for one in buckets:
        name, policy = known(one.name), str(known(one.policy))
        absent = _absent("GetBucketPolicy", "NoSuchBucketPolicy", name)
        yield f"s3api-get-bucket-policy-{name}", {"Policy": policy} if policy else absent
        yield f"s3api-get-bucket-location-{name}", {"LocationConstraint": None}
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        yield f"s3api-get-bucket-encryption-{name}", {"ServerSideEncryptionConfiguration": {"Rules": [rule]}}


def _file_systems(world: World) -> Iterator[Answer]:
    systems = list(world.table(FileSystem).values())
    listed = [{"FileSystemId": one.id, "FileSystemArn": str(known(one.arn)), "OwnerId": ACCOUNT} for one in systems]
    yield "efs-describe-file-systems", {"FileSystems": listed}
    for one in systems:
        policy = str(known(one.policy))
        absent = _absent("DescribeFileSystemPolicy", "PolicyNotFound", one.id)
        document: dict[str, object] = {"FileSystemId": one.id, "Policy": policy} if policy else absent
        yield f"efs-describe-file-system-policy-{one.id}", document
        targets = [target for target in world.table(MountTarget).values() if known(target.file_system) == one.id]
        yield (
            f"efs-describe-mount-targets-{one.id}",
            {
                "MountTargets": [
                    {
                        "MountTargetId": target.id,
                        "FileSystemId": one.id,
                        "SubnetId": known(target.subnet),
                        "LifeCycleState": "available",
                    }
                    for target in targets
                ]
            },
        )
        yield f"efs-describe-access-points-{one.id}", {"AccessPoints": []}
        for target in targets:
            groups = list(known(target.security_groups))
            yield f"efs-describe-mount-target-security-groups-{target.id}", {"SecurityGroups": groups}
