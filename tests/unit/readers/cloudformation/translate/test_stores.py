"""Roles, policies, repositories, secrets, parameters, log groups, buckets, keys, file systems, organisations."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.world.gaps import Noun
from sealane.world.policies import Organisation, Policy, Role
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
from sealane.world.text import Partial
from sealane.world.values import Known, Unknown
from tests.unit.readers.cloudformation.deploying import NO, YES, made, read, resource

ALLOW = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
AWS_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def test_role_has_every_policy() -> None:
    """A role has what is written into it, what stands on its own for it, and what is attached to it."""
    world = made(
        R=(
            "IAM::Role",
            {
                "RoleName": "app",
                "Path": "/team/",
                "AssumeRolePolicyDocument": ALLOW,
                "Policies": [{"PolicyName": "a", "PolicyDocument": ALLOW}],
                "ManagedPolicyArns": [AWS_POLICY, {"Ref": "M"}],
                "PermissionsBoundary": {"Ref": "B"},
            },
        ),
        P=("IAM::Policy", {"PolicyName": "b", "PolicyDocument": ALLOW, "Roles": [{"Ref": "R"}]}),
        Q=("IAM::RolePolicy", {"PolicyName": "c", "PolicyDocument": ALLOW, "RoleName": "app"}),
        M=("IAM::ManagedPolicy", {"PolicyDocument": ALLOW}),
        N=("IAM::ManagedPolicy", {"PolicyDocument": ALLOW, "Roles": ["app"]}),
        B=("IAM::ManagedPolicy", {"PolicyDocument": ALLOW, "ManagedPolicyName": "edge"}),
    )
    role = world.table(Role)["R"]
    assert (role.name, role.arn) == (Known("app"), Known("arn:aws:iam::111122223333:role/team/app"))
    assert isinstance(role.inline, Known)
    assert [policy.name for policy in role.inline.value] == [Known("a"), Known("b"), Known("c")]
    assert (role.attached, role.boundary) == (Known((AWS_POLICY, "M", "N")), Known("B"))
    assert world.table(Policy)["B"].arn == Known("arn:aws:iam::111122223333:policy/edge")
    assert world.table(Policy)["M"].document == Known(ALLOW)


def test_role_without_policies_has_none() -> None:
    """A role that the template gives nothing has nothing, and a name that CloudFormation makes up."""
    role = made(R=("IAM::Role", {"AssumeRolePolicyDocument": ALLOW})).table(Role)["R"]
    assert (role.inline, role.attached, role.boundary) == (Known(()), Known(()), Known(""))
    assert isinstance(role.name, Unknown)
    assert isinstance(role.arn, Known)
    assert isinstance(role.arn.value, Partial)
    assert str(role.arn.value) == "arn:aws:iam::111122223333:role/«R.name»"


def test_policy_under_an_open_condition_leaves_the_role_open() -> None:
    """A policy that may be the role's leaves unknown what the role may do; one that is not made does not."""
    template: dict[str, Any] = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
        "Resources": {
            "R": resource("IAM::Role", {"RoleName": "app"}),
            "Q": resource("IAM::Policy", {"PolicyDocument": ALLOW, "Roles": ["app"]}, Condition="C"),
        },
    }
    assert isinstance(read(template).table(Role)["R"].inline, Unknown)
    assert read(template, parameters={"P": "y"}).table(Role)["R"].inline == Known(())


def test_policy_for_unknown_roles_may_be_for_any() -> None:
    """A policy whose roles nobody knows may be that of every role."""
    template = {
        "Parameters": {"Roles": {"Type": "CommaDelimitedList"}},
        "Resources": {
            "R": resource("IAM::Role", {}),
            "Q": resource("IAM::Policy", {"PolicyDocument": ALLOW, "Roles": {"Ref": "Roles"}}),
        },
    }
    world = read(template)
    assert isinstance(world.table(Role)["R"].inline, Unknown)
    assert isinstance(world.gap(Noun.ROLES), Unknown)
    assert read(template, parameters={"Roles": "other"}).table(Role)["R"].inline == Known(())


