"""One layer judged alone: does it allow, does it deny, and what became of each of its statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sealane.authorization.caller import Caller, Kind
from sealane.authorization.conditions.block import hold
from sealane.authorization.elements.principal import EVERYONE, Grade
from sealane.authorization.policy import Policy, Statement, Unreadable
from sealane.authorization.request import Request
from sealane.verdicts.condition import Truth, Undecided, all_of, any_of
from sealane.verdicts.judgement import Applied, Effect, Judgement, Layer, Mismatch


class Circumstances(NamedTuple):
    """What changes how principals are read: the caller has a boundary, the policy is a gateway endpoint's."""

    boundary: bool = False
    gateway: bool = False


_ORDINARY = Circumstances()


class Reach(NamedTuple):
    """How a statement of a resource's policy reached a caller: as whom, and whether `aws:PrincipalArn` narrowed it."""

    grade: Grade
    truth: Truth
    names_arn: bool = False


def judge(layer: Layer, policies: Iterable[Policy], request: Request, *, level: str = "") -> Judgement:
    """Judge a request by the policies of one layer, as if there were no other."""
    judgement, _ = judge_with_reach(layer, policies, request, level=level)
    return judgement


def judge_with_reach(
    layer: Layer,
    policies: Iterable[Policy],
    request: Request,
    *,
    level: str = "",
    circumstances: Circumstances = _ORDINARY,
) -> tuple[Judgement, list[Reach]]:
    """Judge a request, and list how allowing statements reached the caller."""
    allows: list[Truth] = []
    denies: list[Truth] = []
    reaches: list[Reach] = []
    statements: list[Applied] = []
    for policy in policies:
        for statement in policy.statements:
            applied, reached = _apply(policy.name, statement, request, circumstances)
            statements.append(applied)
            if applied.applies is False:
                continue
            if applied.effect is not Effect.DENY:
                allows.append(applied.applies)
                reaches += reached
            if applied.effect is not Effect.ALLOW:
                denies.append(applied.applies)
    judgement = Judgement(layer, any_of(allows), any_of(denies), tuple(statements), level)
    return judgement, reaches


def _apply(
    policy: str,
    statement: Statement | Unreadable,
    request: Request,
    circumstances: Circumstances,
) -> tuple[Applied, list[Reach]]:
    if isinstance(statement, Unreadable):
        unclear = Applied(policy, statement.name, statement.effect, statement.because)
        return unclear, [Reach(grade, truth=statement.because, names_arn=True) for grade in Grade]
    action = statement.action.matches(request.action)
    if action is False:
        return statement.misses[Mismatch.ACTION], []
    resource = statement.resource is None or statement.resource.matches(request.resource, request.context)
    if resource is False:
        return statement.misses[Mismatch.RESOURCE], []
    grades = _grades(statement, request, circumstances)
    if not grades:
        return statement.misses[Mismatch.PRINCIPAL], []
    condition = hold(statement.condition, request.context)
    if condition is False:
        return statement.misses[Mismatch.CONDITION], []
    if action is True and resource is True and condition is True and grades is EVERYONE:
        return statement.applied, _REACHED[statement.names_arn]
    matched = all_of((action, resource, condition))
    reaches = [Reach(grade, all_of((matched, truth)), statement.names_arn) for grade, truth in grades]
    applies = any_of(reach.truth for reach in reaches)
    return (statement.applied if applies is True else statement.applied._replace(applies=applies)), reaches


_REACHED = {named: [Reach(Grade.EVERYONE, True, named)] for named in (False, True)}  # noqa: FBT003 - a truth


def _grades(statement: Statement, request: Request, circumstances: Circumstances) -> list[tuple[Grade, Truth]]:
    """List how a statement means the caller; a layer without principals means everyone it is attached to.

    `NotPrincipal` with Deny always hits a principal that has a permissions boundary:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    """
    principal = statement.principal
    if principal is None or (circumstances.boundary and principal.inverted):
        return EVERYONE
    grades = principal.grades(request.caller)
    return _through_gateway(grades, request.caller) if circumstances.gateway and grades is not EVERYONE else grades


def _through_gateway(grades: list[tuple[Grade, Truth]], caller: Caller) -> list[tuple[Grade, Truth]]:
    """Read principals as a gateway endpoint does: `*`, an account as only its root user, and no others.

    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """
    if caller.kind is Kind.ROOT:
        return grades
    unsaid = Undecided("a gateway endpoint takes a principal other than `*`")
    return [
        (grade, truth if grade is Grade.EVERYONE else all_of((truth, unsaid)))
        for grade, truth in grades
        if grade is not Grade.ACCOUNT
    ]
