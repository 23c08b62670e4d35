"""An existing VPC, read from the account: the same answers and the same translation as of a whole world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sealane.errors import InputError, Problem
from sealane.readers.capture.captured import CapturedCall
from sealane.readers.capture.read import world_of_capture
from sealane.readers.live.asking import answered, asked
from sealane.readers.live.closure.question import Question, filtered
from sealane.readers.live.door import Door, at_once
from sealane.world.existing_network import ExistingNetwork
from sealane.world.existing_network import existing_network as view

Document = Mapping[str, Any]

_VPCS = "ec2:DescribeVpcs"
_ATTRIBUTE = "ec2:DescribeVpcAttribute"
_SUBNETS = "ec2:DescribeSubnets"
_ROUTE_TABLES = "ec2:DescribeRouteTables"
_ENDPOINTS = "ec2:DescribeVpcEndpoints"
_SECURITY_GROUPS = "ec2:DescribeSecurityGroups"
_DHCP_OPTIONS = "ec2:DescribeDhcpOptions"
_ATTRIBUTES = ("enableDnsSupport", "enableDnsHostnames")

ACTIONS: tuple[str, ...] = tuple(
    sorted((_VPCS, _ATTRIBUTE, _SUBNETS, _ROUTE_TABLES, _ENDPOINTS, _SECURITY_GROUPS, _DHCP_OPTIONS))
)


def existing_network(door: Door, vpc_id: str, subnet_ids: tuple[str, ...]) -> ExistingNetwork:
    """Return the VPC with the subnets asked for, in that order, and everything in it that start-up may use.

    The DNS attributes and the DHCP options are unread where AWS refuses them; the rest is needed.

    Raises:
        InputError: `vpc-not-found`, `subnet-not-found`, `subnet-elsewhere`.
        EnvironmentFailure: `call-denied` and the other problems of the door.

    """
    calls = fetched_network(door, vpc_id, subnet_ids)
    return view(world_of_capture(calls, name=f"{vpc_id} in {door.region}", kind="live"), vpc_id, subnet_ids)


def fetched_network(door: Door, vpc_id: str, subnet_ids: tuple[str, ...]) -> tuple[CapturedCall, ...]:
    """Return the answers; raises as `existing_network`."""
    with at_once() as pool:
        vpcs = pool.submit(answered, door, Question(_VPCS, {"Filters": filtered("vpc-id", vpc_id)}))
        subnets = pool.submit(_subnets, door, subnet_ids)
    found = documents(vpcs.result(), "Vpcs")
    if not found:
        raise InputError(_vpc_not_found(door, vpc_id))
    _check_subnets(door, vpc_id, subnet_ids, [one for call in subnets.result() for one in documents(call, "Subnets")])
    return (vpcs.result(), *subnets.result(), *_rest(door, found[0]))


def _rest(door: Door, vpc: Document) -> Iterator[CapturedCall]:
    vpc_id, options = str(vpc["VpcId"]), str(vpc.get("DhcpOptionsId") or "default")
    inside = {"Filters": filtered("vpc-id", vpc_id)}
    needed = [Question(call, inside) for call in (_ROUTE_TABLES, _ENDPOINTS, _SECURITY_GROUPS)]
    useful = [Question(_ATTRIBUTE, {"VpcId": vpc_id, "Attribute": name}) for name in _ATTRIBUTES]
    if options != "default":
        useful.append(Question(_DHCP_OPTIONS, {"Filters": filtered("dhcp-options-id", options)}))
    with at_once() as pool:
        answers = [pool.submit(answered, door, question) for question in needed]
        answers += [pool.submit(asked, door, question) for question in useful]
    yield from (answer.result() for answer in answers)


def documents(call: CapturedCall, key: str) -> list[Document]:
    """Return the documents under a key of an answer."""
    return list(call.output.get(key) or ())


def _subnets(door: Door, subnet_ids: tuple[str, ...]) -> tuple[CapturedCall, ...]:
    # A filter leaves out what is not there; `SubnetIds` would fail without saying which one it was.
    if not subnet_ids:
        return ()
    return (answered(door, Question(_SUBNETS, {"Filters": filtered("subnet-id", *subnet_ids)})),)


def _check_subnets(door: Door, vpc_id: str, subnet_ids: tuple[str, ...], found: list[Document]) -> None:
    by_id = {document["SubnetId"]: document for document in found}
    problems = [_subnet_not_found(door, name) for name in subnet_ids if name not in by_id]
    problems += [
        _subnet_elsewhere(vpc_id, document)
        for document in (by_id[name] for name in subnet_ids if name in by_id)
        if document["VpcId"] != vpc_id
    ]
    if problems:
        raise InputError(*problems)


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
