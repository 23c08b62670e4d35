"""Ways in which people write Terraform, each with a change that is to be made in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sealane.fixes.change import Change, Proposal
from sealane.proof.blocks.permissions import LayerDenies, Need, RoleLacks
from sealane.records import replace
from sealane.terraform.configuration.blocks import blocks_of
from sealane.terraform.configuration.module import File, Module
from sealane.terraform.configuration.tree import Tree
from sealane.verbs.mending.draft import Draft
from sealane.verbs.mending.matter import Matter
from sealane.verbs.mending.write import write
from sealane.verdicts.cause import Cause
from sealane.verdicts.judgement import Layer
from sealane.verdicts.proof import Finding
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.policies import Policy, Role
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.stores import Secret
from sealane.world.values import Known, Origin
from sealane.world.world import Fact, Source, World, world_of

FOLDER = Path("/project")
_VPC = "aws_vpc.main"
_SUBNETS = Known(("aws_subnet.a", "aws_subnet.b"))
_ENDPOINTS = "aws_security_group.endpoints"
_TASKS = "aws_security_group.tasks"
_ROLE = "aws_iam_role.execution"
_SECRET = "aws_secretsmanager_secret.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A file, the facts that it means, what is to change, and what is found of it."""

    text: str
    facts: tuple[Fact, ...]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()


def drafted(style: Style) -> str:
    """Return the file with the change in it.

    Raises:
        Unsure: when the change has no sure place.

    """
    path = FOLDER / "main.tf"
    file = File(path=path, text=style.text, blocks=blocks_of(style.text, str(path)))
    tree = Tree(folder=FOLDER, modules={(): Module(path=(), folder=FOLDER, files=(file,))})
    draft = Draft(tree, Matter(world=_world(style.facts), findings=style.findings))
    write(draft, Proposal(changes=style.changes))
    return draft.texts()[path]


def _world(facts: tuple[Fact, ...]) -> World:
    return world_of(Source(kind="test", name="a directory"), facts)


def endpoint(key: str, suffix: str, **more: object) -> Endpoint:
    """Return an interface endpoint of the VPC."""
    bare = Endpoint(
        id=key,
        origin=Origin(key),
        vpc=Known(_VPC),
        service_name=Known(f"com.amazonaws.eu-west-1.{suffix}"),
        kind=EndpointKind.INTERFACE,
        private_dns=Known(True),  # noqa: FBT003 - a value
        subnets=_SUBNETS,
        security_groups=Known((_ENDPOINTS,)),
    )
    return replace(bare, **more)  # type: ignore[arg-type]  # as the caller knows


def missing(text: str, there: str, suffix: str = "ecr.dkr") -> Style:
    """Return a file that has an endpoint and lacks another one."""
    new = endpoint(f"{_VPC}#com.amazonaws.eu-west-1.logs", "logs")
    return Style(text=text, facts=(endpoint(there, suffix),), changes=(Change(before=None, after=new),))


def let_in(text: str) -> Style:
    """Return a file whose endpoints' group lacks a rule for the tasks."""
    group = SecurityGroup(id=_ENDPOINTS, origin=Origin(_ENDPOINTS), vpc=Known(_VPC), name=Known("endpoints"))
    rule = GroupRule(
        origin=group.origin,
        direction=Direction.INGRESS,
        protocol=Known("tcp"),
        from_port=Known(443),
        to_port=Known(443),
        kind=PeerKind.GROUP,
        peer=Known(_TASKS),
    )
    change = Change(before=group, after=replace(group, rules=(rule,)))
    return Style(text=text, facts=(group,), changes=(change,))


def names_off(text: str) -> Style:
    """Return a file with an endpoint whose private DNS is off."""
    before = endpoint("aws_vpc_endpoint.logs", "logs", private_dns=Known(False))  # noqa: FBT003 - a value
    after = replace(before, private_dns=Known(True))  # noqa: FBT003 - a value
    return Style(text=text, facts=(before,), changes=(Change(before=before, after=after),))


def routed(text: str) -> Style:
    """Return a file with a gateway endpoint that one table lacks."""
    more = {"kind": EndpointKind.GATEWAY, "route_tables": Known(("aws_route_table.a",))}
    before = endpoint("aws_vpc_endpoint.s3", "s3", **more)
    after = replace(before, route_tables=Known(("aws_route_table.a", "aws_route_table.b")))
    return Style(text=text, facts=(before,), changes=(Change(before=before, after=after),))


def allowed(text: str) -> Style:
    """Return a file with an endpoint whose policy keeps the execution role from a secret."""
    role = _role()
    need = Need(action="secretsmanager:GetSecretValue", resource="arn:aws:secretsmanager:eu-west-1:«account»:secret:db")
    before = endpoint("aws_vpc_endpoint.logs", "secretsmanager", policy=Known("{}"))
    after = replace(before, policy=Known('{"Statement": []}'))
    denied = LayerDenies(
        cause=Cause.ENDPOINT_POLICY_DENIES,
        origin=before.origin,
        layer=Layer.ENDPOINT,
        subject_name=before.id,
        needs=(need,),
        role=role,
    )
    finding = Finding(block=denied)
    return Style(
        text=text, facts=(before, role, _secret()), changes=(Change(before=before, after=after),), findings=(finding,)
    )


def granted(text: str) -> Style:
    """Return a file with a role that may not read a secret."""
    role = _role()
    need = Need(action="secretsmanager:GetSecretValue", resource="arn:aws:secretsmanager:eu-west-1:«account»:secret:db")
    policy = Policy(id="x", origin=role.origin, name=Known("start-secretsmanager"), document=Known(json.dumps({})))
    finding = Finding(block=RoleLacks(cause=Cause.ACTION_NOT_ALLOWED, role=role, needs=(need,)))
    change = Change(before=role, after=replace(role, inline=Known((policy,))))
    return Style(text=text, facts=(role, _secret()), changes=(change,), findings=(finding,))


def trusted(text: str) -> Style:
    """Return a file with a role that ECS tasks may not assume."""
    role = _role()
    return Style(text=text, facts=(role,), changes=(Change(before=role, after=replace(role, trust=Known("{}"))),))


def _role() -> Role:
    return Role(id=_ROLE, origin=Origin(_ROLE), name=Known("execution"), arn=Known(""), trust=Known(""))


def _secret() -> Secret:
    arn = Known("arn:aws:secretsmanager:eu-west-1:«account»:secret:db")
    return Secret(id=_SECRET, origin=Origin(_SECRET), name=Known("db"), arn=arn)


Making = Callable[[str], Style]
