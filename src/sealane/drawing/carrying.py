"""Which carrier a step's packets take, or would take if nothing stood in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.gateways import of_endpoint, of_endpoint_elsewhere, of_fact, of_file_system
from sealane.drawing.ground import Ground, OnTheWay, suffix_of, text
from sealane.drawing.outside import Outside, OutsideKind
from sealane.records import replace
from sealane.startup.step import GatewayEndpoint, InterfaceEndpoint, MountTarget, NoPackets, Step, Undecided
from sealane.verdicts.check import Subject
from sealane.verdicts.evidence import Evidence
from sealane.verdicts.proof import StepVerdict
from sealane.verdicts.trace import Hop, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world import stores
from sealane.world.endpoints import Endpoint
from sealane.world.gateways import Gateway, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.transit import TransitGateway

_CONTROL_PLANE = Carrier(
    key="control-plane",
    kind=CarrierKind.CONTROL_PLANE,
    name="",
    outside=Outside(kind=OutsideKind.CONTROL_PLANE),
)


def trace_of(verdict: StepVerdict, evidence: Evidence) -> Trace | None:
    """Return the trace that tells most of a step: one that fails, then one that is open, then any."""
    traces = [check.trace for check in verdict.checks if check.subject is Subject.NETWORK and check.trace is not None]
    traces += evidence.traces
    for wanted in (Verdict.FAILS, Verdict.UNKNOWN):
        found = next((trace for trace in traces if trace.verdict is wanted), None)
        if found is not None:
            return found
    return traces[0] if traces else None


def carrier_of(verdict: StepVerdict, trace: Trace | None, places: tuple[str, ...], vpc: str, ground: Ground) -> Carrier:
    """Return a step's carrier for tasks in some places of a VPC."""
    step = verdict.step
    if isinstance(step.carrier, NoPackets):
        return _CONTROL_PLANE
    found = None if trace is None else _by_trace(trace, vpc, ground)
    found = found or _by_blocks(verdict, vpc, ground) or _meant(step, places, vpc, ground)
    if found.absent and verdict.verdict is not Verdict.FAILS:
        return replace(found, key=f"unsure:{found.key}", absent=False, unsure=True)
    return found


def _by_trace(trace: Trace, vpc: str, ground: Ground) -> Carrier | None:
    """Return what packets meet first on their way out of their own VPC; what follows may be another one's."""
    facts = list(_facts(trace.forward, ground))
    endpoint = ground.world.table(Endpoint).get(trace.endpoint)
    if endpoint is not None:
        if text(endpoint.vpc) == vpc:
            return of_endpoint(endpoint)
        by = next((one for one in facts if isinstance(one, TransitGateway | PeeringConnection)), None)
        return None if by is None else of_endpoint_elsewhere(endpoint, by, ground)
    return of_fact(facts[0], vpc, ground) if facts else None


def _facts(hops: Iterable[Hop], ground: Ground) -> Iterator[OnTheWay]:
    for hop in hops:
        fact = None if hop.kind in _OF_THE_TASK else ground.named(hop.origin.name)
        if fact is not None:
            yield fact


# A hop of the task's own interface or group is no carrier, even where its name is that of one.
_OF_THE_TASK = frozenset({"security-group", "network-acl"})


def _by_blocks(verdict: StepVerdict, vpc: str, ground: Ground) -> Carrier | None:
    """Return the carrier that something in the way is about."""
    for block in (block for check in verdict.checks for block in check.blocks):
        for attribute in ("endpoint", "failed"):
            endpoint = getattr(block, attribute, None)
            if isinstance(endpoint, Endpoint) and text(endpoint.vpc) == vpc:
                return of_endpoint(endpoint)
        for attribute in ("mount_target", "nat", "forwarder", "gateway"):
            fact = getattr(block, attribute, None)
            if isinstance(fact, stores.MountTarget | NatGateway | NetworkInterface | Instance | Gateway):
                return of_fact(fact, vpc, ground)
    return None


def _meant(step: Step, places: tuple[str, ...], vpc: str, ground: Ground) -> Carrier:
    """Return what is meant for a step by its name, or what is missing."""
    match step.carrier:
        case InterfaceEndpoint(service_name=service) | GatewayEndpoint(service_name=service):
            own = (one for one in ground.endpoints_of(vpc) if text(one.service_name) == service)
            endpoint = next(own, None)
            return _missing(step, service, places) if endpoint is None else of_endpoint(endpoint)
        case MountTarget(file_system_id=key):
            return of_file_system(text(key), vpc, ground)
        case Undecided():
            outside = Outside(kind=OutsideKind.SOMEWHERE)
            return Carrier(key="undecided", kind=CarrierKind.UNDECIDED, name="", outside=outside)
        case _:
            host = text(step.host)
            outside = Outside(kind=OutsideKind.SOMEWHERE, name=host)
            return Carrier(key=f"no-way:{host}", kind=CarrierKind.NO_WAY, name="", outside=outside, absent=True)


def _missing(step: Step, service: str, places: tuple[str, ...]) -> Carrier:
    interface = isinstance(step.carrier, InterfaceEndpoint)
    region = step.carrier.region if isinstance(step.carrier, InterfaceEndpoint) else ""
    name = suffix_of(service)
    return Carrier(
        key=f"missing:{service}",
        kind=CarrierKind.INTERFACE_ENDPOINT if interface else CarrierKind.GATEWAY_ENDPOINT,
        name=name,
        outside=Outside(kind=OutsideKind.SERVICE, name=name, region=region),
        subnets=places if interface else (),
        absent=True,
    )
