"""Repositories, secrets, parameters, keys, log groups, buckets, file systems as Terraform resources."""

from __future__ import annotations

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
from sealane.world.values import Known
from sealane.world.world import World
from tests.worlds.render.inexpressible import known
from tests.worlds.render.terraform.block import Attribute, Block, Json, Ref
from tests.worlds.render.terraform.naming import name_of, refer

_ACCOUNT, _REGION = "111122223333", "us-east-1"


def blocks(world: World) -> Iterator[Block]:
    """Yield the resources."""
    for repository in world.table(Repository).values():
        yield from _repository(repository)
    for rule in world.table(CacheRule).values():
        values: dict[str, Attribute] = {
            "ecr_repository_prefix": known(rule.prefix),
            "upstream_registry_url": known(rule.upstream),
        }
        name = name_of(rule.id)
        yield Block(
            type="aws_ecr_pull_through_cache_rule",
            name=name,
            values=values,
            key=rule.id,
            minted={"id": known(rule.prefix)},
            origins=(rule.origin.name,),
        )
    yield from _secrets(world)
    yield from _keys(world)
    yield from _log_groups_and_buckets(world)
    yield from _file_systems(world)


def _place(region: str, account: str = _ACCOUNT) -> tuple[str, str] | None:
    return None if (region, account) == (_REGION, _ACCOUNT) else (region, account)


def _repository(one: Repository) -> Iterator[Block]:
    region, account, name = known(one.region), known(one.account), known(one.name)
    arn = f"arn:aws:ecr:{region}:{account}:repository/{name}"
    place = _place(region, account)
    yield Block(
        type="aws_ecr_repository",
        name=name_of(one.id),
        values={"name": name},
        key=one.id,
        minted={"id": name, "arn": arn, "registry_id": account},
        origins=(one.origin.name,),
        place=place,
    )
    if one.policy != Known(""):
        yield Block(
            type="aws_ecr_repository_policy",
            name=name_of(one.id),
            values={"repository": Ref(one.id, "name"), "policy": Json(str(known(one.policy)))},
            minted={"id": name},
            place=place,
        )


def _secrets(world: World) -> Iterator[Block]:
    for secret in world.table(Secret).values():
        arn = str(known(secret.arn))
        values: dict[str, Attribute] = {"name": known(secret.name)}
        if known(secret.key):
            values["kms_key_id"] = Ref(known(secret.key), "arn")
        yield Block(
            type="aws_secretsmanager_secret",
            name=name_of(secret.id),
            values=values,
            key=secret.id,
            minted={"id": arn, "arn": arn},
            origins=(secret.origin.name,),
            place=_place(arn.split(":")[3]),
        )
        if secret.policy != Known(""):
            yield Block(
                type="aws_secretsmanager_secret_policy",
                name=name_of(secret.id),
                values={"secret_arn": Ref(secret.id, "arn"), "policy": Json(str(known(secret.policy)))},
                minted={"id": arn},
            )
    for parameter in world.table(Parameter).values():
        arn, name = str(known(parameter.arn)), known(parameter.name)
        yield Block(
            type="aws_ssm_parameter",
            name=name_of(parameter.id + parameter.id.split(":")[3]),
            values={"name": name, "type": known(parameter.kind), "value": "on"},
            key=parameter.id,
            minted={"id": name, "arn": arn},
            origins=(parameter.origin.name,),
            place=_place(arn.split(":")[3]),
        )


def _keys(world: World) -> Iterator[Block]:
    for key in world.table(Key).values():
        number = key.id.rpartition("/")[2]
        yield Block(
            type="aws_kms_key",
            name=name_of(key.id),
            values={"policy": Json(str(known(key.policy))), "is_enabled": known(key.enabled)},
            key=key.id,
            minted={"id": number, "key_id": number, "arn": key.id},
            origins=(key.origin.name,),
        )


def _log_groups_and_buckets(world: World) -> Iterator[Block]:
    for group in world.table(LogGroup).values():
        name, region = known(group.name), known(group.region)
        yield Block(
            type="aws_cloudwatch_log_group",
            name=name_of(group.id),
            values={"name": name, "retention_in_days": 30},
            key=group.id,
            minted={"id": name, "arn": f"arn:aws:logs:{region}:{_ACCOUNT}:log-group:{name}"},
            origins=(group.origin.name,),
            place=_place(region),
        )
    for bucket in world.table(Bucket).values():
        name = known(bucket.name)
        yield Block(
            type="aws_s3_bucket",
            name=name_of(bucket.id),
            values={"bucket": name},
            key=bucket.id,
            minted={"id": name, "arn": f"arn:aws:s3:::{name}"},
            origins=(bucket.origin.name,),
        )
        if bucket.policy != Known(""):
            yield Block(
                type="aws_s3_bucket_policy",
                name=name_of(bucket.id),
                values={"bucket": Ref(bucket.id, "bucket"), "policy": Json(str(known(bucket.policy)))},
                minted={"id": name},
            )


def _file_systems(world: World) -> Iterator[Block]:
    for system in world.table(FileSystem).values():
        yield Block(
            type="aws_efs_file_system",
            name=name_of(system.id),
            values={"encrypted": True},
            key=system.id,
            minted={"id": system.id, "arn": str(known(system.arn))},
            origins=(system.origin.name,),
        )
        if system.policy != Known(""):
            yield Block(
                type="aws_efs_file_system_policy",
                name=name_of(system.id),
                values={"file_system_id": Ref(system.id), "policy": Json(str(known(system.policy)))},
                minted={"id": system.id},
            )
    for target in world.table(MountTarget).values():
        yield Block(
            type="aws_efs_mount_target",
            name=name_of(target.id),
            values={
                "file_system_id": Ref(known(target.file_system)),
                "subnet_id": Ref(known(target.subnet)),
                "security_groups": [refer(group) for group in known(target.security_groups)],
            },
            key=target.id,
            minted={"id": target.id},
            origins=(target.origin.name,),
        )
