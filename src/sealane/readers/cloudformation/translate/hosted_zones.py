"""Private hosted zones with their records."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, all_known, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.endpoints import ENDPOINT
from sealane.readers.cloudformation.translate.finding import Finding, reason_of, unplaced
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.readers.cloudformation.values import Evaluated, Reference
from sealane.world.gaps import Noun
from sealane.world.names import HostedZone, Record
from sealane.world.values import Known, Origin, Unknown, Unread, Value

_ZONE = "AWS::Route53::HostedZone"
_RECORD = "AWS::Route53::RecordSet"
_RECORDS = "AWS::Route53::RecordSetGroup"
_NAMESPACE = "AWS::ServiceDiscovery::PrivateDnsNamespace"


def hosted_zones(holdings: Holdings) -> Iterator[Finding]:
    """Yield private hosted zones; a public one changes nothing inside of a VPC that endpoints answer for.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53-hostedzone.html
    """
    records: dict[str, list[Record]] = {}
    hidden: dict[str, list[Unknown | Unread]] = {}
    names = {_name(resource, holdings): resource.key for resource in holdings.of(_ZONE)}
    for resource in (*holdings.of(_RECORD, _RECORDS), *holdings.doubtful(_RECORD, _RECORDS)):
        yield from _take(resource, records, hidden, names, holdings)
    for resource in holdings.of(_ZONE):
        listed, unlisted = fields_of(resource, holdings).items("VPCs")
        if not listed and not unlisted:
            continue
        vpcs = [one.key("VPCId", VPC) for one in listed]
        yield HostedZone(
            id=resource.key,
            origin=resource.origin,
            name=_plain(fields_of(resource, holdings).text("Name")),
            vpcs=unlisted[0] if unlisted else all_known(vpcs),
            records=tuple(records.get(resource.key, ())),
            hidden=tuple(hidden.get(resource.key, ())),
        )
    for resource in holdings.of(_NAMESPACE):
        fields = fields_of(resource, holdings)
        yield HostedZone(
            id=resource.key,
            origin=resource.origin,
            name=_plain(fields.text("Name")),
            vpcs=all_known([fields.key("Vpc", VPC)]),
            hidden=(Unknown("Cloud Map adds records for the tasks that are registered"),),
        )


def _take(
    resource: Resource,
    records: dict[str, list[Record]],
    hidden: dict[str, list[Unknown | Unread]],
    names: dict[str, str],
    holdings: Holdings,
) -> Iterator[Finding]:
    fields = fields_of(resource, holdings)
    zone = fields.key("HostedZoneId", _ZONE)
    if zone == Known(""):
        name = _plain(fields.text("HostedZoneName"))
        zone = Known(names.get(name.value, name.value)) if isinstance(name, Known) else name
    if not isinstance(zone, Known):
        yield unplaced(Noun.HOSTED_ZONES, resource, zone)
        return
    if resource.maybe is not None:
        hidden.setdefault(zone.value, []).append(reason_of(resource))
        return
    listed, unlisted = fields.items("RecordSets") if resource.kind == _RECORDS else ([fields], ())
    hidden.setdefault(zone.value, []).extend(unlisted)
    records.setdefault(zone.value, []).extend(_record(one, resource.origin) for one in listed)


def _record(fields: Fields, origin: Origin) -> Record:
    alias = fields.inner("AliasTarget")
    return Record(
        origin=origin,
        name=_plain(fields.text("Name")),
        kind=fields.text("Type"),
        values=fields.texts("ResourceRecords"),
        alias=_alias(alias) if fields.has("AliasTarget") else Known(""),
    )


def _alias(alias: Fields) -> Value[str]:
    """Return what an alias points at: an endpoint's key where the name is taken from its list of names."""
    value = alias.raw("DNSName")
    key = _endpoint_of(value, alias.holdings)
    return Known(key) if key else _plain(alias.text("DNSName"))


def _endpoint_of(value: Evaluated, holdings: Holdings) -> str:
    if isinstance(value, Reference):
        return value.resource if _is_endpoint(value.resource, holdings) else ""
    token = getattr(value, "token", "")
    key = token.partition(".DnsEntries")[0] if isinstance(token, str) and ".DnsEntries" in token else ""
    return key if key and _is_endpoint(key, holdings) else ""


def _is_endpoint(key: str, holdings: Holdings) -> bool:
    resource = holdings.resources.get(key)
    return resource is not None and resource.kind == ENDPOINT


def _name(resource: Resource, holdings: Holdings) -> str:
    name = _plain(fields_of(resource, holdings).text("Name"))
    return name.value if isinstance(name, Known) else f"«{resource.key}»"


def _plain(name: Value[str]) -> Value[str]:
    return Known(name.value.rstrip(".")) if isinstance(name, Known) else name
