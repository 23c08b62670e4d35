"""Which answer a name has, by the blueprint alone."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.blueprint.names import Answer, Resolver
from sealane.lab.resolver.zone import Names

_CLIENT = "10.0.1.10"
_RESOLVER = Resolver(
    space="router",
    addresses=(ip_address("10.0.0.2"),),
    answers=(
        Answer(name="api.ecr.us-east-1.amazonaws.com", addresses=(ip_address("10.0.1.5"),)),
        Answer(name="*.dkr.ecr.us-east-1.amazonaws.com", addresses=(ip_address("10.0.1.6"),)),
        Answer(name="*.amazonaws.com", addresses=(ip_address("10.0.1.7"),)),
        Answer(name="hidden.corp.example.com", exists=False),
    ),
)
_BLUEPRINT = Blueprint(
    sets={},
    resolvers=(_RESOLVER,),
    public_names=(Answer(name="*.s3.us-east-1.api.aws", addresses=(ip_address("198.51.100.1"),)),),
    internet_address=("203.0.113.1", "2001:db8:ffff::1"),
)


def _ask(name: str, blueprint: Blueprint = _BLUEPRINT, client: str = _CLIENT) -> Answer:
    return Names(blueprint).ask(blueprint.resolvers[0], name, client)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("api.ecr.us-east-1.amazonaws.com", "10.0.1.5"),
        ("123456789012.dkr.ecr.us-east-1.amazonaws.com", "10.0.1.6"),
        ("a.b.dkr.ecr.us-east-1.amazonaws.com", "10.0.1.6"),
        ("dkr.ecr.us-east-1.amazonaws.com", "10.0.1.7"),
        ("logs.us-east-1.amazonaws.com", "10.0.1.7"),
        ("b.s3.us-east-1.api.aws", "198.51.100.1"),
        ("pypi.org", "203.0.113.1"),
    ],
)
def test_a_name_has_its_nearest_answer(name: str, address: str) -> None:
    """An exact answer wins, then the longest wildcard, then what the internet says, then the internet's own address."""
    assert str(_ask(name).addresses[0]) == address


@pytest.mark.parametrize("name", ["hidden.corp.example.com", "box.internal", "router", "5.1.0.10.in-addr.arpa"])
def test_a_name_that_is_nobodys_does_not_exist(name: str) -> None:
    """What the resolver denies, and what no public name server knows, does not exist."""
    assert not _ask(name).exists
    assert _ask("pypi.org").exists


def test_without_the_internet_unknown_names_do_not_exist() -> None:
    """A resolver that asks nobody else knows its own answers only."""
    alone = Blueprint(
        sets={},
        resolvers=(Resolver(space="r", addresses=(), answers=_RESOLVER.answers, internet=False),),
        internet_address=("203.0.113.1",),
    )
    assert not _ask("pypi.org", alone).exists
    assert _ask("logs.us-east-1.amazonaws.com", alone).exists


def test_an_answer_for_other_askers_is_none() -> None:
    """A name that answers by the asker's place does not exist for an asker elsewhere, whatever the internet says."""
    answers = (Answer(name="fs-1.efs", addresses=(ip_address("10.0.1.9"),), clients=("10.0.1.0/24",)),)
    blueprint = Blueprint(
        sets={}, resolvers=(Resolver(space="r", addresses=(), answers=answers),), internet_address=("203.0.113.1",)
    )
    assert _ask("fs-1.efs", blueprint).exists
    assert not _ask("fs-1.efs", blueprint, client="10.0.2.10").exists
