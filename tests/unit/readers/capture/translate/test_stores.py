"""What a task reads and writes, from the calls of nine services."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sealane.world.load_balancers import LoadBalancer
from sealane.world.stores import (
    AccessPoint,
    Bucket,
    CacheRule,
    FileSystem,
    Key,
    LogGroup,
    MountTarget,
    Parameter,
    Repository,
    Secret,
)
from sealane.world.values import Known, Unread
from tests.unit.readers.capture.paper import asked, only, plain, refused, world

SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf"
KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def test_secret_has_policy_key_and_fate() -> None:
    """The policy comes from its own call, a key by alias is the key that the alias leads to, a deletion is seen."""
    told = {"ARN": SECRET, "Name": "db", "KmsKeyId": "alias/app", "DeletedDate": "2026-01-01T00:00:00+00:00"}
    key = {"KeyMetadata": {"Arn": KEY, "KeyState": "Enabled"}}
    aliases = {"Aliases": [{"AliasName": "alias/app", "TargetKeyId": KEY.rpartition("/")[2]}]}
    policy = {"ARN": SECRET, "Name": "db", "ResourcePolicy": '{"Statement":[]}'}
    secret = only(world(told, key, aliases, policy), Secret)
    assert (secret.policy, secret.key, secret.deleted) == (Known('{"Statement":[]}'), Known(KEY), Known(value=True))
    bare = only(world({"ARN": SECRET, "Name": "db", "CreatedDate": "x"}, {"ARN": SECRET, "Name": "db"}), Secret)
    assert (bare.policy, bare.key, bare.deleted) == (Known(""), Known(""), Known(value=False))


def test_secret_policy_that_nobody_may_read_is_unread() -> None:
    """Neither a refusal nor silence is taken for no policy."""
    told = {"ARN": SECRET, "Name": "db", "CreatedDate": "x"}
    for calls in ((told,), (told, refused("secretsmanager:GetResourcePolicy", SecretId=SECRET))):
        policy = only(world(*calls), Secret).policy
        assert isinstance(policy, Unread)
        assert policy.action == "secretsmanager:GetResourcePolicy"


def test_parameter_has_type_and_key() -> None:
    """AWS's own key counts as none, and a value, should somebody have saved one, is nowhere in the fact."""
    told = {"Name": "/app/token", "Type": "SecureString", "KeyId": "alias/aws/ssm", "Value": "hunter2"}
    arn = "arn:aws:ssm:us-east-1:111122223333:parameter/app/token"
    parameter = only(world({"Parameters": [told | {"ARN": arn}]}), Parameter)
    assert (parameter.id, parameter.kind, parameter.key) == (arn, Known("SecureString"), Known(""))
    assert "hunter2" not in repr(parameter)
    assert only(world({"Parameters": [told | {"KeyId": KEY}]}), Parameter).key == Known(KEY)
    assert isinstance(only(world({"Parameters": [told]}), Parameter).arn, Unread)


def test_log_group_is_of_a_region() -> None:
    """The Region stands in the ARN; groups of one name in two Regions stay two."""
    arns = [f"arn:aws:logs:{region}:111122223333:log-group:/app:*" for region in ("us-east-1", "eu-west-1")]
    found = world({"logGroups": [{"logGroupName": "/app", "arn": arn} for arn in arns]}).table(LogGroup)
    assert {key: group.region for key, group in found.items()} == {
        "/app": Known("us-east-1"),
        "/app@eu-west-1": Known("eu-west-1"),
    }


def test_key_policy_is_found_by_parameter_or_name() -> None:
    """The answer names no key, so the call or the file's name must; a key that is off is not enabled."""
    told: dict[str, Any] = {"KeyMetadata": {"Arn": KEY, "KeyState": "Enabled"}}
    policy = {"Policy": '{"Statement":[]}', "PolicyName": "default"}
    for answer in (
        asked("kms:GetKeyPolicy", policy, KeyId=KEY),
        plain(policy, f"get-key-policy/{KEY.rpartition('/')[2]}.json"),
    ):
        key = only(world(told, answer), Key)
        assert (key.policy, key.enabled) == (Known('{"Statement":[]}'), Known(value=True))
    lost = world(told, plain(policy, "get-key-policy.json"))
    assert isinstance(only(lost, Key).policy, Unread)
    assert any("which key" in gap.why.reason for gap in lost.gaps)
    off = {"KeyMetadata": {"Arn": KEY, "KeyState": "PendingDeletion"}}
    assert only(world(off), Key).enabled == Known(value=False)


