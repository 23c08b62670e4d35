"""An existing VPC, read from the account: what AWS returns is fetched here and understood in `translate`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from sealane.errors import InputError, Problem
from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import NO_ITEMS, Door, at_once, look
from sealane.readers.live.translate.network import FetchedNetwork
from sealane.readers.live.translate.network import existing_network as translated
from sealane.world.network import ExistingNetwork
from sealane.world.values import Known, Value

Document = Mapping[str, Any]

_VPCS = Call(service="ec2", operation="DescribeVpcs")
_ATTRIBUTE = Call(service="ec2", operation="DescribeVpcAttribute")
_SUBNETS = Call(service="ec2", operation="DescribeSubnets")
_ROUTE_TABLES = Call(service="ec2", operation="DescribeRouteTables")
_ENDPOINTS = Call(service="ec2", operation="DescribeVpcEndpoints")
_SECURITY_GROUPS = Call(service="ec2", operation="DescribeSecurityGroups")
_DHCP_OPTIONS = Call(service="ec2", operation="DescribeDhcpOptions")

ACTIONS: tuple[str, ...] = permissions(
    _VPCS, _ATTRIBUTE, _SUBNETS, _ROUTE_TABLES, _ENDPOINTS, _SECURITY_GROUPS, _DHCP_OPTIONS
)


def existing_network(door: Door, vpc_id: str, subnet_ids: tuple[str, ...]) -> ExistingNetwork:
    """Return the VPC with the subnets asked for, in that order, and everything in it that start-up may use.

    The DNS attributes and the DHCP options are unread where AWS refuses them; the rest is needed.

    Raises:
        InputError: `vpc-not-found`, `subnet-not-found`, `subnet-elsewhere`.
        EnvironmentFailure: `call-denied` and the other problems of the door.

    """
    return translated(fetched_network(door, vpc_id, subnet_ids))


def fetched_network(door: Door, vpc_id: str, subnet_ids: tuple[str, ...]) -> FetchedNetwork:
    """Return the documents; raises as `existing_network`."""
    with at_once() as pool:
        vpcs = pool.submit(door.every, _VPCS, "Vpcs", Filters=_filter("vpc-id", vpc_id))
        subnets = pool.submit(_subnets, door, subnet_ids)
    if not vpcs.result():
        raise InputError(_vpc_not_found(door, vpc_id))
    return _rest(door, vpcs.result()[0], _chosen(door, vpc_id, subnet_ids, subnets.result()))


def _rest(door: Door, vpc: Document, subnets: tuple[Document, ...]) -> FetchedNetwork:
    inside = _filter("vpc-id", vpc["VpcId"])
    with at_once() as pool:
        support = pool.submit(_attribute, door, vpc["VpcId"], "enableDnsSupport")
        hostnames = pool.submit(_attribute, door, vpc["VpcId"], "enableDnsHostnames")
        dhcp_options = pool.submit(_dhcp_options, door, vpc)
        route_tables = pool.submit(door.every, _ROUTE_TABLES, "RouteTables", Filters=inside)
        endpoints = pool.submit(door.every, _ENDPOINTS, "VpcEndpoints", Filters=inside)
        security_groups = pool.submit(door.every, _SECURITY_GROUPS, "SecurityGroups", Filters=inside)
    return FetchedNetwork(
        vpc=vpc,
        subnets=subnets,
        dns_support=support.result(),
        dns_hostnames=hostnames.result(),
        route_tables=route_tables.result(),
        endpoints=endpoints.result(),
        security_groups=security_groups.result(),
        dhcp_options=dhcp_options.result(),
    )


def _subnets(door: Door, subnet_ids: tuple[str, ...]) -> tuple[Document, ...]:
    # A filter leaves out what is not there; `SubnetIds` would fail without saying which one it was.
    return door.every(_SUBNETS, "Subnets", Filters=_filter("subnet-id", *subnet_ids)) if subnet_ids else ()


def _attribute(door: Door, vpc_id: str, name: str) -> Value[Document]:
    return look(partial(door.ask, _ATTRIBUTE, VpcId=vpc_id, Attribute=name), absent={})


def _dhcp_options(door: Door, vpc: Document) -> Value[tuple[Document, ...]]:
    chosen = vpc.get("DhcpOptionsId") or "default"
    if chosen == "default":
        return Known(())
    return look(
        partial(door.every, _DHCP_OPTIONS, "DhcpOptions", Filters=_filter("dhcp-options-id", chosen)), absent=NO_ITEMS
    )


def _chosen(door: Door, vpc_id: str, subnet_ids: tuple[str, ...], found: tuple[Document, ...]) -> tuple[Document, ...]:
    by_id = {document["SubnetId"]: document for document in found}
    problems = [_subnet_not_found(door, name) for name in subnet_ids if name not in by_id]
    problems += [
        _subnet_elsewhere(vpc_id, document)
        for document in (by_id[name] for name in subnet_ids if name in by_id)
        if document["VpcId"] != vpc_id
    ]
    if problems:
        raise InputError(*problems)
    return tuple(by_id[name] for name in dict.fromkeys(subnet_ids))


def _filter(name: str, *values: str) -> list[dict[str, Any]]:
    return [{"Name": name, "Values": list(values)}]


def _vpc_not_found(door: Door, vpc_id: str) -> Problem:
    return Problem(
        code="vpc-not-found",
        what=f"There is no VPC {vpc_id} in this account and Region",
        facts=(("vpc_id", vpc_id), *_where(door)),
        hint=f"see what is there with `aws ec2 describe-vpcs --region {door.region}`",
        link="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html",
    )


def _subnet_not_found(door: Door, subnet_id: str) -> Problem:
    return Problem(
        code="subnet-not-found",
        what=f"There is no subnet {subnet_id} in this account and Region",
        facts=(("subnet", subnet_id), *_where(door)),
        hint=f"see what is there with `aws ec2 describe-subnets --region {door.region}`",
        link="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html",
    )


def _subnet_elsewhere(vpc_id: str, document: Document) -> Problem:
    return Problem(
        code="subnet-elsewhere",
        what=f"The subnet {document['SubnetId']} lies in another VPC",
        facts=(("subnet", document["SubnetId"]), ("its VPC", document["VpcId"]), ("vpc_id", vpc_id)),
        hint=f"see the subnets of the VPC with `aws ec2 describe-subnets --filters Name=vpc-id,Values={vpc_id}`",
        link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
    )


def _where(door: Door) -> tuple[tuple[str, str], ...]:
    return (("Region", door.region), *((("caller", door.principal),) if door.principal else ()))
