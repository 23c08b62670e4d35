"""Security groups and what they name, in words."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.report.escape import literal
from sealane.world.security_groups import SecurityGroup


def listed(names: Iterable[str]) -> str:
    """Return names as literals, with commas between them."""
    return ", ".join(literal(name) for name in names)


def names_of_groups(groups: tuple[SecurityGroup, ...]) -> str:
    """Return groups by their origins; a default one has that of its VPC, and is said to be it."""
    named = [f"{'the default security group of ' if one.default else ''}{literal(one.origin.name)}" for one in groups]
    return ", ".join(named)


def peers_of_tasks(groups: tuple[str, ...], addresses: tuple[str, ...]) -> str:
    """Return whom a rule must admit: the task's groups, else an address that stands for its own."""
    return listed(groups) if groups else f"the task, which may have the address {listed(addresses)}"


def where_to(towards: Towards) -> str:
    """Return what packets were on their way to."""
    match towards.kind:
        case TowardsKind.ENDPOINTS:
            return f"the endpoints of {literal(towards.key)}" if towards.key else "the endpoints"
        case TowardsKind.PREFIX_LIST:
            return f"the prefix list {literal(towards.key)}"
        case TowardsKind.FILE_SYSTEM:
            return f"the mount targets of {literal(towards.key)}"
        case TowardsKind.ADDRESS:
            return literal(towards.key)
        case TowardsKind.INTERNET:
            return "public addresses"
