"""The organisation's policies: service control policies and resource control policies, level by level.

What is not confirmed here is not decided: whether a service-linked role is exempt from an SCP that stops it, and
whether an RCP covers a service that was not among the first.
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
"""

from __future__ import annotations

from dataclasses import dataclass

from sealane.authorization.caller import Kind
from sealane.authorization.combine import Gate
from sealane.authorization.layers import judge
from sealane.authorization.policy import Policy
from sealane.authorization.request import Request
from sealane.verdicts.condition import Truth, Undecided, all_of, any_of, negate
from sealane.verdicts.judgement import Judgement, Layer

# https://docs.aws.amazon.com/controltower/latest/controlreference/rcp-controls.html
_RCP_SERVICES = frozenset({"s3", "sts", "kms", "sqs", "secretsmanager"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of an organisation, the root, a unit or the account, with the policies attached to it."""

    name: str
    policies: tuple[Policy, ...]


def service_control(levels: tuple[Level, ...], request: Request) -> tuple[list[Judgement], Gate]:
    """Judge by SCPs: every level must allow, and none may deny."""
    judgements = [judge(Layer.SCP, level.policies, request, level=level.name) for level in levels]
    allow, deny = all_of(j.allow for j in judgements), any_of(j.deny for j in judgements)
    if not request.caller.service_linked:
        return judgements, Gate(allow, deny)
    exempt = Undecided("a service-linked role is exempt from service control policies")
    return judgements, Gate(any_of((allow, exempt)), _unless(deny, exempt))


def resource_control(levels: tuple[Level, ...], request: Request) -> tuple[list[Judgement], Gate]:
    """Judge by RCPs: only their Deny counts, because AWS attaches one that allows everything to every level."""
    judgements = [judge(Layer.RCP, level.policies, request, level=level.name) for level in levels]
    deny = any_of(j.deny for j in judgements)
    service = request.action.partition(":")[0]
    if service in _RCP_SERVICES:
        return judgements, Gate(deny=deny)
    return judgements, Gate(deny=_unless(deny, Undecided(f"resource control policies leave {service} alone")))


def exempt_from_service_control(request: Request) -> bool:
    """Tell whether SCPs say nothing about a caller: they bind users and roles of an account, not services.

    https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
    """
    return request.caller.kind in {Kind.SERVICE, Kind.PROVIDER, Kind.FOREIGN}


def _unless(deny: Truth, exempt: Undecided) -> Truth:
    """Soften a Deny that may not concern the request."""
    return False if deny is False else all_of((deny, negate(exempt)))
