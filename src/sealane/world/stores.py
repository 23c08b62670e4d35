"""What a task reads and writes when it starts: images, secrets, parameters, log groups, buckets, keys, file systems."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.world.policies import Document
from sealane.world.text import Text
from sealane.world.values import Known, Origin, Unread, Value

NO_POLICY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of a repository: its tags and digest, platforms as `linux/amd64`, and layers kept outside of ECR."""

    tags: tuple[str, ...]
    digest: str
    platforms: Value[tuple[str, ...]] = Unread("the image's manifest was not read")
    foreign_layers: Value[bool] = Unread("the image's manifest was not read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A private ECR repository; `policy` is empty when it has none."""

    id: str
    origin: Origin
    name: Value[str]
    account: Value[str]
    region: Value[str]
    policy: Value[Document] = Known(NO_POLICY)
    images: Value[tuple[Image, ...]] = Unread("the repository's images were not read")
    arn: Value[Text] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheRule:
    """A pull through cache rule: repositories under `prefix` are copies of `upstream`; `account` as a log group's."""

    id: str
    origin: Origin
    prefix: Value[str]
    upstream: Value[str]
    region: Value[str] = Known("")
    account: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A Secrets Manager secret; `deleted` while it waits for its deletion, `key` empty for AWS's own key."""

    id: str
    origin: Origin
    name: Value[str]
    arn: Value[Text]
    policy: Value[Document] = Known(NO_POLICY)
    key: Value[str] = Known("")
    deleted: Value[bool] = Known(False)  # noqa: FBT003 - a planned secret is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A Parameter Store parameter; `kind` is `String`, `StringList` or `SecureString`."""

    id: str
    origin: Origin
    name: Value[str]
    arn: Value[Text]
    kind: Value[str]
    key: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGroup:
    """A CloudWatch Logs group; `account` is empty where the source does not tell whose it is."""

    id: str
    origin: Origin
    name: Value[str]
    region: Value[str]
    key: Value[str] = Known("")
    account: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """An S3 bucket; `policy` is empty when it has none."""

    id: str
    origin: Origin
    name: Value[str]
    region: Value[str]
    account: Value[str]
    policy: Value[Document] = Known(NO_POLICY)
    key: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A KMS key with its aliases (`alias/name`); `enabled` is whether its state lets it be used."""

    id: str
    origin: Origin
    arn: Value[Text]
    policy: Value[Document]
    enabled: Value[bool] = Known(True)  # noqa: FBT003 - AWS's default
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSystem:
    """An EFS file system; `policy` is empty when it has none. Its name is `<file_system_id>.efs.<region>.…`."""

    id: str
    origin: Origin
    policy: Value[Document] = Known(NO_POLICY)
    arn: Value[Text] = Known("")
    one_zone: Value[bool] = Known(False)  # noqa: FBT003 - AWS's default


@dataclass(frozen=True, slots=True, kw_only=True)
class MountTarget:
    """A mount target of an EFS file system in a subnet."""

    id: str
    origin: Origin
    file_system: Value[str]
    subnet: Value[str]
    security_groups: Value[tuple[str, ...]]
    address: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPoint:
    """An access point of an EFS file system."""

    id: str
    origin: Origin
    file_system: Value[str]
    arn: Value[Text] = Known("")
