"""Stores of a world by the names under which task definitions and policies know them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from sealane.records import dataclass, replace
from sealane.startup.step import Resource
from sealane.verdicts.acceptance import fits
from sealane.world.stores import Bucket, CacheRule, FileSystem, Key, LogGroup, Parameter, Repository, Secret
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import Fact, World

F = TypeVar("F", bound=Fact)
_REGION, _ACCOUNT, _FIELDS = 3, 4, 5
_SUFFIX = 7
"""A hyphen and six random characters end the ARN of a secret.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
"""


@dataclass(frozen=True, slots=True)
class Where:
    """The Region and account in which a name means something; empty where they are not known."""

    region: str = ""
    account: str = ""


_ANYWHERE = Where()


def where_of(resource: Resource, setting: Setting) -> Where:
    """Return where a resource of a task lives: where the task does, unless the task definition says otherwise."""
    region = resource.region.value if isinstance(resource.region, Known) else ""
    own = isinstance(resource.account, Known) and resource.account.value
    account = resource.account if own else setting.account
    return Where(region or setting.region, account.value if isinstance(account, Known) else "")


class Inventory:
    """The stores of a world, each kind indexed when it is first asked for.

    One name may stand for several, one in each Region of each account; which of them is meant says `Where`.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._indexes: dict[type, dict[str, tuple[tuple[Fact, Where], ...]]] = {}

    def doubt(self, kind: type[Fact]) -> Unknown | Unread | None:
        """Return why a store that is not found may still be among those listed: the name of one is not known."""
        for fact in self._world.table(kind).values():
            for name in _NAMED_BY.get(kind, ()):
                value = getattr(fact, name)
                if isinstance(value, Unknown | Unread):
                    return value
        return None

    def repository(self, name: str, where: Where) -> Repository | None:
        """Return a repository; account and Region count as far as both sides know them."""
        found = self._named(Repository, _repository_names, name, where)
        if len(found) > 1:
            which = _which(found)
            return replace(found[0], policy=which, images=which)
        return found[0] if found else None

    def secret(self, identifier: str, where: Where) -> Secret | None:
        """Return a secret by ARN, with or without its random characters, or by name or key."""
        place = _where(identifier, where)
        found = self._named(Secret, _secret_names, identifier, place)
        found = found or self._named(Secret, _secret_names, _secret_name(identifier), place)
        if len(found) > 1:
            which = _which(found)
            return replace(found[0], arn=which, policy=which, key=which, deleted=which)
        return found[0] if found else None

    def parameter(self, identifier: str, where: Where) -> Parameter | None:
        """Return a parameter by ARN, name or key."""
        place = _where(identifier, where)
        name = identifier.partition(":parameter")[2] if identifier.startswith("arn:") else identifier
        found = self._named(Parameter, _parameter_names, identifier, place)
        found = found or self._named(Parameter, _parameter_names, name.removeprefix("/"), place)
        if len(found) > 1:
            which = _which(found)
            return replace(found[0], arn=which, kind=which, key=which)
        return found[0] if found else None

    def log_group(self, name: str, where: Where) -> LogGroup | None:
        """Return a log group of a Region; of several that may be meant any stands for all, because none is read."""
        return next(iter(self._named(LogGroup, _group_names, name, where)), None)

    def bucket(self, name: str) -> Bucket | None:
        """Return a bucket, whose name is its own all over a partition."""
        return next((one for one, _ in self._index(Bucket, _bucket_names).get(name, ())), None)

    def key(self, identifier: str, where: Where) -> Key | None:
        """Return a KMS key by ARN, id, alias or key."""
        place = _where(identifier, where)
        found = self._named(Key, _key_names, identifier, place)
        plain = identifier.rpartition(":")[2].removeprefix("key/")
        found = found or self._named(Key, _key_names, plain, place)
        if len(found) > 1:
            which = _which(found)
            return replace(found[0], arn=which, policy=which, enabled=which)
        return found[0] if found else None

    def file_system(self, identifier: str) -> FileSystem | None:
        """Return a file system by key, id or ARN."""
        index = self._index(FileSystem, _own_names)
        found = index.get(identifier) or index.get(identifier.rpartition("/")[2], ())
        return next((one for one, _ in found), None)

    def cache_rule(self, repository: str, where: Where) -> CacheRule | None:
        """Return the pull through cache rule under whose prefix a repository stands."""
        for rule in self._world.table(CacheRule).values():
            if isinstance(rule.prefix, Known) and _may_be(_place_of(rule), where):
                prefix = rule.prefix.value.rstrip("/")
                if prefix == "ROOT" or repository.startswith(f"{prefix}/"):
                    return rule
        return None

    def vouched(self, arn: str) -> str:
        """Return why somebody vouches for a resource of another account; empty where nobody does."""
        return next((why for pattern, why in self._world.source.vouched if fits(pattern, arn)), "")

    def _named(self, kind: type[F], names: Callable[[F], Iterator[str]], name: str, where: Where) -> tuple[F, ...]:
        """Return the stores that a name may mean: the one with this key, or all of that name that may be there."""
        own = self._world.table(kind).get(name)
        if own is not None and _known(getattr(own, "name", None)) != name:
            return (own,)
        return tuple([one for one, place in self._index(kind, names).get(name, ()) if _may_be(place, where)])

    def _index(self, kind: type[F], names: Callable[[F], Iterator[str]]) -> dict[str, tuple[tuple[F, Where], ...]]:
        """Return the stores of a kind by every name, each with where it is."""
        found = self._indexes.get(kind)
        if found is None:
            lists: dict[str, list[tuple[Fact, Where]]] = {}
            for fact in self._world.table(kind).values():
                placed = (fact, _place_of(fact))
                for name in {*names(fact)} - {""}:
                    lists.setdefault(name, []).append(placed)
            found = self._indexes[kind] = {name: tuple(facts) for name, facts in lists.items()}
        return found  # type: ignore[return-value]  # each index holds one kind of fact


def _where(identifier: str, where: Where) -> Where:
    """Return where an identifier says that it is, if it is an ARN."""
    if not identifier.startswith("arn:"):
        return where
    parts = identifier.split(":", _FIELDS)
    return Where(parts[_REGION], parts[_ACCOUNT]) if len(parts) > _FIELDS else where


def _place_of(fact: Fact) -> Where:
    """Return where a store is, as far as that is known."""
    by_arn = _where(_known(getattr(fact, "arn", None)), _ANYWHERE)
    region = _known(getattr(fact, "region", None)) or by_arn.region
    return Where(region, _known(getattr(fact, "account", None)) or by_arn.account)


def _may_be(place: Where, where: Where) -> bool:
    """Tell whether nothing that is known of a store puts it elsewhere."""
    return not _differ(place.region, where.region) and not _differ(place.account, where.account)


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other


def _which(found: tuple[Fact, ...]) -> Unknown:
    return Unknown(f"which of {' and '.join(one.origin.name for one in found)} is meant")


# What a store is found by; where one of these is not known, nobody can say which store it is.
_NAMED_BY: Final[dict[type, tuple[str, ...]]] = {
    Repository: ("name", "account", "region"),
    Secret: ("name",),
    Parameter: ("name",),
    LogGroup: ("name", "region"),
}


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
