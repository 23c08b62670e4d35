"""Settings of a VPC and of its DHCP options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.verbs.mending import groups
from sealane.world.values import Known
from sealane.world.vpcs import DhcpOptions, Vpc

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft


def write(draft: Draft, before: Vpc | None, after: Vpc) -> None:
    """Turn DNS attributes on."""
    place = draft.place(after.id)
    for name in ("dns_support", "dns_hostnames"):
        if getattr(before, name, None) != getattr(after, name):
            draft.set(place, f"enable_{name}", value=True)


def write_options(draft: Draft, _before: DhcpOptions | None, after: DhcpOptions) -> None:
    """Name Amazon's name server."""
    place = draft.place(after.id)
    draft.single(place)
    servers = after.name_servers.value if isinstance(after.name_servers, Known) else ()
    groups.replace(draft, place, "domain_name_servers", list(servers))