def test_bucket_is_told_by_parameter_or_name() -> None:
    """Three answers without a name make one bucket where something says which it is."""
    location, policy = {"LocationConstraint": None}, {"Policy": '{"Statement":[]}'}
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY}}
    encryption = {"ServerSideEncryptionConfiguration": {"Rules": [rule]}}
    by_parameter = [
        asked("s3:GetBucketLocation", location, Bucket="files"),
        asked("s3:GetBucketPolicy", policy, Bucket="files"),
        asked("s3:GetBucketEncryption", encryption, Bucket="files"),
    ]
    by_name = [
        plain(location, "get-bucket-location-files.json"),
        plain(policy, "files/get-bucket-policy.json"),
        plain(encryption, "s3/files.get-bucket-encryption.json"),
    ]
    for calls in (by_parameter, by_name[:1]):
        bucket = only(world(*calls), Bucket)
        assert (bucket.name, bucket.region) == (Known("files"), Known("us-east-1"))
    bucket = only(world(*by_parameter), Bucket)
    assert (bucket.policy, bucket.key) == (Known('{"Statement":[]}'), Known(KEY))
    listed = only(world({"Buckets": [{"Name": "files"}]}, *by_name), Bucket)
    assert (listed.policy, listed.key) == (Known('{"Statement":[]}'), Known(KEY))


def test_bucket_without_policy_and_bucket_that_is_not_there() -> None:
    """No policy is an answer, no bucket leaves no fact, and a refusal leaves the policy unread."""
    location = asked("s3:GetBucketLocation", {"LocationConstraint": "EU"}, Bucket="files")
    bare = only(world(location, refused("s3:GetBucketPolicy", "NoSuchBucketPolicy", Bucket="files")), Bucket)
    assert (bare.policy, bare.region) == (Known(""), Known("eu-west-1"))
    denied = only(world(location, refused("s3:GetBucketPolicy", Bucket="files")), Bucket)
    assert isinstance(denied.policy, Unread)
    assert world(refused("s3:GetBucketLocation", "NoSuchBucket", Bucket="files")).table(Bucket) == {}


REPOSITORY: dict[str, Any] = {
    "repositoryArn": "arn:aws:ecr:us-east-1:111122223333:repository/app",
    "repositoryName": "app",
    "registryId": "111122223333",
}
DIGEST = "sha256:" + "a" * 64
OWN = {"repositoryName": "app", "registryId": "111122223333"}


def test_repository_has_policy_and_images() -> None:
    """Tags and digests come from one call, platforms from the index that the other one gives."""
    index = {
        "manifests": [
            {"platform": {"os": "linux", "architecture": "amd64"}},
            {"platform": {"os": "unknown", "architecture": "unknown"}},
        ]
    }
    image_id = {"imageDigest": DIGEST, "imageTag": "1"}
    found = world(
        {"repositories": [REPOSITORY]},
        {"imageDetails": [{**OWN, "imageDigest": DIGEST, "imageTags": ["1", "latest"]}]},
        {"images": [{**OWN, "imageId": image_id, "imageManifest": json.dumps(index)}]},
        {**OWN, "policyText": '{"Statement":[]}'},
    )
    repository = only(found, Repository)
    assert repository.policy == Known('{"Statement":[]}')
    assert isinstance(repository.images, Known)
    (image,) = repository.images.value
    assert (image.tags, image.digest, image.platforms) == (("1", "latest"), DIGEST, Known(("linux/amd64",)))
    assert isinstance(image.foreign_layers, Unread)


def test_layers_outside_are_seen_in_a_manifest() -> None:
    """A manifest of one platform says where its layers lie, and not which platform it is for."""
    image_id = {"imageDigest": DIGEST, "imageTag": "1"}
    for layers, foreign in (([{"urls": ["https://example.com/x"]}], True), ([{"mediaType": "x"}], False)):
        manifest = json.dumps({"layers": layers})
        found = world(
            {"repositories": [REPOSITORY]}, {"images": [{**OWN, "imageId": image_id, "imageManifest": manifest}]}
        )
        images = only(found, Repository).images
        assert isinstance(images, Known)
        assert images.value[0].foreign_layers == Known(foreign)
        assert isinstance(images.value[0].platforms, Unread)


def test_repository_without_policy_and_without_images() -> None:
    """Both absences are answers of AWS; silence about either is none."""
    absent = (
        refused("ecr:GetRepositoryPolicy", "RepositoryPolicyNotFoundException", repositoryName="app"),
        refused("ecr:DescribeImages", "ImageNotFoundException", repositoryName="app"),
    )
    empty = only(world({"repositories": [REPOSITORY]}, *absent), Repository)
    assert (empty.policy, empty.images) == (Known(""), Known(()))
    silent = only(world({"repositories": [REPOSITORY]}), Repository)
    assert isinstance(silent.policy, Unread)
    assert isinstance(silent.images, Unread)
    denied = refused("ecr:DescribeImages", repositoryName="app")
    assert isinstance(only(world({"repositories": [REPOSITORY]}, denied), Repository).images, Unread)