def test_same_hole_in_policy_and_fact() -> None:
    """What a policy names and what the fact is called are the same text, whatever it turns out to be."""
    statement = {"Effect": "Allow", "Action": "ecr:*", "Resource": {"Fn::GetAtt": ["E", "Arn"]}}
    world = made(
        R=("IAM::Role", {"Policies": [{"PolicyName": "a", "PolicyDocument": {"Statement": [statement]}}]}),
        E=("ECR::Repository", {}),
    )
    inline = world.table(Role)["R"].inline
    assert isinstance(inline, Known)
    document = inline.value[0].document
    assert isinstance(document, Known)
    named = document.value["Statement"][0]["Resource"]  # type: ignore[index]
    assert Known(named) == world.table(Repository)["E"].arn


def test_repository_and_cache_rule() -> None:
    """A repository has its name and policy, a cache rule its prefix and upstream."""
    world = made(
        E=("ECR::Repository", {"RepositoryName": "team/app", "RepositoryPolicyText": ALLOW}),
        C=("ECR::PullThroughCacheRule", {"EcrRepositoryPrefix": "hub", "UpstreamRegistryUrl": "registry-1.docker.io"}),
    )
    repository = world.table(Repository)["E"]
    assert (repository.name, repository.policy) == (Known("team/app"), Known(ALLOW))
    assert (repository.region, repository.account) == (Known("us-east-1"), Known("111122223333"))
    rule = world.table(CacheRule)["C"]
    assert (rule.prefix, rule.upstream) == (Known("hub"), Known("registry-1.docker.io"))


def test_secret_has_its_policy_and_key() -> None:
    """A secret's ARN ends in characters of AWS's; its policy and key are those that the template gives it."""
    world = made(
        S=(
            "SecretsManager::Secret",
            {"Name": "db", "KmsKeyId": {"Fn::GetAtt": ["K", "Arn"]}, "SecretString": "hidden-one"},
        ),
        P=("SecretsManager::ResourcePolicy", {"SecretId": {"Ref": "S"}, "ResourcePolicy": ALLOW}),
        K=("KMS::Key", {"KeyPolicy": ALLOW}),
        Bare=("SecretsManager::Secret", {}),
    )
    secret = world.table(Secret)["S"]
    assert (secret.name, secret.policy, secret.key) == (Known("db"), Known(ALLOW), Known("K"))
    assert isinstance(secret.arn, Known)
    assert str(secret.arn.value) == "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-«S.suffix»"
    bare = world.table(Secret)["Bare"]
    assert (bare.policy, bare.key) == (Known(""), Known(""))
    assert "hidden-one" not in str(world.tables)


@pytest.mark.parametrize(("name", "arn"), [("/app/mode", "parameter/app/mode"), ("mode", "parameter/mode")])
def test_parameter_is_named(name: str, arn: str) -> None:
    """A parameter's ARN has one slash before its name, and its value goes nowhere."""
    world = made(P=("SSM::Parameter", {"Name": name, "Type": "String", "Value": "hidden-one"}))
    found = world.table(Parameter)["P"]
    assert (found.name, found.arn) == (Known(name), Known(f"arn:aws:ssm:us-east-1:111122223333:{arn}"))
    assert "hidden-one" not in str(world.tables)


def test_log_group_has_name_and_key() -> None:
    """A log group has its name, or one that CloudFormation makes up, and the key it is encrypted with."""
    world = made(
        A=("Logs::LogGroup", {"LogGroupName": "/a", "KmsKeyId": {"Fn::GetAtt": ["K", "Arn"]}}),
        B=("Logs::LogGroup", {}),
        K=("KMS::Key", {"KeyPolicy": ALLOW}),
    )
    found = world.table(LogGroup)
    assert (found["A"].name, found["A"].key, found["B"].key) == (Known("/a"), Known("K"), Known(""))
    assert isinstance(found["B"].name, Unknown)


