"""The way that a step's request takes, as far as policies can tell: which VPC and which endpoint it comes through."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.proof.estate import Estate
from sealane.startup.step import Call, GatewayEndpoint, Interface, InterfaceEndpoint, Step
from sealane.verdicts.trace import Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.endpoints import Endpoint
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown, Value
from sealane.world.vpcs import Vpc

_NO_KEY: Known[tuple[Text, ...]] = Known(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a request travels.

    `endpoint` is the endpoint it goes through, `None` for none or for one that is not there yet; `vpc` and `vpce` are
    what `aws:SourceVpc` and `aws:SourceVpce` read as.
    """

    endpoint: Endpoint | None
    vpc: Value[Text] | Known[tuple[Text, ...]]
    vpce: Value[Text] | Known[tuple[Text, ...]]


OUTSIDE_OF_VPC = Way(endpoint=None, vpc=_NO_KEY, vpce=_NO_KEY)


def way_of(step: Step, vpc: Value[Vpc], trace: Trace | None, estate: Estate) -> Way:
    """Return the way of a step's packets: through the endpoint that carries them, or that would.

    The keys are there only when an endpoint is used:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    if step.interface is not Interface.TASK or not isinstance(step.carrier, InterfaceEndpoint | GatewayEndpoint):
        return OUTSIDE_OF_VPC
    endpoint = _carrying(step.carrier, vpc, trace, estate)
    if endpoint is not None:
        source = estate.world.find(Vpc, endpoint.vpc)
        return Way(endpoint=endpoint, vpc=_id_of(source), vpce=id_text(endpoint))
    if trace is not None and trace.verdict is Verdict.HOLDS:
        return OUTSIDE_OF_VPC
    return Way(endpoint=None, vpc=_id_of(vpc), vpce=Unknown("which endpoint will carry the call"))


def way_through(call: Call, way: Way) -> Way:
    """Return the way of one call: what a service does in the role's name comes through no endpoint of the task.

    Whether such a call has the keys of the first one is not said anywhere, so they are unknown.
    https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
    """
    if not call.through:
        return way
    unsaid = Unknown(f"whether {call.through} passes on where the request came from")
    return Way(endpoint=None, vpc=unsaid, vpce=unsaid)


def id_text(fact: Vpc | Endpoint) -> Value[Text]:
    """Return the id that policies name a VPC or an endpoint by, a hole before the apply that mints it."""
    if fact.aws_id != Known(""):
        return fact.aws_id
    if fact.id.startswith(("vpc-", "vpce-")):
        return Known(fact.id)
    return Known(Partial((Hole(f"the id of {fact.id}", token=f"{fact.id}.id", plain=True),)))


def _id_of(vpc: Value[Vpc]) -> Value[Text]:
    return id_text(vpc.value) if isinstance(vpc, Known) else vpc


def _carrying(
    carrier: InterfaceEndpoint | GatewayEndpoint, vpc: Value[Vpc], trace: Trace | None, estate: Estate
) -> Endpoint | None:
    """Return the endpoint that the packets went through, or else the one of the VPC that is meant for them."""
    if trace is not None and trace.endpoint:
        found = estate.world.table(Endpoint).get(trace.endpoint)
        if found is not None:
            return found
    if trace is not None and trace.verdict is Verdict.HOLDS:
        return None
    if not isinstance(vpc, Known):
        return None
    meant = Known(carrier.service_name)
    return next((one for one in estate.endpoints_of(vpc.value.id) if one.service_name == meant), None)
