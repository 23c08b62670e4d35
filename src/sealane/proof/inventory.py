"""Stores of a world by the names under which task definitions and policies know them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from sealane.world.stores import Bucket, CacheRule, FileSystem, Key, LogGroup, Parameter, Repository, Secret
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import Fact, World

F = TypeVar("F", bound=Fact)
_SUFFIX = 7
"""A hyphen and six random characters end the ARN of a secret.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
"""


class Inventory:
    """The stores of a world, each kind indexed when it is first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._indexes: dict[type, dict[str, Fact]] = {}

    def doubt(self, kind: type[Fact]) -> Unknown | Unread | None:
        """Return why a store that is not found may still be among those listed: the name of one is not known."""
        for fact in self._world.table(kind).values():
            for name in _NAMED_BY.get(kind, ()):
                value = getattr(fact, name)
                if isinstance(value, Unknown | Unread):
                    return value
        return None

    def repository(self, name: str, account: str, region: str) -> Repository | None:
        """Return a repository; account and Region count as far as both sides know them."""
        found = self._index(Repository, _repository_names).get(name)
        if found is not None and (_differs(found.account, account) or _differs(found.region, region)):
            return self._other_repository(name, account, region)
        return found

    def secret(self, identifier: str) -> Secret | None:
        """Return a secret by ARN, with or without its random characters, or by name or key."""
        index = self._index(Secret, _secret_names)
        return index.get(identifier) or index.get(_secret_name(identifier))

    def parameter(self, identifier: str) -> Parameter | None:
        """Return a parameter by ARN, name or key."""
        index = self._index(Parameter, _parameter_names)
        name = identifier.partition(":parameter")[2] if identifier.startswith("arn:") else identifier
        return index.get(identifier) or index.get(name.removeprefix("/"))

    def log_group(self, name: str, region: str) -> LogGroup | None:
        """Return a log group of a Region."""
        found = self._index(LogGroup, _group_names).get(name)
        return None if found is None or _differs(found.region, region) else found

    def bucket(self, name: str) -> Bucket | None:
        """Return a bucket, whose name is its own all over a partition."""
        return self._index(Bucket, _bucket_names).get(name)

    def key(self, identifier: str) -> Key | None:
        """Return a KMS key by ARN, id, alias or key."""
        index = self._index(Key, _key_names)
        return index.get(identifier) or index.get(identifier.rpartition(":")[2].removeprefix("key/"))

    def file_system(self, identifier: str) -> FileSystem | None:
        """Return a file system by key, id or ARN."""
        index = self._index(FileSystem, _own_names)
        return index.get(identifier) or index.get(identifier.rpartition("/")[2])

    def cache_rule(self, repository: str, region: str) -> CacheRule | None:
        """Return the pull through cache rule under whose prefix a repository stands."""
        for rule in self._world.table(CacheRule).values():
            if isinstance(rule.prefix, Known) and not _differs(rule.region, region):
                prefix = rule.prefix.value.rstrip("/")
                if prefix == "ROOT" or repository.startswith(f"{prefix}/"):
                    return rule
        return None

    def _other_repository(self, name: str, account: str, region: str) -> Repository | None:
        for one in self._world.table(Repository).values():
            if one.name == Known(name) and not _differs(one.account, account) and not _differs(one.region, region):
                return one
        return None

    def _index(self, kind: type[F], names: Callable[[F], Iterator[str]]) -> dict[str, F]:
        found = self._indexes.get(kind)
        if found is None:
            found = {name: fact for fact in self._world.table(kind).values() for name in names(fact) if name}
            self._indexes[kind] = found
        return found  # type: ignore[return-value]  # each index holds one kind of fact


# What a store is found by; where one of these is not known, nobody can say which store it is.
_NAMED_BY: Final[dict[type, tuple[str, ...]]] = {
    Repository: ("name", "account", "region"),
    Secret: ("name",),
    Parameter: ("name",),
    LogGroup: ("name", "region"),
}


def _differs(value: object, text: str) -> bool:
    return isinstance(value, Known) and bool(value.value) and bool(text) and value.value != text


def _known(value: object) -> str:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else ""


def _own_names(fact: Fact) -> Iterator[str]:
    yield fact.id
    yield _known(getattr(fact, "arn", None)).rpartition("/")[2]


def _repository_names(fact: Repository) -> Iterator[str]:
    yield _known(fact.name)


def _secret_names(fact: Secret) -> Iterator[str]:
    yield fact.id
    yield _known(fact.arn)
    yield _known(fact.name)


def _secret_name(identifier: str) -> str:
    """Return the name in a secret's ARN, without the random characters when it has them."""
    if not identifier.startswith("arn:"):
        return identifier
    name = identifier.rpartition(":")[2]
    return name[:-_SUFFIX] if len(name) > _SUFFIX and name[-_SUFFIX] == "-" else name


def _parameter_names(fact: Parameter) -> Iterator[str]:
    yield fact.id
    yield _known(fact.arn)
    yield _known(fact.name).removeprefix("/")


def _group_names(fact: LogGroup) -> Iterator[str]:
    yield fact.id
    yield _known(fact.name)


def _bucket_names(fact: Bucket) -> Iterator[str]:
    yield fact.id
    yield _known(fact.name)


def _key_names(fact: Key) -> Iterator[str]:
    yield fact.id
    arn = _known(fact.arn)
    yield arn
    yield arn.rpartition("/")[2]
    yield from fact.aliases
