"""Each thing one should know about an existing VPC is a warning with what to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from sealane.startup.supply_findings import (
    AnotherEndpointAnswers,
    Caution,
    EndpointDoesNotServe,
    EndpointPolicyNotDefault,
    RouteToInternet,
    VpcFactUnread,
)
from sealane.verbs.cautions import caution_problem
from sealane.world.values import Known, Unknown, Unread
from tests.unit.startup.existing import HEALTHY, NEEDS, TABLE, interface, route

NEED, ENDPOINT = NEEDS[0], interface("ecr.api")
AWAY = route("0.0.0.0/0", "igw-1")
ROUTE = RouteToInternet(subnet=HEALTHY.subnets[0], route_table=TABLE, route=AWAY, certain=True)
UNREAD = VpcFactUnread(
    vpc=HEALTHY.vpc, fact="enableDnsSupport", value=Unread("call-denied: no", "ec2:DescribeVpcAttribute")
)

CASES: list[tuple[Caution, str, str]] = [
    (EndpointDoesNotServe(need=NEED, endpoint=ENDPOINT, because="private-dns-off"), "endpoint-does-not-serve", "added"),
    (EndpointPolicyNotDefault(need=NEED, endpoint=ENDPOINT), "endpoint-policy-not-read", "`sealane policies`"),
    (AnotherEndpointAnswers(need=NEED, endpoint=ENDPOINT), "another-endpoint-answers", "security groups"),
    (ROUTE, "route-to-internet", "choose other subnets"),
    (UNREAD, "vpc-not-read", "`ec2:DescribeVpcAttribute`"),
]


@pytest.mark.parametrize(("caution", "code", "helps"), CASES, ids=range(len(CASES)))
def test_caution_has_code_and_advice(caution: Caution, code: str, helps: str) -> None:
    """The code is the caution's own, and the hint says what to do or what it means."""
    problem = caution_problem(caution)
    assert problem.code == code
    assert helps in problem.hint


def test_every_kind_of_caution_is_here() -> None:
    """The table above leaves none out."""
    assert {type(caution) for caution, _, _ in CASES} == set(get_args(Caution))


def test_certain_and_possible_ways_out_differ() -> None:
    """A route to an internet gateway leads there; one to something else may lead there."""
    possible = replace(ROUTE, certain=False)
    assert caution_problem(ROUTE).what == "the route of subnet-a to 0.0.0.0/0 leads to the internet"
    assert caution_problem(possible).what == "the route of subnet-a to 0.0.0.0/0 may lead to the internet"
    assert dict(caution_problem(ROUTE).facts) == {"route table": "rtb-1", "target": "igw-1"}
    unread = replace(ROUTE, route=replace(AWAY, target=Unread("refused")), certain=False)
    assert dict(caution_problem(unread).facts)["target"] == "refused"


def test_reasons_differ() -> None:
    """A deaf endpoint is told from one that is not there yet, and a fact that is refused from one still to come."""
    deaf, young = (
        EndpointDoesNotServe(need=NEED, endpoint=replace(ENDPOINT, state=Known("pending")), because=because)
        for because in ("private-dns-off", "state")
    )
    assert caution_problem(deaf).what.endswith("its private DNS is off")
    assert caution_problem(young).what.endswith("it is not available")
    assert caution_problem(replace(UNREAD, value=Unknown("not yet"))).hint == ""