def test_image_of_another_account_is_not_taken() -> None:
    """A repository of the same name in another registry is another one."""
    foreign = {"imageDetails": [{**OWN, "registryId": "444455556666", "imageDigest": DIGEST}]}
    assert isinstance(only(world({"repositories": [REPOSITORY]}, foreign), Repository).images, Unread)


def test_cache_rule_has_prefix_and_upstream() -> None:
    """The Region is that of the call, and unread where nobody knows it."""
    rule: dict[str, Any] = {
        "pullThroughCacheRules": [{"ecrRepositoryPrefix": "hub", "upstreamRegistryUrl": "registry-1.docker.io"}]
    }
    found = only(world(asked("ecr:DescribePullThroughCacheRules", rule)), CacheRule)
    assert (found.prefix, found.upstream, found.region) == (
        Known("hub"),
        Known("registry-1.docker.io"),
        Known("us-east-1"),
    )
    assert isinstance(only(world(rule), CacheRule).region, Unread)


FILES: dict[str, Any] = {
    "FileSystems": [{"FileSystemId": "fs-0a1", "FileSystemArn": "arn:aws:efs:fs", "AvailabilityZoneName": "a"}]
}
TARGET: dict[str, Any] = {
    "MountTargetId": "fsmt-0b2",
    "FileSystemId": "fs-0a1",
    "SubnetId": "subnet-1",
    "IpAddress": "10.0.1.7",
    "NetworkInterfaceId": "eni-1",
    "LifeCycleState": "available",
}


def test_file_system_has_policy_targets_and_access_points() -> None:
    """Every part has its own call; no policy is an answer and silence is none."""
    policy = {"FileSystemId": "fs-0a1", "Policy": '{"Statement":[]}'}
    point = {"AccessPoints": [{"AccessPointId": "fsap-1", "FileSystemId": "fs-0a1", "AccessPointArn": "arn:ap"}]}
    found = world(FILES, policy, point)
    assert only(found, FileSystem).policy == Known('{"Statement":[]}')
    assert only(found, FileSystem).one_zone == Known(value=True)
    assert only(found, AccessPoint).file_system == Known("fs-0a1")
    none = refused("efs:DescribeFileSystemPolicy", "PolicyNotFound", FileSystemId="fs-0a1")
    assert only(world(FILES, none), FileSystem).policy == Known("")
    assert isinstance(only(world(FILES), FileSystem).policy, Unread)


def test_groups_of_a_mount_target_come_from_its_call_or_its_interface() -> None:
    """The call names nobody, so its file or parameter must; a target that goes away is none."""
    groups, targets = {"SecurityGroups": ["sg-1"]}, {"MountTargets": [TARGET]}
    interface = {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "Groups": [{"GroupId": "sg-1"}]}]}
    call = asked("efs:DescribeMountTargetSecurityGroups", groups, MountTargetId="fsmt-0b2")
    for answer in (call, plain(groups, "fsmt-0b2.json"), interface):
        target = only(world(targets, answer), MountTarget)
        assert (target.security_groups, target.address) == (Known(("sg-1",)), Known("10.0.1.7"))
    assert isinstance(only(world(targets), MountTarget).security_groups, Unread)
    assert world({"MountTargets": [TARGET | {"LifeCycleState": "deleting"}]}).table(MountTarget) == {}


BALANCER = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/{}/web/0a"


@pytest.mark.parametrize(("kind", "short"), [("application", "app"), ("network", "net")])
def test_listener_leads_to_target_groups(kind: str, short: str) -> None:
    """Default actions count, and the rules of an application load balancer too."""
    balancer = BALANCER.format(short)
    listener = balancer.replace(":loadbalancer/", ":listener/") + "/0b"
    rule = listener.replace(":listener/", ":listener-rule/") + "/0c"
    weighted = {"ForwardConfig": {"TargetGroups": [{"TargetGroupArn": "arn:two"}]}}
    documents: list[dict[str, Any]] = [
        {"LoadBalancers": [{"LoadBalancerArn": balancer, "Type": kind, "Scheme": "internet-facing"}]},
        {
            "Listeners": [
                {
                    "ListenerArn": listener,
                    "LoadBalancerArn": balancer,
                    "Port": 443,
                    "DefaultActions": [{"TargetGroupArn": "arn:one"}],
                }
            ]
        },
    ]
    rules: dict[str, Any] = {"Rules": [{"RuleArn": rule, "Actions": [weighted]}]}
    found = only(world(*documents, rules), LoadBalancer)
    assert (found.internal, found.kind) == (Known(value=False), Known(kind))
    assert found.listeners[0].port == Known(443)
    assert found.listeners[0].targets == Known(("arn:one", "arn:two") if short == "app" else ("arn:one",))
    without = only(world(*documents), LoadBalancer).listeners[0].targets
    assert isinstance(without, Unread if short == "app" else Known)
    assert isinstance(only(world(documents[0]), LoadBalancer).listeners[0].targets, Unread)
