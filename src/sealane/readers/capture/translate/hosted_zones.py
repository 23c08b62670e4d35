"""Private hosted zones with their records, to facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, command_of, key_of, last_part, origin_of
from sealane.readers.json_node import Node
from sealane.world.names import HostedZone, Record
from sealane.world.values import Known, Origin, Unread, Value

_ZONE = "route53:GetHostedZone"
_ZONES = "route53:ListHostedZones"
_OF_VPC = "route53:ListHostedZonesByVPC"
_RECORDS = "route53:ListResourceRecordSets"
_ENDPOINTS = "ec2:DescribeVpcEndpoints"
_FILE_SYSTEMS = "efs."
_ID = r"Z[A-Z0-9]{5,}"
_ENDPOINT = re.compile(r"vpce-[0-9a-f]{8,}")


def hosted_zones(shelf: Shelf) -> Iterator[HostedZone]:
    """Yield the private zones; what an AWS service keeps for an endpoint or a file system is those facts' own.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html
    """
    whole = {_id(answer.node.node("HostedZone"), "Id"): answer for answer in shelf.answers(_ZONE)}
    listed = {_id(node, "Id"): node for node in shelf.nodes(_ZONES, "HostedZones")}
    by_vpc = _by_vpc(shelf)
    records = _records(shelf)
    names = {key: node.text("Name") for key, node in listed.items() if _private(node)}
    names |= {key: name for key, (name, _) in by_vpc.items()}
    names |= {
        key: answer.node.node("HostedZone").text("Name")
        for key, answer in whole.items()
        if _private(answer.node.node("HostedZone"))
    }
    kept = _kept_by_services(shelf)
    known = frozenset(node.text("VpcEndpointId") for node in shelf.nodes(_ENDPOINTS, "VpcEndpoints"))
    for key, name in names.items():
        if key in kept:
            continue
        yield HostedZone(
            id=key,
            origin=Origin(key, whole[key].call.file if key in whole else ""),
            name=Known(name.rstrip(".")),
            vpcs=_vpcs(key, whole, by_vpc),
            records=tuple(_record(node, key, known) for answer in records.get(key, ()) for node in _sets(answer)),
            hidden=_hidden(shelf, key, records.get(key, ())),
        )


def _kept_by_services(shelf: Shelf) -> frozenset[str]:
    """Return the zones that a service has made in an account of its own for what is a fact already.

    A zone of another service, or one for an endpoint that was not read, stays: what it answers is not known.
    https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZoneOwner.html
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DnsEntry.html
    """
    entries = [
        (node.text("VpcId"), entry)
        for node in shelf.nodes(_ENDPOINTS, "VpcEndpoints")
        for entry in node.nodes("DnsEntries")
    ]
    of_endpoints = {entry.text("HostedZoneId") for _, entry in entries}
    # An endpoint of another VPC has a zone of its own, so the same name there tells nothing of this one.
    names = {(vpc, entry.text("DnsName").removeprefix("*.")) for vpc, entry in entries}
    return frozenset(
        _id(node, "HostedZoneId")
        for answer in shelf.answers(_OF_VPC)
        for node in answer.node.nodes("HostedZoneSummaries")
        if (owner := node.node("Owner").text("OwningService"))
        and (
            owner.startswith(_FILE_SYSTEMS)
            or _id(node, "HostedZoneId") in of_endpoints
            or (_vpc_of(answer), node.text("Name").rstrip(".")) in names
        )
    )


def _private(zone: Node) -> bool:
    return zone.node("Config").flag("PrivateZone", default=False)


def _vpcs(key: str, whole: dict[str, Answer], by_vpc: dict[str, tuple[str, tuple[str, ...]]]) -> Value[tuple[str, ...]]:
    if key in whole:
        return Known(tuple(key_of(vpc, "VPCId") for vpc in whole[key].node.nodes("VPCs")))
    if key in by_vpc:
        return Known(by_vpc[key][1])
    return Unread(f"the answer of `aws route53 get-hosted-zone --id {key}` is missing", _ZONE)


def _vpc_of(answer: Answer) -> str:
    return answer.parameter("VPCId") or answer.named(r"vpc-[0-9a-f]+")


def _by_vpc(shelf: Shelf) -> dict[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for answer in shelf.answers(_OF_VPC):
        vpc = _vpc_of(answer)
        if not vpc:
            shelf.unclaimed.append(Unclaimed(answer.call, "which VPC it is about"))
            continue
        for node in answer.node.nodes("HostedZoneSummaries"):
            key = _id(node, "HostedZoneId")
            found[key] = (node.text("Name"), (*found.get(key, ("", ()))[1], vpc))
    return found


def _records(shelf: Shelf) -> dict[str, tuple[Answer, ...]]:
    found: dict[str, tuple[Answer, ...]] = {}
    for answer in shelf.answers(_RECORDS):
        key = last_part(answer.parameter("HostedZoneId")) or answer.named(_ID)
        if key:
            found[key] = (*found.get(key, ()), answer)
        else:
            shelf.unclaimed.append(Unclaimed(answer.call, "which hosted zone it is about"))
    return found


def _sets(answer: Answer) -> Iterator[Node]:
    yield from answer.node.nodes("ResourceRecordSets")


def _record(node: Node, zone: str, endpoints: frozenset[str]) -> Record:
    """Return the record set: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html."""
    name = node.text("Name").rstrip(".").replace(r"\052", "*")
    alias = node.node("AliasTarget").text("DNSName").rstrip(".")
    named = _ENDPOINT.search(alias)
    return Record(
        origin=origin_of(f"{zone}/{name}", node),
        name=Known(name),
        kind=Known(node.text("Type")),
        values=Known(tuple(value.text("Value").rstrip(".") for value in node.nodes("ResourceRecords"))),
        alias=Known(named[0] if named and named[0] in endpoints else alias),
    )


def _hidden(shelf: Shelf, key: str, answers: tuple[Answer, ...]) -> tuple[Unread, ...]:
    if answers:
        return ()
    for answer in shelf.every(_RECORDS):
        if answer.call.refused and last_part(answer.parameter("HostedZoneId")) in {key, ""}:
            return (Unread(f"AWS refused {command_of(_RECORDS)} of {key}: {answer.call.error}", _RECORDS),)
    return (Unread(f"no answer of {command_of(_RECORDS)} names {key}", _RECORDS),)


def _id(node: Node, name: str) -> str:
    return last_part(key_of(node, name))
