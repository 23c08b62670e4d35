"""What a user should know about an existing VPC, each as a warning."""

from __future__ import annotations

from sealane.errors import Problem
from sealane.startup.supply_findings import (
    AnotherEndpointAnswers,
    Caution,
    EndpointDoesNotServe,
    EndpointPolicyNotDefault,
    RouteToInternet,
    VpcFactUnread,
)
from sealane.world.values import Known, Unread, Value

_BECAUSE = {"private-dns-off": "its private DNS is off", "state": "it is not available"}


def caution_problem(caution: Caution) -> Problem:
    """Return the warning that a caution is."""
    match caution:
        case EndpointDoesNotServe():
            return Problem(
                code="endpoint-does-not-serve",
                what=f"{caution.endpoint.id} does not serve {caution.need.suffix}: {_BECAUSE[caution.because]}",
                facts=(("state", _shown(caution.endpoint.state)),),
                hint="a new one is added beside it; the old one can go once nothing else uses it",
                link="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
            )
        case EndpointPolicyNotDefault():
            return Problem(
                code="endpoint-policy-not-read",
                what=f"endpoint {caution.endpoint.id} for {caution.need.suffix} has a policy of its own",
                hint="whether it lets the tasks' calls through is not judged here; see what they need with "
                "`sealane policies`",
                link="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
            )
        case AnotherEndpointAnswers():
            return Problem(
                code="another-endpoint-answers",
                what=f"{caution.endpoint.id} may answer for {caution.need.suffix} before the gateway endpoint",
                hint="its security groups and policy then count as well",
                link="https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
            )
        case RouteToInternet():
            return _route(caution)
        case VpcFactUnread():
            return _unread(caution)


def _route(caution: RouteToInternet) -> Problem:
    leads = "leads" if caution.certain else "may lead"
    return Problem(
        code="route-to-internet",
        what=f"the route of {caution.subnet.id} to {_shown(caution.route.destination)} {leads} to the internet",
        facts=(("route table", caution.route_table.id), ("target", _shown(caution.route.target))),
        hint="the tasks' security groups let nothing out to it; for a VPC without such a route choose other subnets",
        link="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
    )


def _unread(caution: VpcFactUnread) -> Problem:
    action = caution.value.action if isinstance(caution.value, Unread) else ""
    return Problem(
        code="vpc-not-read",
        what=f"{caution.fact} of {caution.vpc.id} could not be read",
        facts=(("because", caution.value.reason),),
        hint=f"allow `{action}` and run the command again to be sure" if action else "",
    )


def _shown(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else value.reason
