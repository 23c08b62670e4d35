"""The private subnets of a new VPC: inside it, apart from each other, and large enough."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import TYPE_CHECKING

from sealane.grammar import cidrs
from sealane.spec import subnets
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_SIZE = Rule(code="cidr-size", link=cidrs.SUBNET_SOURCE)
_OUTSIDE = Rule(code="subnet-outside-vpc", link=cidrs.SUBNET_SOURCE)
_OVERLAP = Rule(code="subnets-overlap", link=cidrs.SUBNET_SOURCE)
_COUNT = Rule(code="subnet-count", link=cidrs.SUBNET_SOURCE)
_TOO_SMALL = Rule(code="subnets-too-small", link=cidrs.SUBNET_SOURCE)
_CIDR: Path = ("network", "cidr")
_ZONES: Path = ("network", "zones")
_SUBNETS: Path = ("network", "subnets")
_USUAL = 24


def subnets_of_the_spec(spec: Spec) -> Iterator[Finding]:
    """Check the subnets that are written down, or that the VPC has room for those that are not."""
    network = spec.network
    vpc = _vpc(network.cidr)
    if network.vpc_id or network.subnet_ids or vpc is None or network.zone_count < 1:
        return
    need = subnets.needs(spec).addresses
    if not network.subnets:
        if not subnets.fit(vpc, network.zone_count, need):
            what = f"`{vpc}` has no room for {network.zone_count} subnets of {need} addresses each"
            yield _TOO_SMALL.broken(_CIDR, what, _larger(vpc), facts=_reasons(spec), also=(_ZONES, ("services",)))
        return
    if len(network.subnets) != network.zone_count:
        what = f"{len(network.subnets)} subnets for {network.zone_count} zones: each zone takes one"
        hint = f"`zones: {len(network.subnets)}`, or {network.zone_count} subnets"
        yield _COUNT.broken(_SUBNETS, what, hint, also=(_ZONES,))
    seen: list[IPv4Network] = []
    for position, text in enumerate(network.subnets):
        path: Path = (*_SUBNETS, position)
        try:
            block = cidrs.parse(text)
        except cidrs.CidrProblem as problem:
            yield Rule(code=problem.code, link=cidrs.SUBNET_SOURCE).broken(path, problem.what, problem.hint)
            continue
        yield from _one(block, path, vpc, seen)
        if block.prefixlen <= cidrs.SMALLEST and cidrs.usable(block) < need:
            what = f"`{block}` has {cidrs.usable(block)} usable addresses, and {need} may be needed at once"
            hint = f"a /{subnets.prefix_for(need)} is enough" if subnets.prefix_for(need) else "run fewer tasks"
            yield _TOO_SMALL.broken(path, what, hint, facts=_reasons(spec), also=(("services",), _ZONES))


def _one(block: IPv4Network, path: Path, vpc: IPv4Network, seen: list[IPv4Network]) -> Iterator[Finding]:
    """Check one subnet against the VPC and those before it; a sound one joins `seen`."""
    if not cidrs.LARGEST <= block.prefixlen <= cidrs.SMALLEST:
        what = f"a subnet cannot be a /{block.prefixlen}"
        facts = (("allowed", f"/{cidrs.LARGEST} to /{cidrs.SMALLEST}"),)
        better = IPv4Network((block.network_address, _USUAL), strict=False)
        yield _SIZE.broken(path, what, f"for example `{better}`", facts=facts)
        return
    if not block.subnet_of(vpc):
        what = f"the subnet `{block}` is not inside the VPC's `{vpc}`"
        hint = f"choose blocks within `{vpc.network_address}` to `{vpc.broadcast_address}`"
        yield _OUTSIDE.broken(path, what, hint, also=(_CIDR,))
        return
    other = next((earlier for earlier in seen if earlier.overlaps(block)), None)
    if other is not None:
        free = (part for part in vpc.subnets(new_prefix=block.prefixlen) if not any(part.overlaps(one) for one in seen))
        apart = next(free, None)
        hint = f"for example `{apart}`" if apart else "make the subnets smaller: the VPC is full"
        yield _OVERLAP.broken(path, f"the subnet `{block}` overlaps `{other}`", hint, facts=(("overlaps", str(other)),))
    seen.append(block)


def _vpc(text: str) -> IPv4Network | None:
    try:
        block = cidrs.parse(text)
    except cidrs.CidrProblem:
        return None
    return block if cidrs.LARGEST <= block.prefixlen <= cidrs.SMALLEST else None


def _larger(vpc: IPv4Network) -> str:
    if vpc.prefixlen == cidrs.LARGEST:
        return "run fewer tasks, or in several VPCs"
    return f"`cidr: {IPv4Network((vpc.network_address, cidrs.LARGEST), strict=False)}`"


def _reasons(spec: Spec) -> tuple[tuple[str, str], ...]:
    need = subnets.needs(spec)
    return (
        ("tasks in a zone", f"{need.tasks}, while a deployment runs"),
        ("endpoints", str(need.endpoints)),
        ("load balancers", str(need.load_balancers)),
        ("file systems", str(need.file_systems)),
    )
