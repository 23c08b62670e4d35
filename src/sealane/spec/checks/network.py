"""The VPC: a new one and its blocks, or an existing one and its ids."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import TYPE_CHECKING

from sealane.grammar import cidrs, limits, names
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.network import Network

_SIZE = Rule(code="cidr-size", link=cidrs.VPC_SOURCE)
_DOCKER = Rule(code="cidr-docker-bridge", link=cidrs.VPC_SOURCE, severity="warning")
_PUBLIC = Rule(code="cidr-public", link=cidrs.VPC_SOURCE, severity="warning")
_ID = Rule(code="id-invalid", link=names.ID_SOURCE)
_BOTH = Rule(code="existing-vpc-incomplete", link=limits.SUBNETS_SOURCE)
_MIXED = Rule(code="existing-vpc-with-new-keys", link=limits.SUBNETS_SOURCE)
_TOO_MANY = Rule(code="subnets-too-many", link=limits.SUBNETS_SOURCE)
_NEW_ONLY = ("cidr", "zones", "subnets", "flow_logs")


def network_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check the VPC's block, or the ids of an existing VPC."""
    network = spec.network
    if network.vpc_id or network.subnet_ids:
        yield from _existing(network)
        return
    try:
        block = cidrs.parse(network.cidr)
    except cidrs.CidrProblem as problem:
        yield Rule(code=problem.code, link=cidrs.VPC_SOURCE).broken(("network", "cidr"), problem.what, problem.hint)
        return
    yield from _block(block)


def _block(block: IPv4Network) -> Iterator[Finding]:
    path: Path = ("network", "cidr")
    if not cidrs.LARGEST <= block.prefixlen <= cidrs.SMALLEST:
        better = IPv4Network((block.network_address, cidrs.LARGEST), strict=False)
        what = f"a VPC's block cannot be a /{block.prefixlen}"
        facts = (("allowed", f"/{cidrs.LARGEST} to /{cidrs.SMALLEST}"),)
        yield _SIZE.broken(path, what, f"`cidr: {better}`", facts=facts)
        return
    if block.overlaps(cidrs.DOCKER_BRIDGE):
        what = f"`{block}` overlaps `{cidrs.DOCKER_BRIDGE}`, which Docker uses inside several AWS services"
        yield _DOCKER.broken(path, what, "`cidr: 10.0.0.0/16`")
    if not cidrs.is_private(block):
        what = f"`{block}` holds public addresses, which tasks could then not reach as such"
        yield _PUBLIC.broken(path, what, "`cidr: 10.0.0.0/16`")


def _existing(network: Network) -> Iterator[Finding]:
    for key in _NEW_ONLY:
        if key in network.model_fields_set and getattr(network, key) is not None:
            what = f"`{key}` describes a new VPC, and the tasks run in an existing one"
            also: tuple[Path, ...] = (("network", "vpc_id"),)
            yield _MIXED.broken(("network", key), what, f"remove `{key}`", also=also, on_key=True)
    if not network.vpc_id:
        what = "`subnet_ids` needs `vpc_id` beside it"
        vpc = f"`aws ec2 describe-subnets --subnet-ids {network.subnet_ids[0]} --query 'Subnets[].VpcId'` prints it"
        yield _BOTH.broken(("network", "subnet_ids"), what, vpc, also=(("network", "vpc_id"),), on_key=True)
    elif not names.is_id("vpc", network.vpc_id):
        what = f"`{network.vpc_id}` is not the id of a VPC"
        yield _ID.broken(("network", "vpc_id"), what, "`aws ec2 describe-vpcs --query 'Vpcs[].VpcId'` prints them")
    if not network.subnet_ids:
        what = "`vpc_id` needs `subnet_ids` beside it: the subnets for the tasks"
        hint = f"`aws ec2 describe-subnets --filters Name=vpc-id,Values={network.vpc_id}` prints them"
        yield _BOTH.broken(("network", "vpc_id"), what, hint, also=(("network", "subnet_ids"),), on_key=True)
    for position, text in enumerate(network.subnet_ids):
        if not names.is_id("subnet", text):
            what = f"`{text}` is not the id of a subnet"
            hint = "write it as `subnet-0123456789abcdef0`"
            yield _ID.broken(("network", "subnet_ids", position), what, hint)
    if len(network.subnet_ids) > limits.SUBNETS_PER_SERVICE:
        what = f"{len(network.subnet_ids)} subnets are more than a service can have"
        facts = (("allowed", str(limits.SUBNETS_PER_SERVICE)),)
        yield _TOO_MANY.broken(("network", "subnet_ids"), what, "name fewer", facts=facts)
