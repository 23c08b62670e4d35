"""What a name resolves to in a VPC: an endpoint, addresses that a hosted zone has, or the service's public addresses.

What answers is what is most specific: a hosted zone, an endpoint's own hidden zone, a forwarding rule, and of equal
ones the rule. Where something stands in the way of names, the answer is what they would resolve to without it, so that
the rest of the way is judged too.
"""

from __future__ import annotations

import enum

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.names import NamesOverridden
from sealane.reachability.dns_firewall import screened
from sealane.reachability.hosted_zones import Zone, answer_of, zone_for
from sealane.reachability.indexes import interfaces_by_address
from sealane.reachability.name_servers import Server, asked
from sealane.reachability.outcome import Outcome, Reason, doubted, together
from sealane.reachability.private_names import Claim, Holds, claims_on, names_of
from sealane.reachability.records import Pointed, pointed_at
from sealane.reachability.resolver_rules import rule_for
from sealane.records import dataclass, replace
from sealane.verdicts.trace import Hop
from sealane.world.address_sets import number_of
from sealane.world.endpoints import Endpoint
from sealane.world.interfaces import NetworkInterface
from sealane.world.names import HostedZone
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import Vpc


class Kind(enum.Enum):
    """What a name resolves to."""

    ENDPOINT = "endpoint"
    ADDRESSES = "addresses"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Named:
    """What a name resolves to.

    `claims` are all endpoints of the VPC that serve the name, whether they have it or not; `outcome` is what stands in
    the way of names; `elsewhere` is why they may resolve to something else, so that nothing about it is certain.
    """

    kind: Kind
    outcome: Outcome
    claims: tuple[Claim, ...] = ()
    endpoint: Endpoint | None = None
    addresses: tuple[str, ...] = ()
    elsewhere: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A name as a subnet asks for it, and the service it stands for.

    `private` says that it needs the DNS attributes that private names need, `public` that any name server has it.
    """

    vpc: Vpc
    subnet: Subnet
    host: str
    service: str = ""
    names: tuple[str, ...] = ()
    private: bool = False
    public: bool = False


def resolve(atlas: Atlas, question: Question) -> Named:
    """Return what a name resolves to for tasks of a subnet."""
    return atlas.answer(("name", atlas.interned(question)), lambda: _resolve(atlas, question))


def _resolve(atlas: Atlas, question: Question) -> Named:
    vpc, host = question.vpc, question.host
    claims = claims_on(atlas, vpc.id, host, question.service, question.names)
    zone = zone_for(atlas, vpc.id, host)
    own = max((len(claim.zone) for claim in claims if claim.holds is Holds.YES), default=-1)
    forwarded, maybe = _forwarded(atlas, question, zone, claims)
    private = question.private or zone.zone is not None or any(map(_may_hold, claims))
    server = asked(atlas, vpc, question.subnet, private=private, public=question.public or not private)
    first = together((screened(atlas, vpc, host), forwarded))
    by_zone = zone.zone is not None and len(zone.name) >= own
    named = _by_zone(atlas, question, zone, claims) if by_zone else _amazons(question, claims)
    doubts = _doubts(claims, len(zone.name)) if by_zone else ()
    if doubts:
        named = replace(named, outcome=doubted(named.outcome, *doubts), elsewhere=(*named.elsewhere, *doubts))
    return replace(
        named,
        outcome=together((server.outcome, _said_by(server, together((first, named.outcome))))),
        elsewhere=(*server.elsewhere, *zone.open, *maybe, *named.elsewhere),
    )


def _said_by(server: Server, outcome: Outcome) -> Outcome:
    """Return what Amazon's name server makes of a name, which is in doubt where another one may be asked."""
    return doubted(outcome, *server.elsewhere) if server.elsewhere else outcome


def _doubts(claims: tuple[Claim, ...], length: int) -> tuple[Reason, ...]:
    """Return why an endpoint may have a more specific zone for the name than one of some length."""
    longer = [claim for claim in claims if claim.holds is Holds.UNKNOWN and len(claim.zone) > length]
    return tuple(why for claim in longer for why in claim.why)


def _may_hold(claim: Claim) -> bool:
    return claim.holds in (Holds.YES, Holds.UNKNOWN)


def _amazons(question: Question, claims: tuple[Claim, ...]) -> Named:
    """Return what Amazon's name server says: the endpoint that has the name, else the service's public addresses."""
    holding = [claim for claim in claims if claim.holds is Holds.YES]
    doubts = tuple(why for claim in claims if claim.holds is Holds.UNKNOWN for why in claim.why)
    if not holding:
        unsure = next((claim.endpoint for claim in claims if claim.holds is Holds.UNKNOWN), None)
        kind = Kind.PUBLIC if unsure is None else Kind.ENDPOINT
        return Named(kind, Outcome(), claims, unsure, elsewhere=doubts)
    owner = max(holding, key=lambda claim: len(claim.zone))
    endpoint, rivals = owner.endpoint, [claim for claim in holding if claim.zone == owner.zone]
    hop = Hop(kind="name-server", origin=endpoint.origin, rule=endpoint.origin, does="resolves", detail=question.host)
    return Named(Kind.ENDPOINT, Outcome(forward=(hop,)), claims, endpoint, elsewhere=_one_owner(rivals))


