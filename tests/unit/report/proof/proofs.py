"""Proofs made by hand: a healthy one, one finding, what is not known, a leak, many services, and hostile names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sealane.proof.blocks.advice import SingleZone
from sealane.proof.blocks.permissions import LayerDenies, Need
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.check import Check, Subject
from sealane.verdicts.decision import Decision, Outcome
from sealane.verdicts.fix import Fix
from sealane.verdicts.judgement import Applied, Effect, Judgement, Layer, Mismatch
from sealane.verdicts.proof import Assumed, Finding, Proof, ServiceProof, StepVerdict
from sealane.verdicts.trace import Hop, Packet, Trace
from sealane.verdicts.verdict import Verdict
from sealane.world.gaps import Noun
from sealane.world.services import Service
from sealane.world.values import Known, Origin, Unknown, Unread
from sealane.world.world import Source
from tests.unit.startup.tasks import APP, AWSLOGS, SETTING, start, with_app

PLAN = Source(kind="terraform-plan", name="plan.json")
STEPS = start(with_app(replace(APP, log=AWSLOGS))).steps
APP_SERVICE = Origin("aws_ecs_service.app", "service.tf", 1)
GROUP = Origin("aws_security_group.tasks", "security.tf", 12)
NAT = Origin("module.edge.aws_nat_gateway.main", "edge/nat.tf", 3)
ENDPOINT = Origin("aws_vpc_endpoint.s3", "endpoints.tf", 40)
HOST = "api.ecr.us-east-1.amazonaws.com"
PACKET = Packet(source="10.0.1.10", destination="10.0.9.4", protocol="tcp", source_port=49152, port=443)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A block without words of its own."""

    cause: Cause
    origin: Origin


def hop(kind: str, name: str, does: str, rule: str = "", detail: str = "") -> Hop:
    """Return a hop; without a rule the thing itself decided."""
    return Hop(kind=kind, origin=Origin(name), rule=Origin(rule or name), does=does, detail=detail)


RESOLVES = hop("name-server", "aws_vpc.main", "resolves", detail=f"{HOST} to 10.0.9.4")
WAY = (RESOLVES, hop("security-group", GROUP.name, "denies", detail="no outbound rule covers tcp 443 to 10.0.9.4"))
STOPPED = Trace(
    verdict=Verdict.FAILS, packet=PACKET, forward=WAY, blocks=(Wall(cause=Cause.TASK_GROUP_EGRESS, origin=GROUP),)
)
WITNESS = Trace(
    verdict=Verdict.HOLDS,
    packet=replace(PACKET, destination="198.51.100.1"),
    forward=(
        hop("security-group", GROUP.name, "allows", "aws_vpc_security_group_egress_rule.all"),
        hop("route-table", "aws_route_table.private", "routes", "aws_route.out"),
        hop("nat-gateway", NAT.name, "translates", detail="to 203.0.113.9"),
        hop("internet-gateway", "aws_internet_gateway.main", "delivers"),
    ),
)
LAYERS = Decision(
    outcome=Outcome.DENIED,
    blocked_by=(Layer.ENDPOINT,),
    judgements=(
        Judgement(Layer.IDENTITY, True, False, (Applied("start", "Pull", Effect.ALLOW, True),)),  # noqa: FBT003
        Judgement(
            Layer.ENDPOINT,
            False,  # noqa: FBT003
            False,  # noqa: FBT003
            (Applied(ENDPOINT.name, "1", Effect.ALLOW, False, Mismatch.RESOURCE),),  # noqa: FBT003
        ),
    ),
)
DENIED = LayerDenies(
    cause=Cause.ENDPOINT_POLICY_DENIES,
    origin=ENDPOINT,
    layer=Layer.ENDPOINT,
    subject_name=ENDPOINT.name,
    needs=(Need(action="s3:GetObject", resource="arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"),),
)
FIX = Fix(
    terraform=(
        'resource "aws_vpc_security_group_egress_rule" "https" {\n  security_group_id = aws_security_group.tasks.id\n}'
    ),
    cli="aws ec2 authorize-security-group-egress --group-id sg-1 --protocol tcp --port 443 --source-group sg-2",
)


def service(name: str = APP_SERVICE.name, origin: Origin | None = None) -> Service:
    """Return a service of that name."""
    return Service(
        id=name,
        origin=origin or replace(APP_SERVICE, name=name),
        name=Known(name),
        task_definition=Known("shop"),
        subnets=Known(("a", "b")),
        security_groups=Known((GROUP.name,)),
        setting=SETTING,
    )


