"""Hosts of registries whose account is not known: as long as all of them resolve alike, any one stands for them."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.names import FirewallGroup, HostedZone, ResolverRule
from sealane.world.values import Known, Value
from sealane.world.world import World

_ANY_ACCOUNT = "account"


def any_host(wildcard: str, world: World) -> str | None:
    """Return a host below a wildcard, `None` where something may answer for one of them and not for another.

    All such names are below the wildcard that the endpoint takes, so they resolve alike unless a zone, a rule or a DNS
    firewall is about names there too.
    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    if not wildcard.startswith("*."):
        return None
    if any(_touches(name, wildcard.removeprefix("*.")) for name in _names(world)):
        return None
    return wildcard.replace("*", _ANY_ACCOUNT)


def _names(world: World) -> Iterator[Value[str]]:
    yield from (zone.name for zone in world.table(HostedZone).values())
    yield from (rule.domain for rule in world.table(ResolverRule).values())
    for group in world.table(FirewallGroup).values():
        yield from group.hidden
        for rule in group.rules:
            listed = rule.domains
            yield from map(Known, listed.value) if isinstance(listed, Known) else (listed,)


def _touches(name: Value[str], domain: str) -> bool:
    """Tell whether a name or wildcard is about names below a domain, or the domain below it; one not known may be."""
    if not isinstance(name, Known):
        return True
    plain = name.value.lower().removeprefix("*").strip(".")
    return not plain or f".{domain}".endswith(f".{plain}") or plain.endswith(f".{domain}")