def _one_owner(rivals: list[Claim]) -> tuple[Reason, ...]:
    """AWS refuses a second endpoint with the same private name in one VPC, so nobody can say which of them there is.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """
    if len(rivals) == 1:
        return ()
    names = " and ".join(claim.endpoint.origin.name for claim in rivals)
    return (Unknown(f"AWS refuses two endpoints with the same private name in one VPC: {names}"),)


def _forwarded(
    atlas: Atlas, question: Question, zone: Zone, claims: tuple[Claim, ...]
) -> tuple[Outcome, tuple[Reason, ...]]:
    """Return what a forwarding rule makes of the name: it beats what is less specific, and hosted zones of its name.

    Whether the servers it names give the right answer is not known; where the world has one of them, an inbound
    endpoint of the Resolver it may be, it is not certain that they do not.
    """
    found = rule_for(atlas, question.vpc.id, question.host)
    own = max((len(claim.zone) for claim in claims if claim.holds is Holds.YES), default=-1)
    if found.rule is None or found.length < max(len(zone.name) if zone.zone else -1, own):
        return Outcome(), found.open
    rule, targets = found.rule, found.rule.targets
    hop = Hop(kind="resolver-rule", origin=rule.origin, rule=rule.origin, does="forwards", detail=question.host)
    if not isinstance(targets, Known):
        return Outcome(forward=(hop,)), (targets,)
    ours = [one for one in targets.value if _in_the_world(atlas, one)]
    doubts = (*found.open, *_doubts(claims, found.length), *zone.open)
    if ours or doubts:
        why = Unknown(f"what {', '.join(ours) or rule.origin.name} answers for {question.host}")
        return Outcome(forward=(hop,)), (*doubts, why)
    return Outcome(blocks=(NamesOverridden(by=rule, vpc=question.vpc, host=question.host),), forward=(hop,)), ()


def _in_the_world(atlas: Atlas, target: str) -> bool:
    address = target.rsplit(":", 1)[0] if target.count(":") == 1 else target
    return number_of(address) is None or bool(atlas.named(interfaces_by_address, (NetworkInterface,), address))


def _by_zone(atlas: Atlas, question: Question, found: Zone, claims: tuple[Claim, ...]) -> Named:
    """Return what a hosted zone of the user's answers; where that is wrong, what the name would be without it."""
    zone = found.zone
    if zone is None:
        return _amazons(question, claims)
    answered = answer_of(zone, question.host)
    pointed = pointed_at(atlas, answered.records)
    why: tuple[Reason, ...] = (*answered.open, *pointed.open)
    right = pointed.endpoint is not None and _serves(pointed.endpoint, question)
    if right or (pointed.addresses and pointed.endpoint is None):
        record = pointed.record.origin if pointed.record else zone.origin
        hop = Hop(kind="hosted-zone", origin=zone.origin, rule=record, does="resolves", detail=question.host)
        kind = Kind.ENDPOINT if right else Kind.ADDRESSES
        rival = _rival(found, claims)
        return Named(kind, Outcome(forward=(hop,)), claims, pointed.endpoint, pointed.addresses, (*why, *rival))
    without = _amazons(question, claims)
    wrong = _wrong(question, zone, pointed, certain=not why)
    return replace(without, outcome=together((wrong, without.outcome)), elsewhere=(*why, *without.elsewhere))


def _rival(found: Zone, claims: tuple[Claim, ...]) -> tuple[Reason, ...]:
    """AWS refuses a zone and an endpoint of one VPC that want the same name, as it does two endpoints."""
    for claim in claims:
        if found.zone and claim.holds is Holds.YES and claim.zone == found.name:
            names = f"{found.zone.origin.name} and {claim.endpoint.origin.name}"
            return (Unknown(f"AWS refuses two owners of one private name in one VPC: {names}"),)
    return ()


def _wrong(question: Question, zone: HostedZone, pointed: Pointed, *, certain: bool) -> Outcome:
    decided = pointed.record.origin if pointed.record else None
    hop = Hop(kind="hosted-zone", origin=zone.origin, rule=decided or zone.origin, does="drops", detail=question.host)
    if not certain:
        return Outcome(forward=(hop,))
    block = NamesOverridden(by=zone, vpc=question.vpc, decided=decided, record=pointed.record, host=question.host)
    return Outcome(blocks=(block,), forward=(hop,))


def _serves(endpoint: Endpoint, question: Question) -> bool:
    """Tell whether an endpoint is one of the service that is asked for."""
    name = endpoint.service_name
    if not isinstance(name, Known):
        return True
    return name.value == question.service or bool(set(names_of(name.value)) & set(names_of(question.service)))
