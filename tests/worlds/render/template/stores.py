"""Repositories, secrets, parameters, keys, log groups, buckets, file systems as resources of a template."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sealane.world.stores import (
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
from sealane.world.world import Fact, World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.template.resource import Names, Resource, logical
from tests.worlds.render.template.texts import Texts

_ACCOUNT, _REGION = "111122223333", "us-east-1"


def is_here(fact: object) -> bool:
    """Tell whether a template, which is of one Region and account, can hold a store.

    What another Region holds is taken to exist; of another account's repository nothing is told.
    """
    if isinstance(fact, Repository) and known(fact.account) != _ACCOUNT:
        reason = "a repository of another account"
        raise Inexpressible(reason)
    if isinstance(fact, Repository | LogGroup):
        return known(fact.region) == _REGION
    if isinstance(fact, Secret | Parameter):
        return str(known(fact.arn)).split(":")[3] == _REGION
    return True


def resources(world: World, names: Names, texts: Texts) -> Iterator[Resource]:
    """Yield the resources."""
    yield from _named(world, names)
    yield from _secrets(world, names, texts)
    for key in world.table(Key).values():
        properties = {"KeyPolicy": json.loads(str(known(key.policy))), "Enabled": known(key.enabled)}
        yield _fact("AWS::KMS::Key", key, names, properties)
    for bucket in world.table(Bucket).values():
        yield _fact("AWS::S3::Bucket", bucket, names, {"BucketName": known(bucket.name)})
        if known(bucket.policy):
            yield Resource(
                type="AWS::S3::BucketPolicy",
                name=logical("PolicyOf", bucket.id),
                properties={
                    "Bucket": names.ref(bucket.id),
                    "PolicyDocument": texts.document(known(bucket.policy)),
                },
            )
    yield from _file_systems(world, names)


def _fact(kind: str, fact: Fact, names: Names, properties: dict[str, object]) -> Resource:
    key, origin = fact.id, fact.origin.name
    return Resource(type=kind, name=names.by_key[key], properties=properties, key=key, origins=(origin,))


def _named(world: World, names: Names) -> Iterator[Resource]:
    for repository in world.table(Repository).values():
        if is_here(repository):
            properties: dict[str, object] = {"RepositoryName": known(repository.name)}
            if known(repository.policy):
                properties["RepositoryPolicyText"] = json.loads(str(known(repository.policy)))
            yield _fact("AWS::ECR::Repository", repository, names, properties)
    for rule in world.table(CacheRule).values():
        properties = {"EcrRepositoryPrefix": known(rule.prefix), "UpstreamRegistryUrl": known(rule.upstream)}
        yield _fact("AWS::ECR::PullThroughCacheRule", rule, names, properties)
    for group in world.table(LogGroup).values():
        if is_here(group):
            yield _fact("AWS::Logs::LogGroup", group, names, {"LogGroupName": known(group.name)})


def _secrets(world: World, names: Names, texts: Texts) -> Iterator[Resource]:
    for secret in world.table(Secret).values():
        if not is_here(secret):
            continue
        properties: dict[str, object] = {"Name": known(secret.name)}
        if known(secret.key):
            properties["KmsKeyId"] = names.ref(known(secret.key), "Arn")
        yield _fact("AWS::SecretsManager::Secret", secret, names, properties)
        if known(secret.policy):
            yield Resource(
                type="AWS::SecretsManager::ResourcePolicy",
                name=logical("PolicyOf", secret.id),
                properties={
                    "SecretId": names.ref(secret.id),
                    "ResourcePolicy": texts.document(known(secret.policy)),
                },
            )
    for parameter in world.table(Parameter).values():
        if is_here(parameter):
            properties = {"Name": known(parameter.name), "Type": known(parameter.kind), "Value": "on"}
            yield _fact("AWS::SSM::Parameter", parameter, names, properties)


def _file_systems(world: World, names: Names) -> Iterator[Resource]:
    for system in world.table(FileSystem).values():
        properties: dict[str, object] = {"Encrypted": True}
        if known(system.policy):
            properties["FileSystemPolicy"] = json.loads(str(known(system.policy)))
        yield _fact("AWS::EFS::FileSystem", system, names, properties)
    for target in world.table(MountTarget).values():
        properties = {
            "FileSystemId": names.ref(known(target.file_system)),
            "SubnetId": names.ref(known(target.subnet)),
            "SecurityGroups": names.refs(known(target.security_groups)),
        }
        yield _fact("AWS::EFS::MountTarget", target, names, properties)
