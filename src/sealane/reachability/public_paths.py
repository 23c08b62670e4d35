"""Packets to public addresses without an endpoint, and what is missing where that does not work.

A step that an endpoint could carry fails for want of one, unless the subnet has a route that was meant to lead out:
what is wrong with that is found then.
"""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.endpoints import EndpointElsewhere, EndpointMissing, EndpointPrivateDnsOff
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.blocks.ways import NoWayOut
from sealane.reachability.elsewhere import meant_elsewhere
from sealane.reachability.ends import End
from sealane.reachability.network_acls import cross
from sealane.reachability.outcome import PASSES, Outcome, doubted, together
from sealane.reachability.outside import routed
from sealane.reachability.places import vpc_addresses
from sealane.reachability.private_names import Claim, Holds
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start, leaving, let_out, returning
from sealane.reachability.towards_endpoint import to_endpoint
from sealane.reachability.trip import Trip
from sealane.records import dataclass
from sealane.verdicts.trace import Block
from sealane.verdicts.verdict import Verdict
from sealane.world.address_sets import EVERY_IPV4, NOTHING, PUBLIC_IPV4
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.values import Known, Unknown


@dataclass(frozen=True, slots=True)
class Public:
    """What becomes of packets on the public path: on the route, and at the groups and ACL of the start."""

    route: Outcome
    filters: Outcome

    @property
    def whole(self) -> Outcome:
        """Both."""
        return together((self.filters, self.route))


def public(atlas: Atlas, start: Start, end: End, asked: Asked, towards: Towards) -> Public:
    """Follow packets to public addresses by whatever routes there are, and their answers back."""
    filters = together(
        (
            let_out(start, end, asked, towards),
            cross(atlas, leaving(start, end, asked, towards)),
            cross(atlas, returning(start, end, asked, towards)),
        )
    )
    return Public(routed(atlas, Trip(start, end, asked, towards)), filters)


def somewhere_public(*, apart: bool = False) -> End:
    """Return an end whose public addresses nobody knows; one `apart` is in no prefix list of AWS's."""
    return End(PUBLIC_IPV4, each=False, apart=apart)


def instead(atlas: Atlas, start: Start, path: Public, missing: Block, asked: Asked) -> Outcome:
    """Return what becomes of packets that an endpoint should carry and none does: the public path, or what is missing.

    Where only groups or ACLs close the public path that let packets to endpoints out, they are made for endpoints, and
    one is missing; where they let nothing out at all, they are at fault.
    """
    if path.route.verdict is Verdict.FAILS and _leads_nowhere(path.route):
        return together((_to_inside(atlas, start, asked), Outcome(blocks=(missing,), forward=path.route.forward)))
    if path.filters.verdict is not Verdict.FAILS or _to_inside(atlas, start, asked).verdict is Verdict.FAILS:
        return path.whole
    return Outcome(blocks=(missing,), forward=path.whole.forward)


def or_missing(path: Public, missing: Block) -> Outcome:
    """Return what becomes of packets that a gateway endpoint should carry: the public path, or what is missing.

    The way to a gateway endpoint and the public path have their other end in common, and so what groups and ACLs do.
    """
    if path.route.verdict is Verdict.FAILS and _leads_nowhere(path.route):
        return together((path.filters, Outcome(blocks=(missing,), forward=path.route.forward)))
    return path.whole


def _leads_nowhere(route: Outcome) -> bool:
    return all(isinstance(block, NoWayOut) for block in route.blocks)


def _to_inside(atlas: Atlas, start: Start, asked: Asked) -> Outcome:
    """Return what the start's own groups and ACL would make of packets to an endpoint anywhere in the VPC."""
    whole = vpc_addresses(atlas, start.subnet.vpc)
    addresses = (whole.value & EVERY_IPV4 if isinstance(whole, Known) else NOTHING) or EVERY_IPV4
    groups = Unknown(f"which groups an endpoint in {start.vpc.id} would have")
    end = End(addresses, each=False, groups_open=(groups,))
    towards = Towards(kind=TowardsKind.ENDPOINTS, key=start.vpc.id)
    found = together(
        (
            let_out(start, end, asked, towards),
            cross(atlas, leaving(start, end, asked, towards)),
            cross(atlas, returning(start, end, asked, towards)),
        )
    )
    return found if found.blocks else PASSES


def missing_interface(atlas: Atlas, start: Start, claims: tuple[Claim, ...], service: str, host: str) -> Block:
    """Return what is wrong where no interface endpoint has the name."""
    off = next((claim.endpoint for claim in claims if claim.holds is Holds.DNS_OFF), None)
    if off is not None:
        return EndpointPrivateDnsOff(endpoint=off, host=host)
    failed = next((claim.endpoint for claim in claims if claim.holds is Holds.NOT_WORKING), None)
    other = None if failed else meant_elsewhere(atlas, start.vpc, service)
    if other is not None:
        return EndpointElsewhere(endpoint=other, vpc=start.vpc, service_name=service, subnet=start.subnet)
    return EndpointMissing(
        vpc=start.vpc, service_name=service, gateway=False, subnet=start.subnet, host=host, failed=failed
    )


def without_endpoint(
    atlas: Atlas, start: Start, claims: tuple[Claim, ...], service: str, host: str, asked: Asked
) -> tuple[Outcome, Endpoint | None]:
    """Return what becomes of packets to a service of which no endpoint has the name, and the endpoint that should."""
    towards = Towards(kind=TowardsKind.INTERNET)
    path = public(atlas, start, somewhere_public(apart=True), asked, towards)
    missing = missing_interface(atlas, start, claims, service, host)
    found = instead(atlas, start, path, missing, asked)
    should = missing.endpoint if isinstance(missing, EndpointPrivateDnsOff) else None
    if should is not None and path.whole.verdict is not Verdict.HOLDS and missing not in found.blocks:
        # The endpoint is there, so what keeps the packets from a path to the internet is not what is wrong.
        certain = path.whole.verdict is Verdict.FAILS
        found = Outcome(blocks=(missing,), forward=found.forward) if certain else found
    if should is not None and missing in found.blocks:
        found = together((Outcome(blocks=(missing,)), to_endpoint(atlas, start, should, asked)))
    gap = atlas.gap(Noun.ENDPOINTS, start.vpc.id)
    if gap is not None and found.verdict is Verdict.FAILS:
        found = doubted(found, gap)
    return found, should