def step_verdicts(**checks: Check) -> tuple[StepVerdict, ...]:
    """Return every step of a plain task, holding but for the named ones."""
    found = []
    for step in STEPS:
        looks = (
            Check(subject=Subject.NETWORK, verdict=Verdict.HOLDS, origin=Origin("aws_vpc.main")),
            *((checks[step.name.name],) if step.name.name in checks else ()),
        )
        verdict = next((look.verdict for look in looks if look.verdict is not Verdict.HOLDS), Verdict.HOLDS)
        found.append(StepVerdict(step=step, verdict=verdict, checks=looks))
    return tuple(found)


def healthy(name: str = APP_SERVICE.name) -> ServiceProof:
    """Return a service that starts and is sealed."""
    return ServiceProof(
        service=service(name),
        starts=Verdict.HOLDS,
        sealed=Verdict.HOLDS,
        steps=step_verdicts(),
        findings=(),
        assumed=(Assumed(noun=Noun.REPOSITORIES, subject="shop"), Assumed(noun=Noun.LOG_GROUPS, subject="/ecs/shop")),
    )


def closed(name: str = APP_SERVICE.name, origin: Origin = GROUP, way: tuple[Hop, ...] = WAY) -> ServiceProof:
    """Return a service whose group lets nothing out: one finding that stops two steps."""
    wall = Wall(cause=Cause.TASK_GROUP_EGRESS, origin=origin)
    look = Check(
        subject=Subject.NETWORK,
        verdict=Verdict.FAILS,
        origin=origin,
        blocks=(wall,),
        trace=replace(STOPPED, forward=way, blocks=(wall,)),
    )
    steps = (StepName.REGISTRY_LOGIN, StepName.IMAGE_MANIFEST)
    return replace(
        healthy(name),
        starts=Verdict.FAILS,
        steps=step_verdicts(REGISTRY_LOGIN=look, IMAGE_MANIFEST=look),
        findings=(Finding(block=wall, steps=steps),),
    )


def denied(name: str = APP_SERVICE.name) -> ServiceProof:
    """Return a service whose layers the endpoint's policy keeps back."""
    look = Check(subject=Subject.PERMISSION, verdict=Verdict.FAILS, origin=ENDPOINT, blocks=(DENIED,), decision=LAYERS)
    return replace(
        healthy(name),
        starts=Verdict.FAILS,
        steps=step_verdicts(IMAGE_LAYERS=look),
        findings=(Finding(block=DENIED, steps=(StepName.IMAGE_LAYERS,)),),
    )


def leaking(name: str = APP_SERVICE.name) -> ServiceProof:
    """Return a service that starts and can reach the internet by a NAT gateway."""
    leak = Finding(block=Wall(cause=Cause.INTERNET_BY_NAT, origin=NAT), witness=WITNESS)
    return replace(healthy(name), sealed=Verdict.FAILS, findings=(leak,))


def unclear(name: str = APP_SERVICE.name) -> ServiceProof:
    """Return a service of which one step hangs on what was not read, and the seal on what is not decided yet."""
    look = Check(
        subject=Subject.NETWORK,
        verdict=Verdict.UNKNOWN,
        origin=Origin("subnet-1"),
        open=(Unread("the route tables of vpc-1 were not read", "ec2:DescribeRouteTables"),),
    )
    return replace(
        healthy(name),
        starts=Verdict.UNKNOWN,
        sealed=Verdict.UNKNOWN,
        steps=step_verdicts(REGISTRY_LOGIN=look),
        open=(Unknown("var.egress_cidr is not decided until apply"),),
    )


def advised(name: str = APP_SERVICE.name) -> ServiceProof:
    """Return a healthy service with a piece of advice."""
    block = SingleZone(what="service", zone="us-east-1a", origin=replace(APP_SERVICE, name=name))
    return replace(healthy(name), advice=(Finding(block=block),))


def proof(*services: ServiceProof) -> Proof:
    """Return a proof of a plan with these services."""
    return Proof(source=PLAN, services=services)


def many(count: int = 200) -> Proof:
    """Return many services: some share a closed group, each tenth has one of its own, a few leak, the rest hold."""
    found = []
    for number in range(count):
        name = f'module.team["t{number}"].aws_ecs_service.this'
        if number % 10 == 3:
            found.append(closed(name, Origin(f"aws_security_group.own_{number}", f"teams/{number}.tf", 20)))
        elif number % 10 == 5:
            found.append(closed(name, Origin(f'module.team["t{number}"].aws_security_group.this', "team/main.tf", 7)))
        elif number % 25 == 1:
            found.append(leaking(name))
        else:
            found.append(healthy(name))
    return proof(*found)
