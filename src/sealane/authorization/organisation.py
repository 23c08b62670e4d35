"""The organisation's policies: service control policies and resource control policies, level by level.

What is not confirmed here is not decided: whether a service-linked role is exempt from an SCP that stops it, and
whether an RCP covers a service that was not among the first.
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
"""

from __future__ import annotations

from sealane.authorization.caller import Kind
from sealane.authorization.layers import OPEN, Gate, judge, weigh
from sealane.authorization.policy import Policy
from sealane.authorization.request import Request
from sealane.records import dataclass
from sealane.verdicts.condition import Truth, Undecided, all_of, any_of, both, negate, one_of
from sealane.verdicts.judgement import Judgement, Layer

# https://docs.aws.amazon.com/controltower/latest/controlreference/rcp-controls.html
_RCP_SERVICES = frozenset({"s3", "sts", "kms", "sqs", "secretsmanager"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of an organisation, the root, a unit or the account, with the policies attached to it."""

    name: str
    policies: tuple[Policy, ...]


def service_control(levels: tuple[Level, ...], request: Request, story: list[Judgement] | None) -> Gate:
    """Judge by SCPs: every level must allow, and none may deny."""
    allow: Truth = True
    deny: Truth = False
    for level in levels:
        allows, denies = _weigh(Layer.SCP, level, request, story)
        allow, deny = both(allow, allows), one_of(deny, denies)
    if allow is True and deny is False:
        return OPEN
    if not request.caller.service_linked:
        return Gate(allow, deny)
    exempt = Undecided("a service-linked role is exempt from service control policies")
    return Gate(any_of((allow, exempt)), _unless(deny, exempt))


def resource_control(levels: tuple[Level, ...], request: Request, story: list[Judgement] | None) -> Gate:
    """Judge by RCPs: only their Deny counts, because AWS attaches one that allows everything to every level."""
    deny: Truth = False
    for level in levels:
        deny = one_of(deny, _weigh(Layer.RCP, level, request, story).deny)
    if deny is False:
        return OPEN
    service = request.action.partition(":")[0]
    if service in _RCP_SERVICES:
        return Gate(deny=deny)
    return Gate(deny=_unless(deny, Undecided(f"resource control policies leave {service} alone")))


def _weigh(layer: Layer, level: Level, request: Request, story: list[Judgement] | None) -> Gate:
    if story is None:
        return weigh(level.policies, request)
    judged = judge(layer, level.policies, request, level=level.name)
    story.append(judged)
    return Gate(judged.allow, judged.deny)


def exempt_from_service_control(request: Request) -> bool:
    """Tell whether SCPs say nothing about a caller: they bind users and roles of an account, not services.

    https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
    """
    kind = request.caller.kind
    return kind is Kind.SERVICE or kind is Kind.PROVIDER or kind is Kind.FOREIGN


def _unless(deny: Truth, exempt: Undecided) -> Truth:
    """Soften a Deny that may not concern the request."""
    return False if deny is False else all_of((deny, negate(exempt)))
