"""A store is found by its name in its Region and account; of one that may be either of two nothing is known."""

from __future__ import annotations

import pytest

from sealane.proof.inventory import Inventory, Where
from sealane.proof.prove import prove
from sealane.records import replace
from sealane.verdicts.verdict import Verdict
from sealane.world.stores import LogGroup, Parameter, Repository, Secret
from sealane.world.values import Known, Unknown, Value
from sealane.world.world import Fact, World, world_of
from tests.worlds.healthy import (
    ACCOUNT,
    KEY,
    LOG_GROUP,
    OTHER_ACCOUNT,
    REGION,
    healthy,
    key,
    log_group,
    parameter,
    repository,
    secret,
)

HERE = Where(REGION, ACCOUNT)
FAR = "eu-west-1"


def moved(fact: Fact, region: str = REGION, account: str = ACCOUNT) -> Fact:
    """Return a store of the same name elsewhere."""
    arn = getattr(fact, "arn", None)
    place = f":{region}:{account}:"
    values: dict[str, Value[str]] = {}
    if isinstance(arn, Known):
        values["arn"] = Known(arn.value.replace(f":{REGION}:{ACCOUNT}:", place))
    for name, value in (("region", region), ("account", account)):
        if hasattr(fact, name):
            values[name] = Known(value)
    return replace(fact, id=f"{fact.id}{place}", **values)  # type: ignore[type-var]  # every fact is a record


def found(world: World, fact: Fact, where: Where) -> Fact | None:
    """Look for a store by the name that others know it by."""
    stores = Inventory(world)
    match fact:
        case Secret():
            return stores.secret("db", where)
        case Parameter():
            return stores.parameter("/app/mode", where)
        case LogGroup():
            return stores.log_group(LOG_GROUP, where)
        case Repository():
            return stores.repository("demo/app", where)
        case _:
            return stores.key("alias/app", where)


STORES = [secret(), parameter(), log_group(), repository(), replace(key(), aliases=("alias/app",))]


@pytest.mark.parametrize("fact", STORES, ids=lambda fact: type(fact).__name__)
@pytest.mark.parametrize(("region", "account"), [(FAR, ACCOUNT), (REGION, OTHER_ACCOUNT)])
def test_namesake_elsewhere_is_another_store(fact: Fact, region: str, account: str) -> None:
    """Whichever is listed first, each of two stores of one name is found where it is, and neither anywhere else."""
    other, there = moved(fact, region, account), Where(region, account)
    for facts in ([fact, other], [other, fact]):
        world = world_of(healthy().source, facts)
        assert found(world, fact, HERE) == fact
        assert found(world, fact, there) == other
    assert found(world_of(healthy().source, [other]), fact, HERE) is None
    assert found(world_of(healthy().source, [other]), fact, Where()) == other


@pytest.mark.parametrize("fact", STORES, ids=lambda fact: type(fact).__name__)
def test_of_two_that_may_be_meant_nothing_is_known(fact: Fact) -> None:
    """Where nothing tells two stores of one name apart, neither policy nor key is known; of one alone they are."""
    unplaced = {
        name: Known("") if name != "arn" else Unknown("the ARN")
        for name in ("arn", "region", "account")
        if hasattr(fact, name)
    }
    one = replace(fact, id="one", **unplaced)  # type: ignore[type-var]  # every fact is a record
    other = replace(one, id="other")  # type: ignore[type-var]  # as above
    assert found(world_of(healthy().source, [one]), fact, HERE) == one
    both = found(world_of(healthy().source, [one, other]), fact, HERE)
    for name in ("policy", "key"):
        if hasattr(both, name) and not isinstance(fact, LogGroup):
            assert isinstance(getattr(both, name), Unknown)


def test_log_group_of_another_account_is_none_of_the_tasks() -> None:
    """A log group that only another account has is missing; beside the task's own one it changes nothing."""
    foreign = moved(log_group(), account=OTHER_ACCOUNT)
    (alone,) = prove(healthy().without(LogGroup, LOG_GROUP).with_facts(foreign)).services
    assert alone.starts is Verdict.FAILS
    (beside,) = prove(healthy(foreign)).services
    assert beside.verdict is Verdict.HOLDS


def test_key_that_is_off_is_the_one_that_is_used() -> None:
    """A key of another account under the same alias may be off; the one that is used may not."""
    off = Known(value=False)
    aliased = replace(key(), aliases=("alias/app",))
    foreign = moved(replace(aliased, enabled=off), account=OTHER_ACCOUNT)
    named = replace(secret(), key=Known("alias/app"))
    (held,) = prove(healthy(named, aliased, foreign)).services
    assert held.verdict is Verdict.HOLDS
    (failed,) = prove(healthy(named, replace(aliased, enabled=off), foreign)).services
    assert failed.starts is Verdict.FAILS
    assert KEY in {one.origin.name for one in failed.findings}


@pytest.mark.parametrize("name", ["arn:", "arn:aws:kms", "arn:aws:kms:us-east-1:111122223333", "x:y:z:u:v:w"])
def test_key_under_a_name_that_is_no_arn_is_not_read(name: str) -> None:
    """A secret whose key is named by what is no ARN of a key leaves it open whether it can be decrypted."""
    (proof,) = prove(healthy(replace(secret(), key=Known(name)))).services
    assert proof.starts is not Verdict.HOLDS
    assert proof.steps
