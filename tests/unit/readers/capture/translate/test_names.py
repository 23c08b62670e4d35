"""Hosted zones, resolver rules, DNS Firewall, and the policies of an organisation."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.policies import Organisation
from sealane.world.values import Known, Unread
from tests.unit.readers.capture.paper import ACCOUNT, asked, only, plain, refused, world

ZONE: dict[str, Any] = {
    "HostedZone": {"Id": "/hostedzone/Z0ABCDEF", "Name": "ecr.aws.", "Config": {"PrivateZone": True}},
    "VPCs": [{"VPCId": "vpc-1"}],
}
RECORDS: dict[str, Any] = {
    "ResourceRecordSets": [
        {"Name": "api.ecr.aws.", "Type": "A", "ResourceRecords": [{"Value": "10.0.0.9"}]},
        {"Name": "\\052.ecr.aws.", "Type": "A", "AliasTarget": {"DNSName": "vpce-0abcdef12-x.vpce.amazonaws.com."}},
    ]
}


def test_private_zone_has_vpcs_and_records() -> None:
    """Names lose their last dot and keep their star; records belong to the zone that the call or the name tells."""
    for answer in (
        asked("route53:ListResourceRecordSets", RECORDS, HostedZoneId="/hostedzone/Z0ABCDEF"),
        plain(RECORDS, "records/Z0ABCDEF.json"),
    ):
        zone = only(world(ZONE, answer), HostedZone)
        assert (zone.name, zone.vpcs, zone.hidden) == (Known("ecr.aws"), Known(("vpc-1",)), ())
        assert [record.name for record in zone.records] == [Known("api.ecr.aws"), Known("*.ecr.aws")]
        assert zone.records[0].values == Known(("10.0.0.9",))
        assert zone.records[1].alias == Known("vpce-0abcdef12-x.vpce.amazonaws.com")


def test_alias_of_an_endpoint_is_its_key() -> None:
    """Where the world has the endpoint that a record points at, the record names it."""
    endpoint = {"VpcEndpoints": [{"VpcEndpointId": "vpce-0abcdef12", "VpcId": "vpc-2", "VpcEndpointType": "Interface"}]}
    zone = only(world(ZONE, plain(RECORDS, "Z0ABCDEF.json"), endpoint), HostedZone)
    assert zone.records[1].alias == Known("vpce-0abcdef12")


def test_zone_without_records_or_vpcs_says_so() -> None:
    """A zone known by its name alone hides both, and a public one is none of ours."""
    listed = {"HostedZones": [{"Id": "/hostedzone/Z0ABCDEF", "Name": "ecr.aws.", "Config": {"PrivateZone": True}}]}
    zone = only(world(listed), HostedZone)
    assert isinstance(zone.vpcs, Unread)
    assert len(zone.hidden) == 1
    denied = only(world(ZONE, refused("route53:ListResourceRecordSets", HostedZoneId="Z0ABCDEF")), HostedZone)
    assert "AccessDenied" in denied.hidden[0].reason
    public = {"HostedZone": ZONE["HostedZone"] | {"Config": {"PrivateZone": False}}}
    assert world(public).table(HostedZone) == {}


def test_zone_of_another_account_is_known_by_the_vpc() -> None:
    """The call by VPC shows zones that nobody here owns."""
    summary = {"HostedZoneSummaries": [{"HostedZoneId": "Z0ABCDEF", "Name": "ecr.aws.", "Owner": {}}]}
    zone = only(world(asked("route53:ListHostedZonesByVPC", summary, VPCId="vpc-1")), HostedZone)
    assert (zone.name, zone.vpcs) == (Known("ecr.aws"), Known(("vpc-1",)))


@pytest.mark.parametrize(
    ("owner", "name", "zone", "kept"),
    [
        ({"OwningService": "efs.amazonaws.com"}, "fs-0123.efs.us-east-1.amazonaws.com.", "Z0ABCDEF", True),
        ({"OwningService": "vpce.amazonaws.com"}, "api.ecr.us-east-1.amazonaws.com.", "Z0ENDPOINT", True),
        ({"OwningService": "vpce.amazonaws.com"}, "api.ecr.us-east-1.amazonaws.com.", "Z0ABCDEF", True),
        ({"OwningService": "vpce.amazonaws.com"}, "sts.us-east-1.amazonaws.com.", "Z0ABCDEF", False),
        ({"OwningService": "vpce.amazonaws.com"}, "logs.us-east-1.amazonaws.com.", "Z0ABCDEF", False),
        ({"OwningAccount": ACCOUNT}, "api.ecr.us-east-1.amazonaws.com.", "Z0ABCDEF", False),
        ({}, "api.ecr.us-east-1.amazonaws.com.", "Z0ENDPOINT", False),
    ],
    ids=[
        "EFS",
        "an endpoint's zone",
        "an endpoint's name",
        "an endpoint of another VPC",
        "no endpoint of ours",
        "an account's",
        "nobody is named",
    ],
)
def test_zone_that_a_service_keeps_is_its_endpoint(owner: dict[str, str], name: str, zone: str, *, kept: bool) -> None:
    """A zone that AWS keeps for an endpoint or file system is none beside it; any other may answer instead."""
    entry = {"DnsName": "api.ecr.us-east-1.amazonaws.com", "HostedZoneId": "Z0ENDPOINT"}
    other = {"DnsName": "sts.us-east-1.amazonaws.com", "HostedZoneId": "Z0OTHER"}
    endpoint = {
        "VpcEndpoints": [
            {"VpcEndpointId": "vpce-0abcdef12", "VpcId": "vpc-1", "DnsEntries": [entry]},
            {"VpcEndpointId": "vpce-0abcdef34", "VpcId": "vpc-2", "DnsEntries": [other]},
        ]
    }
    summary = {"HostedZoneSummaries": [{"HostedZoneId": zone, "Name": name, "Owner": owner}]}
    found = world(asked("route53:ListHostedZonesByVPC", summary, VPCId="vpc-1"), endpoint)
    assert (found.table(HostedZone) == {}) is kept


def test_resolver_rule_acts_in_the_vpcs_it_is_associated_with() -> None:
    """Both calls together make the rule; an association to a rule that nobody read is a rule of unread content."""
    rule = {
        "Id": "rslvr-rr-1",
        "DomainName": "amazonaws.com.",
        "RuleType": "FORWARD",
        "TargetIps": [{"Ip": "10.0.0.2"}],
    }
    link = {"ResolverRuleAssociations": [{"ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-1", "Status": "COMPLETE"}]}
    found = only(world({"ResolverRules": [rule]}, link), ResolverRule)
    assert (found.domain, found.kind) == (Known("amazonaws.com"), Known("FORWARD"))
    assert (found.vpcs, found.targets) == (Known(("vpc-1",)), Known(("10.0.0.2",)))
    assert isinstance(only(world({"ResolverRules": [rule]}), ResolverRule).vpcs, Unread)
    unseen = only(world(link), ResolverRule)
    assert isinstance(unseen.domain, Unread)
    assert unseen.vpcs == Known(("vpc-1",))


def test_firewall_group_has_rules_with_domains() -> None:
    """Associations, rules and domain lists come from three calls; each that is missing is said."""
    link = {
        "FirewallRuleGroupAssociations": [{"FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-1", "Priority": 101}]
    }
    rule = {
        "FirewallRuleGroupId": "rslvr-frg-1",
        "FirewallDomainListId": "rslvr-fdl-1",
        "Priority": 1,
        "Action": "BLOCK",
        "Name": "no",
    }
    rules, domains = {"FirewallRules": [rule]}, {"Domains": ["*.amazonaws.com."]}
    group = only(world(link, rules, plain(domains, "rslvr-fdl-1.json")), FirewallGroup)
    assert (group.vpcs, group.hidden) == (Known((("vpc-1", 101),)), ())
    assert (group.rules[0].action, group.rules[0].domains) == (Known("BLOCK"), Known(("*.amazonaws.com",)))
    assert isinstance(only(world(link, rules), FirewallGroup).rules[0].domains, Unread)
    assert len(only(world(link), FirewallGroup).hidden) == 1


def test_organisation_binds_from_the_root_down() -> None:
    """Levels come in order with their policies; a level nobody asked about leaves all of that kind unread."""
    scp, rcp = "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"
    summary = {"Id": "p-1", "Name": "guard", "Type": scp, "Arn": "arn:p"}
    policy = {"Policy": {"PolicySummary": summary, "Content": '{"Statement":[]}'}}
    parents = asked("organizations:ListParents", {"Parents": [{"Id": "r-ab12"}]}, ChildId=ACCOUNT)

    def levels(target: str, kind: str) -> Any:  # noqa: ANN401 - a call
        listed = [summary] if kind == scp and target == "r-ab12" else []
        return asked("organizations:ListPoliciesForTarget", {"Policies": listed}, TargetId=target, Filter=kind)

    every = [levels(target, kind) for target in ("r-ab12", ACCOUNT) for kind in (scp, rcp)]
    found = only(world(parents, policy, *every), Organisation)
    assert isinstance(found.scps, Known)
    assert [level.name for level in found.scps.value] == ["r-ab12", ACCOUNT]
    assert found.scps.value[0].policies[0].document == Known('{"Statement":[]}')
    assert found.rcps != found.scps
    part = only(world(parents, policy, levels("r-ab12", scp)), Organisation)
    assert isinstance(part.scps, Unread)
    assert isinstance(only(world(parents, *every), Organisation).scps, Known)
    unread = only(world(parents, *every), Organisation).scps
    assert isinstance(unread, Known)
    assert isinstance(unread.value[0].policies[0].document, Unread)
