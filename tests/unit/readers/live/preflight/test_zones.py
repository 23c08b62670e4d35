"""Zones: chosen as Terraform would choose them, named by name or id, and where Fargate does not run."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.readers.live.preflight.endpoint_services import EndpointServiceNotInZone
from sealane.readers.live.preflight.endpoint_services import judge as judge_services
from sealane.readers.live.preflight.finding import Finding, NotSeen
from sealane.readers.live.preflight.zones import Place, Zone, judge, offered_zones
from sealane.startup.needs import EndpointNeed
from tests.unit.readers.live.account_in_memory import denied
from tests.unit.readers.live.preflight import healthy
from tests.unit.readers.live.preflight.healthy import found, spec


def zones(*pairs: str) -> tuple[Zone, ...]:
    """Return zones from `name=id`."""
    return tuple(Zone(name=pair.partition("=")[0], id=pair.partition("=")[2]) for pair in pairs)


VIRGINIA = zones("us-east-1a=use1-az1", "us-east-1b=use1-az3", "us-east-1c=use1-az4")
CALIFORNIA = zones("us-west-1a=usw1-az3", "us-west-1b=usw1-az2", "us-west-1c=usw1-az1")


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return code and severity of each finding."""
    return [(finding.code, finding.severity.value) for finding in findings]


def test_first_zones_by_name_are_chosen() -> None:
    """Whatever the order of the answer, the first ones by name are taken, without Local Zones and closed ones."""
    local = {"ZoneName": "us-east-1-bos-1a", "ZoneId": "use1-bos1-az1", "ZoneType": "local-zone"}
    closed = {"ZoneName": "us-east-1aa", "ZoneId": "use1-az9", "State": "unavailable"}
    offered = offered_zones([*healthy.ZONES, local, closed])
    assert [zone.name for zone in offered] == ["us-east-1a", "us-east-1b", "us-east-1c"]
    assert judge(2, offered, Place(region="us-east-1", windows=False)).zones == offered[:2]


@pytest.mark.parametrize(
    ("wanted", "chosen", "found_codes"),
    [
        (2, ["usw1-az3", "usw1-az1"], []),
        (3, ["usw1-az3", "usw1-az1"], [("zones-too-few", "error")]),
        (("us-west-1a", "us-west-1c"), ["usw1-az3", "usw1-az1"], []),
        (("usw1-az1",), ["usw1-az1"], []),
        (("us-west-1b",), ["usw1-az2"], [("zone-not-offered", "error")]),
        (("us-west-1z", "us-west-1a"), ["usw1-az3"], [("zone-missing", "error")]),
    ],
)
def test_zones_without_fargate_are_passed_over_or_refused(
    wanted: int | tuple[str, ...], chosen: list[str], found_codes: list[tuple[str, str]]
) -> None:
    """A number takes zones that Fargate runs in; a zone named all the same is refused by its id."""
    answer = judge(wanted, CALIFORNIA, Place(region="us-west-1", windows=False))
    assert [zone.id for zone in answer.zones] == chosen
    assert codes(answer.findings) == found_codes


def test_doubt_is_a_warning_and_windows_has_further_gaps() -> None:
    """What only the old page left out is a warning; for Windows containers the same zone is an error."""
    linux = judge(("us-east-1b",), VIRGINIA, Place(region="us-east-1", windows=False))
    windows = judge(("us-east-1b",), VIRGINIA, Place(region="us-east-1", windows=True))
    assert codes(linux.findings) == [("zone-not-offered", "warning")]
    assert codes(windows.findings) == [("zone-not-offered", "error")]
    assert "may not run" in linux.findings[0].problem().what
    assert "does not run" in windows.findings[0].problem().what
    assert judge(("us-east-1a",), VIRGINIA, Place(region="us-east-1", windows=True)).findings == ()


def test_service_must_be_offered_in_every_zone() -> None:
    """A zone that the endpoint service lacks is found, told by name or by id; a gateway endpoint has no zones."""
    document: dict[str, Any] = {
        "ServiceName": healthy.NEED.service_name,
        "ServiceType": [{"ServiceType": "Interface"}],
        "AvailabilityZones": ["us-east-1a"],
    }
    two = zones("us-east-1a=use1-az1", "us-east-1c=use1-az4")
    assert judge_services((healthy.NEED,), two[:1], [document], "us-east-1") == ()
    (finding,) = judge_services((healthy.NEED,), two, [document], "us-east-1")
    assert isinstance(finding, EndpointServiceNotInZone)
    assert finding.lacking == two[1:]
    by_id = {**document, "AvailabilityZoneIds": ["use1-az1", "use1-az4"]}
    assert judge_services((healthy.NEED,), two, [by_id], "us-east-1") == ()


def test_interface_and_gateway_services_of_one_name_are_told_apart() -> None:
    """S3 has both kinds under one name, and only the one that is needed counts."""
    name = "com.amazonaws.us-east-1.s3"
    need = EndpointNeed(suffix="s3", kind="Gateway", service_name=name, private_names=(), reasons=())
    interface = {"ServiceName": name, "ServiceType": [{"ServiceType": "Interface"}]}
    gateway = {"ServiceName": name, "ServiceType": [{"ServiceType": "Gateway"}]}
    anywhere = zones("us-east-1a=use1-az1")
    assert judge_services((need,), anywhere, [interface, gateway], "us-east-1") == ()
    missing = judge_services((need,), anywhere, [interface], "us-east-1")
    assert codes(missing) == [("endpoint-service-missing", "error")]


def test_service_of_another_region_is_asked_for_there() -> None:
    """The zones of the VPC do not matter to an endpoint service in another Region."""
    asked = []
    name = "com.amazonaws.eu-west-1.ecr.api"
    far = EndpointNeed(
        suffix="ecr.api", kind="Interface", service_name=name, private_names=(), reasons=(), region="eu-west-1"
    )
    details = {"ServiceDetails": [{"ServiceName": name, "ServiceType": [{"ServiceType": "Interface"}]}]}

    def answer(**_: object) -> dict[str, Any]:
        asked.append(1)
        return details

    assert found({"DescribeVpcEndpointServices": answer}, needs=(far,)) == ()
    assert len(asked) == 1


def test_refused_zones_leave_one_question_and_services_are_still_judged() -> None:
    """Without zones only the existence of the services is judged."""
    wounds = {"DescribeAvailabilityZones": denied("ec2:DescribeAvailabilityZones")}
    (finding,) = found(wounds, existing=False)
    assert isinstance(finding, NotSeen)
    both = found({**wounds, "DescribeVpcEndpointServices": {"ServiceDetails": []}}, existing=False)
    assert [finding.code for finding in both] == ["endpoint-service-missing", "preflight-not-seen"]


def test_zones_of_a_new_vpc_come_from_the_spec() -> None:
    """A zone that the account does not have is found, by the name in the spec."""
    (finding,) = found(of=spec(network={"zones": ["us-east-1a", "us-east-1x"]}), existing=False)
    assert finding.code == "zone-missing"
    assert ("zone", "us-east-1x") in finding.problem().facts
