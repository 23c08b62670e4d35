"""What is worth knowing of the endpoints and zones of a service, and makes nothing fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.authorization.policy import Policy
from sealane.authorization.statement import Statement
from sealane.proof.blocks.advice import EndpointPolicyOpen, EndpointSuperfluous, SingleZone
from sealane.proof.estate import Estate
from sealane.startup.step import GatewayEndpoint, InterfaceEndpoint, Step
from sealane.verdicts.judgement import Effect, Layer
from sealane.verdicts.proof import Finding
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Value

# Actions with which data could be put into somebody else's account, in lower case; the last one is nobody's.
_CARRYING = ("s3:putobject", "ecr:putimage", "logs:putlogevents", "any:thing")


def services_needed(steps: Iterable[Step]) -> frozenset[str]:
    """Return the names of the endpoint services that steps need."""
    return frozenset(
        step.carrier.service_name for step in steps if isinstance(step.carrier, (InterfaceEndpoint, GatewayEndpoint))
    )


def advice_of(service: Service, vpc: str, needed: frozenset[str], estate: Estate) -> tuple[Finding, ...]:
    """Return the advice about a service in a VPC; `needed` are the endpoint services of everything that runs there."""
    return tuple(Finding(block=block) for block in _blocks(service, vpc, needed, estate))


def _blocks(
    service: Service, vpc: str, needed: frozenset[str], estate: Estate
) -> Iterator[EndpointPolicyOpen | EndpointSuperfluous | SingleZone]:
    zones = estate.answer(("zones", service.subnets), lambda: _zones(service.subnets, estate))
    if len(zones) == 1:
        yield SingleZone(what="service", zone=next(iter(zones)), origin=service.origin)
    several = len(zones) > 1
    yield from estate.answer(
        ("advice", vpc, needed, several), lambda: tuple(_of_endpoints(vpc, needed, estate, several=several))
    )


def _of_endpoints(
    vpc: str, needed: frozenset[str], estate: Estate, *, several: bool
) -> Iterator[EndpointPolicyOpen | EndpointSuperfluous | SingleZone]:
    """Yield what is said of a VPC's endpoints to each service; `several` is whether it is in more than one zone."""
    for endpoint in estate.endpoints_of(vpc):
        if not isinstance(endpoint.service_name, Known):
            continue
        if endpoint.service_name.value not in needed:
            yield EndpointSuperfluous(endpoint=endpoint)
            continue
        if _open(endpoint, estate):
            yield EndpointPolicyOpen(endpoint=endpoint)
        own = _zones(endpoint.subnets, estate) if endpoint.kind is EndpointKind.INTERFACE else frozenset()
        if len(own) == 1 and several:
            yield SingleZone(what="endpoint", zone=next(iter(own)), origin=endpoint.origin)


def _zones(subnets: Value[tuple[str, ...]], estate: Estate) -> frozenset[str]:
    """Return the zones of subnets as far as all of them are known; otherwise none."""
    if not isinstance(subnets, Known):
        return frozenset()
    found = set()
    for key in subnets.value:
        subnet = estate.world.find(Subnet, Known(key))
        if not isinstance(subnet, Known):
            return frozenset()
        zone = next((z.value for z in (subnet.value.zone_id, subnet.value.zone_name) if isinstance(z, Known)), "")
        if not zone:
            return frozenset()
        found.add(zone)
    return frozenset(found)


def _open(endpoint: Endpoint, estate: Estate) -> bool:
    """Tell whether a statement allows everybody everything, so that data could leave by it to any account.

    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """
    policy: Policy = estate.policy(endpoint.policy, endpoint.id, Layer.ENDPOINT)
    return any(isinstance(one, Statement) and _unlimited(one) for one in policy.statements)


def _unlimited(statement: Statement) -> bool:
    if statement.effect is not Effect.ALLOW or statement.condition or statement.resource is None:
        return False
    return statement.resource.everything and any(statement.action.matches(action) is True for action in _CARRYING)
