"""Stores and roles: keys, secrets, parameters, log groups, buckets, repositories, file systems."""

from __future__ import annotations

from typing import Any

from sealane.sandbox import images
from sealane.world.policies import Organisation, Policy, Role
from sealane.world.stores import (
    NO_POLICY,
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
from tests.worlds import healthy as well
from tests.worlds.render.account.maker import Maker, is_on
from tests.worlds.render.inexpressible import Inexpressible, known

_VALUE = "a value"


def make(maker: Maker) -> None:
    """Make every store, and the roles, whose policies name them.

    Raises:
        Inexpressible: when the world has what is not made here.

    """
    for kind in (Organisation, CacheRule):
        if maker.facts(kind):
            reason = f"an {kind.__name__}"
            raise Inexpressible(reason)
    _keys(maker)
    _secrets(maker)
    for group in maker.facts(LogGroup):
        maker.client("logs", known(group.region)).create_log_group(logGroupName=maker.value(group.name))
    _buckets(maker)
    _repositories(maker)
    _file_systems(maker)
    for policy in maker.facts(Policy):
        name, document = f"{known(policy.name)}-{maker.name}", maker.text(str(known(policy.document)))
        made = maker.client("iam").create_policy(PolicyName=name, PolicyDocument=document)
        maker.keys[policy.id] = made["Policy"]["Arn"]
    for role in maker.facts(Role):
        _role(maker, role)
    _policies(maker)


def _keys(maker: Maker) -> None:
    kms = maker.client("kms")
    for key in maker.facts(Key):
        made = kms.create_key()["KeyMetadata"]["Arn"]
        maker.keys[key.id] = made


def _secrets(maker: Maker) -> None:
    for secret in maker.facts(Secret):
        arn = str(known(secret.arn))
        manager = maker.client("secretsmanager", arn.split(":")[3])
        key = known(secret.key)
        more = {"KmsKeyId": maker.key(key)} if key else {}
        name = f"{known(secret.name)}-{maker.name}"
        maker.keys[secret.id] = manager.create_secret(Name=name, SecretString=_VALUE, **more)["ARN"]
        if is_on(secret.deleted):
            manager.delete_secret(SecretId=name)
    for parameter in maker.facts(Parameter):
        arn = str(known(parameter.arn))
        store = maker.client("ssm", arn.split(":")[3])
        store.put_parameter(Name=maker.value(parameter.name), Value=_VALUE, Type=known(parameter.kind))


def _buckets(maker: Maker) -> None:
    for bucket in maker.facts(Bucket):
        name, region = maker.value(bucket.name), known(bucket.region)
        files = maker.client("s3", region)
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        files.create_bucket(Bucket=name, **where)
        files.put_object(Bucket=name, Key="app.env", Body=b"A=b\n")


def _repositories(maker: Maker) -> None:
    for repository in maker.facts(Repository):
        name, region = maker.value(repository.name), known(repository.region)
        if known(repository.account) not in {well.ACCOUNT, ""}:
            reason = "another account"
            raise Inexpressible(reason)
        maker.client("ecr", region).create_repository(repositoryName=name)
        for image in known(repository.images):
            for tag in image.tags:
                place = images.Place(account=maker.sandbox.account, region=region, repository=name, tag=tag)
                images.push_demo(maker.sandbox, place, tuple(known(image.platforms)))


def _file_systems(maker: Maker) -> None:
    efs = maker.client("efs")
    for system in maker.facts(FileSystem):
        made = efs.create_file_system(CreationToken=f"{system.id}-{maker.name}", Encrypted=True)
        maker.keys[system.id] = made["FileSystemId"]
    for target in maker.facts(MountTarget):
        made = efs.create_mount_target(
            FileSystemId=maker.key(target.file_system),
            SubnetId=maker.key(target.subnet),
            SecurityGroups=maker.keys_of(target.security_groups),
        )
        maker.keys[target.id] = made["MountTargetId"]


def _role(maker: Maker, role: Role) -> None:
    iam = maker.client("iam")
    name = maker.value(role.name)
    more = {"PermissionsBoundary": maker.key(role.boundary)} if known(role.boundary) else {}
    trust = maker.text(str(known(role.trust)))
    maker.keys[role.id] = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust, **more)["Role"]["Arn"]
    for policy in known(role.inline):
        document = maker.text(str(known(policy.document)))
        iam.put_role_policy(RoleName=name, PolicyName=known(policy.name), PolicyDocument=document)
    for arn in known(role.attached):
        iam.attach_role_policy(RoleName=name, PolicyArn=maker.text(arn))


def _policies(maker: Maker) -> None:
    """Give the stores their policies, which name roles."""
    put: list[tuple[type[Secret | Key | FileSystem | Bucket | Repository], Any]] = [
        (
            Secret,
            lambda key, text: maker.client("secretsmanager").put_resource_policy(SecretId=key, ResourcePolicy=text),
        ),
        (Key, lambda key, text: maker.client("kms").put_key_policy(KeyId=key, PolicyName="default", Policy=text)),
        (FileSystem, lambda key, text: maker.client("efs").put_file_system_policy(FileSystemId=key, Policy=text)),
        (Bucket, lambda key, text: maker.client("s3").put_bucket_policy(Bucket=maker.text(key), Policy=text)),
        (
            Repository,
            lambda key, text: maker.client("ecr").set_repository_policy(
                repositoryName=maker.text(key.rpartition("repository/")[2]), policyText=text
            ),
        ),
    ]
    for kind, putting in put:
        for fact in maker.facts(kind):
            policy = known(fact.policy)
            if policy != NO_POLICY:
                putting(maker.key(fact.id), maker.text(str(policy)))
