"""Whose an address is: what the network gave out has a name, and what lies beyond has none."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest

from sealane.lab.blueprint.addresses import Address
from sealane.lab.kernel.owners import NAME_SERVER, Owners
from sealane.lab.survey.survey import survey
from tests.worlds.healthy import healthy


@pytest.fixture(scope="module")
def owners() -> Owners:
    """Give the owners of the healthy world's addresses."""
    return Owners(survey(healthy()))


@pytest.mark.parametrize("address", [IPv4Address("10.0.0.2"), IPv4Address("169.254.169.253")])
def test_the_name_server_is_known_by_both_addresses(owners: Owners, address: Address) -> None:
    """The address two above the VPC's base and the link-local one are the same server's."""
    assert owners.of(address) == NAME_SERVER


def test_tasks_and_endpoints_are_told_apart() -> None:
    """Every address of a task or an endpoint's interface is named after it."""
    blueprint = survey(healthy())
    owners = Owners(blueprint)
    ends = [end for link in blueprint.links for end in (link.one, link.other)]
    for start, name in (("task:", "task "), ("endpoint:", "endpoint com.amazonaws.")):
        mine = [one.ip for end in ends if end.space.startswith(start) for one in end.addresses]
        assert mine
        assert all(owners.of(one).startswith(name) for one in mine)


def test_a_gateway_endpoint_has_its_whole_list(owners: Owners) -> None:
    """Any address of the prefix list is the endpoint's, and one beside it nobody's."""
    assert owners.of(IPv4Address("52.216.7.7")).endswith(".s3")
    assert not owners.of(IPv4Address("52.94.0.1"))


@pytest.mark.parametrize("address", [IPv4Address("8.8.8.8"), IPv6Address("2001:db8::1"), IPv4Address("10.0.99.99")])
def test_what_is_beyond_has_no_owner(owners: Owners, address: Address) -> None:
    """Neither the internet nor an address that was given to nobody has a name."""
    assert not owners.of(address)
