"""What a rehearsal puts into its AWS is what the steps name, and nothing that the source knows to be absent."""

from __future__ import annotations

import pytest

from sealane.proof.inventory import Inventory
from sealane.proof.task import task_of
from sealane.records import replace
from sealane.sandbox.estate.roles import roles_of, trusts_of
from sealane.sandbox.estate.settled import settled
from sealane.sandbox.estate.wanted import Presence, WantedImage, WantedStore, images, stores
from sealane.startup.sequence import steps
from sealane.startup.step import Kind, Step
from sealane.world.gaps import Noun
from sealane.world.policies import Role
from sealane.world.services import Service
from sealane.world.stores import LogGroup, Parameter, Repository, Secret
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown
from sealane.world.world import World
from tests.worlds import healthy as parts

WORLD = parts.healthy()
SETTING = Setting(partition="aws", region=parts.REGION, account=Known(parts.ACCOUNT))


def stores_of(world: World) -> dict[str, WantedStore]:
    """Return what the steps of the world's task read and write, by name."""
    return {one.name: one for one in stores(_steps(world), SETTING, world)}


def images_of(world: World) -> list[WantedImage]:
    """Return the images of the world's task."""
    return list(images(_task(world), SETTING, world))


def _task(world: World) -> TaskDefinition:
    service = world.table(Service)[parts.SERVICE]
    task = task_of(service, world, Inventory(world))
    assert isinstance(task, Known)
    return task.value


def _steps(world: World) -> tuple[Step, ...]:
    return steps(_task(world), SETTING)


def test_everything_that_the_healthy_task_needs_is_there() -> None:
    """Secret, parameter and log group of the source are there; an object of a bucket is taken to be."""
    found = stores_of(WORLD)
    there = {one.kind for one in found.values() if one.presence is Presence.THERE}
    assert there == {Kind.SECRET, Kind.PARAMETER, Kind.LOG_GROUP}
    assert {one.presence for one in found.values() if one.kind is Kind.OBJECT} == {Presence.ASSUMED}
    assert {one.place.account for one in found.values() if one.kind is not Kind.OBJECT} == {parts.ACCOUNT}
    (image,) = images_of(WORLD)
    assert (image.presence, image.place.account) == (Presence.THERE, parts.ACCOUNT)


@pytest.mark.parametrize(
    ("kind", "key", "of"),
    [
        (Secret, parts.SECRET, Kind.SECRET),
        (Parameter, parts.PARAMETER, Kind.PARAMETER),
        (LogGroup, parts.LOG_GROUP, Kind.LOG_GROUP),
    ],
)
def test_what_a_whole_source_lacks_is_absent(kind: type, key: str, of: Kind) -> None:
    """A source that has everything of a noun says of what it lacks that it is not there; one that assumes does not."""
    (key,) = [fact for fact in WORLD.table(kind) if key in fact]
    without = WORLD.without(kind, key)
    assert [one.presence for one in stores_of(without).values() if one.kind is of] == [Presence.ABSENT]
    nouns = frozenset({Noun.SECRETS, Noun.PARAMETERS, Noun.LOG_GROUPS})
    assuming = replace(without, source=replace(without.source, assumed=nouns))
    assert [one.presence for one in stores_of(assuming).values() if one.kind is of] == [Presence.ASSUMED]


def test_image_without_its_tag_is_absent() -> None:
    """A repository whose images are known and that lacks the tag has no such image; one that is not read may have."""
    (repository,) = WORLD.table(Repository).values()
    (absent,) = images_of(WORLD.with_facts(replace(repository, images=Known(()))))
    assert absent.presence is Presence.ABSENT
    (unread,) = images_of(WORLD.with_facts(replace(repository, images=Unknown("not read"))))
    assert unread.presence is Presence.ASSUMED
    assert unread.platforms == ("linux/amd64",)


def test_what_an_apply_mints_is_made_up_once() -> None:
    """The same hole is the same text everywhere, a role's is its ARN, and one without a token stays a hole."""
    role = WORLD.table(Role)[parts.EXECUTION_ROLE]
    planned = replace(
        role, id="aws_iam_role.x", arn=Known(Partial((Hole(reason="minted", token="aws_iam_role.x.arn"),)))
    )
    named = Partial(("a ", Hole(reason="minted", token="aws_iam_role.x.arn"), " b"))
    lost = Partial(("a ", Hole(reason="nobody knows")))
    vpc = replace(parts.vpc(), aws_id=Known(named), account=Known("1"))
    other = replace(parts.vpc(), id="vpc-other", aws_id=Known(lost))
    world = settled(WORLD.with_facts(planned, vpc, other), "123456789012")
    arn = world.table(Role)["aws_iam_role.x"].arn
    assert arn == Known("arn:aws:iam::123456789012:role/app-execution")
    vpcs = world.table(type(vpc))
    assert vpcs[vpc.id].aws_id == Known("a arn:aws:iam::123456789012:role/app-execution b")
    assert vpcs["vpc-other"].aws_id == Known(lost)


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_a_role_is_made_up_in_the_partition_of_what_runs(partition: str) -> None:
    """An ARN in China or GovCloud is of that partition, wherever the role is named."""
    role = replace(WORLD.table(Role)[parts.EXECUTION_ROLE], arn=Unknown("minted"))
    (key, service), *_ = WORLD.table(Service).items()
    there = replace(service, setting=replace(service.setting, partition=partition))
    world = WORLD.with_facts(role, there)
    made = f"arn:{partition}:iam::123456789012:role/app-execution"
    assert world.table(Service)[key].setting.partition == partition
    assert roles_of(_task(world), world, "123456789012")["execution-role"] == (role.id, made)


@pytest.mark.parametrize(
    ("token", "open_"),
    [
        ("data.aws_secretsmanager_secret.mine.arn", True),
        ("module.shop.data.aws_secretsmanager_secret.mine.arn", True),
        ("aws_secretsmanager_secret.data.arn", False),
    ],
)
def test_what_a_data_source_reads_is_not_made_up(token: str, *, open_: bool) -> None:
    """What stands outside has an ARN of its own, so a policy that names it stays open and denies nobody."""
    role = next(iter(WORLD.table(Role).values()))
    open_role = replace(role, trust=Known(Partial(("for ", Hole("only an apply knows", token)))))
    trust = settled(WORLD.with_facts(open_role), "123456789012").table(Role)[role.id].trust
    assert isinstance(trust, Known)
    assert isinstance(trust.value, Partial) is open_


def test_settling_what_is_settled_changes_nothing() -> None:
    """A world of which everything is known comes back with the very same facts."""
    again = settled(WORLD, "123456789012")
    for kind, facts in WORLD.tables.items():
        for key, fact in facts.items():
            assert again.tables[kind][key] is fact, key


def test_a_role_that_is_not_read_is_not_absent() -> None:
    """A role of the source has its trust policy, one that it lacks has none, and one that is not read is left out."""
    roles = roles_of(_task(WORLD), WORLD, parts.ACCOUNT)
    assert roles["execution-role"] == (parts.EXECUTION_ROLE, parts.EXECUTION_ROLE)
    assert trusts_of(roles, WORLD)["execution-role"]
    assert trusts_of(roles, WORLD.without(Role, parts.EXECUTION_ROLE))["execution-role"] is None
    unread = replace(WORLD.table(Role)[parts.EXECUTION_ROLE], trust=Unknown("refused"))
    assert "execution-role" not in trusts_of(roles, WORLD.with_facts(unread))
