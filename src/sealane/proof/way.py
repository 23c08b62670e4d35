"""The way that a step's request takes, as far as policies can tell: which VPC and which endpoint it comes through."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.proof.estate import Estate
from sealane.reachability import reach as reachability
from sealane.records import dataclass
from sealane.startup.step import Call, GatewayEndpoint, Interface, InterfaceEndpoint, Step
from sealane.world.endpoints import Endpoint
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown, Value
from sealane.world.vpcs import Vpc

_BY_ENDPOINT = (InterfaceEndpoint, GatewayEndpoint)
_NO_KEY: Known[tuple[Text, ...]] = Known(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a request travels.

    `name` is equal for ways that are.
    `endpoint` is the endpoint it goes through, `None` for none or for one that is not there yet; `vpc` and `vpce` are
    what `aws:SourceVpc` and `aws:SourceVpce` read as.
    """

    name: str
    endpoint: Endpoint | None
    vpc: Value[Text] | Known[tuple[Text, ...]]
    vpce: Value[Text] | Known[tuple[Text, ...]]


OUTSIDE_OF_VPC = Way(name="", endpoint=None, vpc=_NO_KEY, vpce=_NO_KEY)


def ways_of(step: Step, vpc: Value[Vpc], packets: Iterable[reachability.Way], estate: Estate) -> tuple[Way, ...]:
    """Return the ways of a step's requests: through each endpoint that carries its packets, or that would.

    The keys are there only when an endpoint is used:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    if step.interface is not Interface.TASK or not isinstance(step.carrier, _BY_ENDPOINT):
        return (OUTSIDE_OF_VPC,)
    found: dict[str, Way] = {}
    for one in packets:
        for endpoint in one.endpoints:
            if endpoint.id not in found:
                found[endpoint.id] = _by(endpoint, estate)
        if one.internet and not one.endpoints:
            found[""] = OUTSIDE_OF_VPC
    if found:
        return tuple(found.values())
    meant = _meant(step.carrier, vpc, estate)
    if meant is not None:
        return (_by(meant, estate),)
    name = f"into {vpc.value.id}" if isinstance(vpc, Known) else f"into {vpc}"
    return (Way(name=name, endpoint=None, vpc=_id_of(vpc), vpce=Unknown("which endpoint will carry the call")),)


def _by(endpoint: Endpoint, estate: Estate) -> Way:
    """Return the way through an endpoint."""

    def made() -> Way:
        vpc = estate.world.find(Vpc, endpoint.vpc)
        return Way(name=f"through {endpoint.id}", endpoint=endpoint, vpc=_id_of(vpc), vpce=id_text(endpoint))

    return estate.answer(("way", endpoint.id), made)


def way_through(call: Call, way: Way) -> Way:
    """Return the way of one call: what a service does in the role's name comes through no endpoint of the task.

    Whether such a call has the keys of the first one is not said anywhere, so they are unknown.
    https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
    """
    if not call.through:
        return way
    unsaid = Unknown(f"whether {call.through} passes on where the request came from")
    return Way(name=f"by {call.through}", endpoint=None, vpc=unsaid, vpce=unsaid)


def id_text(fact: Vpc | Endpoint) -> Value[Text]:
    """Return the id that policies name a VPC or an endpoint by, a hole before the apply that mints it."""
    if fact.aws_id != Known(""):
        return fact.aws_id
    if fact.id.startswith(("vpc-", "vpce-")):
        return Known(fact.id)
    return Known(Partial((Hole(f"the id of {fact.id}", token=f"{fact.id}.id", plain=True),)))


def _id_of(vpc: Value[Vpc]) -> Value[Text]:
    return id_text(vpc.value) if isinstance(vpc, Known) else vpc


def _meant(carrier: InterfaceEndpoint | GatewayEndpoint, vpc: Value[Vpc], estate: Estate) -> Endpoint | None:
    """Return the endpoint of the VPC that is meant for a step although no packet reaches it."""
    if not isinstance(vpc, Known):
        return None
    name = Known(carrier.service_name)
    return next((one for one in estate.endpoints_of(vpc.value.id) if one.service_name == name), None)