def test_bucket_has_policy_and_key() -> None:
    """A bucket has the policy that names it and the key of its encryption."""
    rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Ref": "Alias"}}}
    world = made(
        B=("S3::Bucket", {"BucketName": "b", "BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}}),
        P=("S3::BucketPolicy", {"Bucket": {"Ref": "B"}, "PolicyDocument": ALLOW}),
        K=("KMS::Key", {"KeyPolicy": ALLOW}),
        Alias=("KMS::Alias", {"AliasName": "alias/app", "TargetKeyId": {"Ref": "K"}}),
        Bare=("S3::Bucket", {}),
    )
    bucket, bare = world.table(Bucket)["B"], world.table(Bucket)["Bare"]
    assert (bucket.name, bucket.policy, bucket.key) == (Known("b"), Known(ALLOW), Known("K"))
    assert (bare.policy, bare.key) == (Known(""), Known(""))


def test_policy_of_an_unknown_bucket_may_be_of_any() -> None:
    """A bucket policy whose bucket nobody knows may be that of every bucket that has no other."""
    policy = {"Bucket": "{{resolve:ssm:/bucket}}", "PolicyDocument": ALLOW}
    world = made(B=("S3::Bucket", {}), P=("S3::BucketPolicy", policy))
    assert isinstance(world.table(Bucket)["B"].policy, Unknown)


def test_key_has_policy_and_aliases() -> None:
    """A key has its policy, AWS's own where the template has none, its aliases, and is enabled by default."""
    world = made(
        K=("KMS::Key", {"KeyPolicy": ALLOW, "Enabled": False}),
        D=("KMS::Key", {}),
        A=("KMS::Alias", {"AliasName": "alias/app", "TargetKeyId": {"Ref": "K"}}),
    )
    key, default = world.table(Key)["K"], world.table(Key)["D"]
    assert (key.policy, key.enabled, key.aliases) == (Known(ALLOW), NO, ("alias/app",))
    assert (default.enabled, default.aliases) == (YES, ())
    assert "arn:aws:iam::111122223333:root" in str(default.policy)


def test_file_system_has_mount_targets() -> None:
    """A file system has its policy; a mount target stands in a subnet with groups."""
    world = made(
        F=("EFS::FileSystem", {"FileSystemPolicy": ALLOW}),
        M=("EFS::MountTarget", {"FileSystemId": {"Ref": "F"}, "SubnetId": "subnet-1", "SecurityGroups": ["sg-1"]}),
        A=("EFS::AccessPoint", {"FileSystemId": {"Ref": "F"}}),
        Z=("EFS::FileSystem", {"AvailabilityZoneName": "us-east-1a"}),
    )
    assert (world.table(FileSystem)["F"].policy, world.table(FileSystem)["F"].one_zone) == (Known(ALLOW), NO)
    assert world.table(FileSystem)["Z"].one_zone == YES
    target = world.table(MountTarget)["M"]
    assert (target.file_system, target.subnet, target.security_groups) == (
        Known("F"),
        Known("subnet-1"),
        Known(("sg-1",)),
    )
    assert world.table(AccessPoint)["A"].file_system == Known("F")


def test_control_policy_binds_its_targets() -> None:
    """A policy for the stack's own account binds it beside AWS's full access; one for a unit may."""
    policy = {"Name": "p", "Type": "SERVICE_CONTROL_POLICY", "Content": ALLOW}
    world = made(P=("Organizations::Policy", {**policy, "TargetIds": ["111122223333"]}))
    scps = world.table(Organisation)["111122223333"].scps
    assert isinstance(scps, Known)
    assert [one.id for one in scps.value[0].policies] == ["FullAWSAccess", "P"]
    unit = made(P=("Organizations::Policy", {**policy, "TargetIds": ["ou-1"]}))
    assert isinstance(unit.gap(Noun.ORGANISATIONS), Unknown)
    tags = made(P=("Organizations::Policy", {**policy, "Type": "TAG_POLICY", "TargetIds": ["ou-1"]}))
    assert tags.gap(Noun.ORGANISATIONS) is None
