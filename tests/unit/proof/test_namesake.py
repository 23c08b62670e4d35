"""Taking a service's own name out of its requests never allows what its policies, read with the name, do not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.proof.estate import Estate
from sealane.proof.namesake import namesake_of
from sealane.proof.prove import prove
from sealane.proof.requests import Asker, ask
from sealane.proof.resources import Target
from sealane.proof.way import OUTSIDE_OF_VPC
from sealane.records import replace
from sealane.startup.step import Call, Kind, Principal, Resource
from sealane.verdicts.decision import Outcome
from sealane.verdicts.verdict import Verdict
from sealane.world.policies import Policy, Role
from sealane.world.services import Service
from sealane.world.tasks import Setting
from sealane.world.values import Known, Origin
from sealane.world.world import World
from tests.thoroughness import examples
from tests.worlds.healthy import ACCOUNT, REGION, healthy
from tests.worlds.wounds.everything import WOUNDS

SETTING = Setting(partition="aws", region=REGION, account=Known(ACCOUNT))
HEAD = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/"
CALL = Call(
    principal=Principal.EXECUTION_ROLE, actions=("ecr:BatchGetImage",), resources=(Resource(kind=Kind.REPOSITORY),)
)
NAMES = ("shop", "shop-1", "shop-10", "other.name", "a/b-c", "Allow", "ecr", "111122223333", "repository")
NOWHERE = "lane"
ENDS = st.lists(st.sampled_from(["NAME", "*", "?", "-", "1", "/", "shop", "NAME-*", ":"]), max_size=3).map("".join)


def role_of(policies: list[object]) -> Role:
    """Return a role with these policy documents."""
    inline = tuple(
        Policy(id=f"p{place}", origin=Origin("role"), name=Known(f"p{place}"), document=Known(json.dumps(document)))
        for place, document in enumerate(policies)
    )
    arn = f"arn:aws:iam::{ACCOUNT}:role/execution"
    trust = Known('{"Version":"2012-10-17","Statement":[]}')
    return Role(
        id="role", origin=Origin("role"), name=Known("execution"), arn=Known(arn), trust=trust, inline=Known(inline)
    )


def statement(effect: str, end: str, name: str) -> dict[str, object]:
    """Return a statement about repositories whose names match a pattern, with the name in its places."""
    resource = f"{HEAD}{end.replace('NAME', name)}"
    return {"Effect": effect, "Action": "ecr:BatchGetImage", "Resource": resource}


def answers(ends: list[tuple[str, str]], of: str, name: str) -> tuple[bool, bool]:
    """Return whether a request is surely allowed without the name, and whether it is allowed with it."""
    statements = [statement(effect, end, name) for effect, end in ends]
    role = role_of([{"Version": "2012-10-17", "Statement": statements}])
    estate = Estate(World(source=healthy().source, tables={Role: {"role": role}}))
    target = Target(text=f"{HEAD}{of.replace('NAME', name)}", account=Known(ACCOUNT))
    namesake = namesake_of((Known(name),), SETTING, estate)
    assert namesake is not None
    asker = Asker(identity=estate.identity(role, SETTING), way=OUTSIDE_OF_VPC, setting=SETTING)
    asked = ask(CALL, CALL.actions[0], target, asker, estate)
    allowed = asked.decision.outcome is Outcome.ALLOWED
    return namesake.surely(CALL, OUTSIDE_OF_VPC, role, [target]), allowed


@settings(max_examples=examples(80))
@given(
    ends=st.lists(st.tuples(st.sampled_from(["Allow", "Allow", "Deny"]), ENDS), min_size=1, max_size=3),
    of=st.lists(st.sampled_from(["NAME", "-", "1", "/", "shop"]), min_size=1, max_size=3).map("".join),
)
def test_what_is_sure_without_the_name_is_allowed_under_every_name(ends: list[tuple[str, str]], of: str) -> None:
    """If one service's request is surely allowed, so is the same of a service of any other name, read with its name."""
    found = {name: answers(ends, of, name) for name in (*NAMES, NOWHERE)}
    assert all(allowed for sure, allowed in found.values() if sure)
    # Of a name that no pattern spells, what is sure depends on nothing but its places.
    if found[NOWHERE][0]:
        assert all(allowed for _, allowed in found.values())


@pytest.mark.parametrize(
    ("ends", "of", "sure"),
    [
        ([("Allow", "NAME")], "NAME", True),
        ([("Allow", "NAME-*")], "NAME-a", True),
        ([("Allow", "*")], "NAME", True),
        ([("Allow", "NAME")], "NAME2", False),
        ([("Allow", "shop")], "NAME2", False),
        ([("Allow", "*"), ("Deny", "NAME")], "NAME", False),
        ([("Allow", "*"), ("Deny", "shop*")], "NAME", False),
    ],
)
def test_name_is_a_part_of_its_own(ends: list[tuple[str, str]], of: str, *, sure: bool) -> None:
    """The name matches itself and a star; what spells another name, or denies by its beginning, is not sure."""
    assert answers(ends, of, NOWHERE)[0] is sure


@pytest.mark.parametrize("name", ["ab", "", "a*b", "${x}", 'a"b', "a:b", "a b"])
def test_name_that_is_no_plain_one_is_left_in_place(name: str) -> None:
    """A name with a wildcard, a colon or anything that JSON escapes is not taken out, nor one that stands anywhere."""
    assert namesake_of((Known(name),), SETTING, Estate(healthy())) is None


@pytest.mark.parametrize("name", WOUNDS)
def test_service_of_another_name_is_judged_the_same(name: str) -> None:
    """With a name that occurs nowhere, so that nothing is shared by it, every wound has the same verdicts."""
    world = WOUNDS[name].broken
    services = [replace(one, name=Known("nowhere-else")) for one in world.table(Service).values()]
    before, after = prove(world).services, prove(world.with_facts(*services)).services
    for one, other in zip(before, after, strict=True):
        assert [step.verdict for step in one.steps] == [step.verdict for step in other.steps]
        assert one.findings == other.findings


def test_healthy_service_holds_without_a_story() -> None:
    """Of what is allowed no decision is told, because nobody asks why."""
    (service,) = prove(healthy()).services
    checks = [check for step in service.steps for check in step.checks]
    assert all(check.verdict is Verdict.HOLDS for check in checks)
