"""From a start to a host name: the name first, then whatever it resolves to."""

from __future__ import annotations

from sealane.reachability.atlas import Atlas
from sealane.reachability.blocks.towards import Towards, TowardsKind
from sealane.reachability.gateway_endpoints import absent, by_gateway, end_of_list, gateways_of
from sealane.reachability.goal import AddressGoal, HostGoal
from sealane.reachability.name_servers import leave_public_names
from sealane.reachability.names import Kind, Named, Question, resolve
from sealane.reachability.outcome import Outcome, doubted, opened, together
from sealane.reachability.public_paths import or_missing, public, somewhere_public, without_endpoint
from sealane.reachability.sieve import Asked
from sealane.reachability.start import Start, request
from sealane.reachability.to_address import to_address
from sealane.reachability.towards_endpoint import to_endpoint
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.values import Known, Unknown

# AWS's pages differ on whether ECR's layers can come over an interface endpoint of S3:
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
_LAYERS = "-starport-layer-bucket."
_LAYERS_DOUBT = Unknown("AWS's pages differ on whether image layers can come over an interface endpoint of S3")

Carried = tuple[Outcome, tuple[Endpoint, ...], bool]


def to_host(atlas: Atlas, start: Start, goal: HostGoal) -> Carried:
    """Follow packets to a host name: there, back, and what carries them."""
    if not isinstance(goal.host, Known):
        return opened(goal.host), (), False
    routed = goal.gateway and gateways_of(atlas, start, goal.service_name).routed is not None
    question = Question(
        vpc=start.vpc,
        subnet=start.subnet,
        host=goal.host.value,
        service=goal.service_name,
        names=goal.private_names,
        private=routed,
        public=goal.gateway,
    )
    named = resolve(atlas, question)
    found, endpoints, internet = _to_named(atlas, start, goal, named)
    if named.elsewhere:
        found = doubted(found, *named.elsewhere)
    whole = together((named.outcome, found))
    public_anyway = routed and named.kind is not Kind.ENDPOINT
    if whole.blocks and not public_anyway and _may_be_public(atlas, start, goal, named):
        doubt = Unknown(f"whether {goal.host.value} leads to public addresses where nobody knows its private name")
        return doubted(whole, doubt), endpoints, internet
    return whole, endpoints, internet


def _may_be_public(atlas: Atlas, start: Start, goal: HostGoal, named: Named) -> bool:
    """Tell whether a name whose private answer nobody gives may have its public one, and a path there is open.

    A name without a private answer is a public name like any other:
    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """
    blocks = named.outcome.blocks
    if not blocks or not leave_public_names(atlas, start.subnet, blocks):
        return False
    towards = Towards(kind=TowardsKind.INTERNET)
    path = public(atlas, start, somewhere_public(apart=True), request(goal.protocol, goal.port), towards)
    return path.whole.verdict is not Verdict.FAILS


def _to_named(atlas: Atlas, start: Start, goal: HostGoal, named: Named) -> Carried:
    asked = request(goal.protocol, goal.port)
    if named.kind is Kind.ENDPOINT and named.endpoint is not None:
        some = [AddressGoal(address=one, port=goal.port, protocol=goal.protocol) for one in named.addresses]
        # A record with addresses means these of the endpoint's alone.
        found = (
            together(to_address(atlas, start, one)[0] for one in some)
            if some
            else to_endpoint(atlas, start, named.endpoint, asked)
        )
        layers = goal.gateway and isinstance(goal.host, Known) and _LAYERS in goal.host.value
        return together((found, opened(_LAYERS_DOUBT))) if layers else found, (named.endpoint,), False
    if named.kind is Kind.ADDRESSES:
        return _to_addresses(atlas, start, goal, named)
    if goal.gateway:
        return _to_gateway(atlas, start, goal, asked)
    if goal.service_name:
        host = goal.host.value if isinstance(goal.host, Known) else ""
        outcome, should = without_endpoint(atlas, start, named.claims, goal.service_name, host, asked)
        return outcome, (should,) if should else (), should is None
    towards = Towards(kind=TowardsKind.INTERNET)
    return public(atlas, start, somewhere_public(), asked, towards).whole, (), True


def _to_addresses(atlas: Atlas, start: Start, goal: HostGoal, named: Named) -> Carried:
    """Follow packets to the addresses that a hosted zone has; what answers there is not known, only the way."""
    found = [
        to_address(atlas, start, AddressGoal(address=address, port=goal.port, protocol=goal.protocol))
        for address in named.addresses
    ]
    whole = together(outcome for outcome, _, _ in found)
    answers = Unknown(f"what answers at {', '.join(named.addresses)}")
    return together((whole, opened(answers))), tuple(one for _, some, _ in found for one in some), False


def _to_gateway(atlas: Atlas, start: Start, goal: HostGoal, asked: Asked) -> Carried:
    service = goal.service_name
    gateways = gateways_of(atlas, start, service)
    if gateways.routed is not None:
        return by_gateway(atlas, start, gateways.routed, service, asked), (gateways.routed,), False
    towards = Towards(kind=TowardsKind.PREFIX_LIST, key=service)
    path = public(atlas, start, end_of_list(atlas, service), asked, towards)
    host = goal.host.value if isinstance(goal.host, Known) else ""
    found = or_missing(path, absent(start, gateways, service, host))
    if gateways.open and found.verdict is Verdict.FAILS:
        found = doubted(found, *gateways.open)
    holds = found.verdict is Verdict.HOLDS
    return found, () if holds else gateways.idle[:1], holds
