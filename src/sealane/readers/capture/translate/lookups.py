"""Gaps of what tasks name one by one: whether AWS was asked about it, and what it said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sealane.readers.capture.captured import action_of
from sealane.readers.capture.translate.references import Reference
from sealane.readers.capture.translate.shelf import Answer, Shelf, command_of, last_part, spellings_of, unread, words_of
from sealane.records import dataclass
from sealane.world.gaps import Gap, Noun
from sealane.world.load_balancers import LoadBalancer
from sealane.world.services import Service
from sealane.world.stores import FileSystem
from sealane.world.values import Known, Unread
from sealane.world.world import World

_FIELDS = 6
_GROUPS = "elbv2:DescribeTargetGroups"
# Parameters that say how to answer and not what about.
_MANNER = frozenset({"include", "MaxResults", "maxResults"})
_GLOBAL = frozenset({Noun.ROLES, Noun.BUCKETS})
_TELLING = (
    *("Arn", "ARN", "arn", "repositoryArn", "logGroupArn", "FileSystemArn"),
    *("RoleName", "Name", "repositoryName", "logGroupName", "KeyId", "FileSystemId"),
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """How something is looked up: the call to make for one of them, and calls that show them all."""

    point: str
    lists: tuple[str, ...] = ()

    @property
    def calls(self) -> tuple[str, ...]:
        """The calls that can answer."""
        return tuple(dict.fromkeys((self.point, *self.lists)))


LOOKUPS: Mapping[Noun, Lookup] = {
    Noun.ROLES: Lookup("iam:GetRole", ("iam:ListRoles", "iam:GetAccountAuthorizationDetails")),
    Noun.REPOSITORIES: Lookup("ecr:DescribeRepositories", ("ecr:DescribeRepositories",)),
    Noun.SECRETS: Lookup("secretsmanager:DescribeSecret", ("secretsmanager:ListSecrets",)),
    Noun.PARAMETERS: Lookup("ssm:DescribeParameters", ("ssm:DescribeParameters",)),
    Noun.LOG_GROUPS: Lookup("logs:DescribeLogGroups", ("logs:DescribeLogGroups",)),
    Noun.BUCKETS: Lookup("s3:GetBucketPolicy", ("s3:ListBuckets",)),
    Noun.KEYS: Lookup("kms:DescribeKey"),
    Noun.FILE_SYSTEMS: Lookup("efs:DescribeFileSystems", ("efs:DescribeFileSystems",)),
}


def lookup_gaps(wanted: tuple[Reference, ...], shelf: Shelf, world: World) -> Iterator[Gap]:
    """Yield a gap for everything that tasks name and nobody knows whether it is there."""
    known = {call: _asking_of(shelf, call) for lookup in LOOKUPS.values() for call in lookup.calls}
    for reference in wanted:
        lookup, names = LOOKUPS[reference.noun], _names(reference)
        refused = _refusal(known[lookup.point].about(names))
        if refused is not None:
            yield Gap(noun=reference.noun, why=refused, scope=reference.identifier)
        elif not any(_answers(known[call], reference, names, lookup) for call in lookup.calls):
            why = Unread(
                f"no answer of {command_of(lookup.point)} is about {reference.identifier}", action_of(lookup.point)
            )
            yield Gap(noun=reference.noun, why=why, scope=reference.identifier)
    yield from _mount_target_gaps(shelf, world)
    yield from _balancer_gaps(shelf, world)


@dataclass(frozen=True, slots=True)
class _Calls:
    """All calls of a name by what they asked for or tell, and those that were asked about everything."""

    by_name: Mapping[str, list[_Asking]]
    whole: list[_Asking]

    def about(self, names: frozenset[str]) -> Iterator[_Asking]:
        """Yield the calls that asked for something by one of its names, or tell of it."""
        for name in names:
            yield from self.by_name.get(name, ())


def _asking_of(shelf: Shelf, call: str) -> _Calls:
    by_name: dict[str, list[_Asking]] = {}
    whole: list[_Asking] = []
    for one in map(_asking, shelf.every(call)):
        words = one.asked or words_of(one.answer.call.file, one.answer.call.said)
        for name in one.told | words:
            by_name.setdefault(name, []).append(one)
        if not one.asked:
            whole.append(one)
    return _Calls(by_name, whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """A call by what it asked for and what it tells: names, and the Regions and accounts that it is about."""

    answer: Answer
    asked: frozenset[str]
    told: frozenset[str]
    regions: frozenset[str]
    accounts: frozenset[str]


def _asking(answer: Answer) -> _Asking:
    told = frozenset(_told(answer))
    arns = [one.split(":", _FIELDS - 1) for one in told if one.startswith("arn:")]
    whole = [one for one in arns if len(one) == _FIELDS]
    return _Asking(
        answer=answer,
        asked=frozenset(_texts({key: value for key, value in answer.call.parameters.items() if key not in _MANNER})),
        told=told,
        regions=frozenset((answer.call.region, *(one[3] for one in whole))) - {""},
        accounts=frozenset((answer.call.account, *(one[4] for one in whole))) - {""},
    )


def _refusal(calls: Iterable[_Asking]) -> Unread | None:
    return next((unread(one.answer.call) for one in calls if one.answer.call.refused), None)


def _answers(calls: _Calls, reference: Reference, names: frozenset[str], lookup: Lookup) -> bool:
    told = any(not one.answer.call.refused and _same_place(one, reference) for one in calls.about(names))
    return told or any(
        one.answer.call.call in lookup.lists
        and one.answer.call.answered
        and not one.answer.call.partial
        and _same_place(one, reference)
        for one in calls.whole
    )


def _same_place(one: _Asking, reference: Reference) -> bool:
    """Tell whether a call was made where the thing would be; a place that nobody knows counts as the right one."""
    anywhere = reference.noun in _GLOBAL
    right_region = anywhere or not one.regions or not reference.region or reference.region in one.regions
    return right_region and (not one.accounts or not reference.account or reference.account in one.accounts)


def _told(answer: Answer) -> Iterator[str]:
    """Yield the names and ids that an answer holds."""
    for members in _documents(answer.call.output):
        for key in _TELLING:
            value = members.get(key)
            if isinstance(value, str):
                yield value


def _documents(output: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    yield output
    for value in output.values():
        if isinstance(value, dict):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, dict))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)


def _names(reference: Reference) -> frozenset[str]:
    identifier = reference.identifier
    names = {identifier, *spellings_of(identifier)}
    if identifier.startswith("arn:"):
        names |= {last_part(identifier), identifier.partition(":parameter")[2]}
    if reference.noun is Noun.PARAMETERS:
        names |= {name.removeprefix("/") for name in names}
    return frozenset(names - {""})


def _mount_target_gaps(shelf: Shelf, world: World) -> Iterator[Gap]:
    call = "efs:DescribeMountTargets"
    known = _asking_of(shelf, call)
    for key in world.table(FileSystem):
        if all(one.answer.call.refused for one in known.about(frozenset({key}))):
            why = Unread(f"no answer of {command_of(call)} is about {key}", action_of(call))
            yield Gap(noun=Noun.MOUNT_TARGETS, why=why, scope=key)


def _balancer_gaps(shelf: Shelf, world: World) -> Iterator[Gap]:
    """Yield a gap for every target group of a service whose balancers are not all there."""
    groups = {node.text("TargetGroupArn"): node for node in shelf.nodes(_GROUPS, "TargetGroups")}
    for service in world.table(Service).values():
        for group, _ in service.targets.value if isinstance(service.targets, Known) else ():
            if group not in groups:
                why = Unread(f"no answer of {command_of(_GROUPS)} is about {group}", action_of(_GROUPS))
                yield Gap(noun=Noun.LOAD_BALANCERS, why=why, scope=group)
            elif any(balancer not in world.table(LoadBalancer) for balancer in groups[group].texts("LoadBalancerArns")):
                yield Gap(noun=Noun.LOAD_BALANCERS, why=shelf.why_not("elbv2:DescribeLoadBalancers"), scope=group)
