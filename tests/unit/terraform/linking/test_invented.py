"""Invented values: in a form that providers take, recognised again, and right where AWS has a rule."""

from __future__ import annotations

import ipaddress
import re

import pytest

from sealane.terraform.linking.formed import Place
from sealane.terraform.linking.invented import Variant
from sealane.terraform.linking.planned import Attribute, Change, ResourceChange
from sealane.terraform.linking.test_files import literal

PLACE = Place(partition="aws-cn", region="cn-north-1", dns_suffix="amazonaws.com.cn", service="thing")
NONCE = "zqword"


def variant(number: int) -> Variant:
    """Return a variant with an account of its own."""
    return Variant(nonce=NONCE, number=number, account=f"{number}00000000000")


def change(kind: str, after: dict[str, object], *unknown: str) -> ResourceChange:
    """Return a resource that is made."""
    marks: dict[str, object] = dict.fromkeys(unknown, True)
    return ResourceChange(address=f"{kind}.x", type=kind, change=Change(after=after, after_unknown=marks))


def computed(**types: object) -> dict[str, Attribute]:
    """Return attributes that the provider computes."""
    return {name: Attribute(type=kind, computed=True) for name, kind in types.items()}


def test_what_follows_from_a_name_is_written_as_aws_writes_it() -> None:
    """An ECR repository's ARN and URL, a role's ARN with its path, but for the account."""
    repository = change("aws_ecr_repository", {"name": "team/app"}, "arn", "repository_url", "id")
    values = variant(1).values(repository, computed(arn="string", repository_url="string", id="string"), PLACE)
    assert values == {
        "arn": "arn:aws-cn:ecr:cn-north-1:100000000000:repository/team/app",
        "repository_url": "100000000000.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app",
        "id": "team/app",
    }
    role = change("aws_iam_role", {"name": "r", "path": "/p/"}, "arn")
    assert variant(1).values(role, computed(arn="string"), PLACE) == {"arn": "arn:aws-cn:iam::100000000000:role/p/r"}


def test_in_the_second_variant_nothing_looks_like_anything() -> None:
    """The same attributes hold a word of their own, and keep the form of an ARN."""
    repository = change("aws_ecr_repository", {"name": "team/app"}, "arn", "id")
    values = variant(2).values(repository, computed(arn="string", id="string"), PLACE)
    assert re.fullmatch(rf"arn:aws-cn:thing:cn-north-1:200000000000:{NONCE}\d{{6}}", values["arn"])
    assert re.fullmatch(rf"{NONCE}\d{{6}}", values["id"])


def test_one_part_that_aws_chooses_is_the_same_in_all_of_a_resource() -> None:
    """The id of a file system is the end of its ARN."""
    system = change("aws_efs_file_system", {}, "arn", "id")
    values = variant(1).values(system, computed(arn="string", id="string"), PLACE)
    assert values["arn"].endswith(f":file-system/{values['id']}")


@pytest.mark.parametrize("number", [1, 2])
def test_forms_are_those_that_providers_check(number: int) -> None:
    """Blocks and addresses are such, nobody's, and different for each resource."""
    one = variant(number)
    kinds = computed(cidr_block="string", ipv6_cidr_block="string", private_ip="string", owner_id="string")
    made = [one.values(change("aws_thing", {}, *kinds), kinds, PLACE) for _ in range(300)]
    for values in made:
        assert ipaddress.ip_network(values["cidr_block"]).is_reserved
        assert ipaddress.ip_network(values["ipv6_cidr_block"]).is_private
        assert ipaddress.ip_address(values["private_ip"]).is_reserved
        assert values["owner_id"] == one.account
    assert len({str(values["cidr_block"]) for values in made}) == len(made)


def test_how_many_there_are_differs_between_the_variants() -> None:
    """A list that is not known has one member in one and two in the other, objects with all their attributes."""
    kinds = computed(entries=["list", ["object", {"name": "string", "on": "bool"}]], size="number")
    first, second = (variant(number).values(change("aws_thing", {}, *kinds), kinds, PLACE) for number in (1, 2))
    assert [set(entry) for entry in first["entries"]] == [{"name", "on"}]
    assert len(second["entries"]) == 2
    assert (first["size"], second["size"]) == (1, 2)


def test_what_is_known_stays_what_it_is() -> None:
    """A computed attribute that the plan knows is given again, and an argument is not given at all."""
    kinds = computed(tags_all=["map", "string"]) | {"name": Attribute()}
    known = change("aws_thing", {"tags_all": {"a": "b"}, "name": "n"})
    one = variant(1)
    assert one.values(known, kinds, PLACE) == {"tags_all": {"a": "b"}}
    assert not one.tokens


def test_a_vpc_that_asks_for_no_ipv6_has_none() -> None:
    """The block is empty unless the VPC asks for one, which then is an invented one."""
    kinds = computed(ipv6_cidr_block="string")
    without = change("aws_vpc", {"assign_generated_ipv6_cidr_block": None}, "ipv6_cidr_block")
    asking = change("aws_vpc", {"assign_generated_ipv6_cidr_block": True}, "ipv6_cidr_block")
    for number in (1, 2):
        assert variant(number).values(without, kinds, PLACE) == {"ipv6_cidr_block": ""}
        assert variant(number).values(asking, kinds, PLACE)["ipv6_cidr_block"].startswith("2001:db8:")


def test_values_are_no_templates() -> None:
    """What looks like a template in a value is escaped wherever it stands."""
    assert literal({"${a}": ["%{b}", {"c": "$d {e}"}]}) == {"$${a}": ["%%{b}", {"c": "$d {e}"}]}
