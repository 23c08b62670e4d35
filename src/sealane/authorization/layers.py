"""One layer judged alone: does it allow, does it deny, and what became of each of its statements.

There are two ways to ask. `weigh` touches only the statements about the request's action and stops as soon as the
answer is certain; `judge` tells of every statement. Both hold a statement against a request in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sealane.authorization.caller import Caller, Kind
from sealane.authorization.conditions.block import hold
from sealane.authorization.elements.principal import EVERYONE, Grade, Grades, PrincipalElement
from sealane.authorization.policy import Candidate, Policy
from sealane.authorization.request import Request
from sealane.authorization.statement import Statement, Unreadable
from sealane.verdicts.condition import Truth, Undecided, all_of, any_of
from sealane.verdicts.judgement import Applied, Effect, Judgement, Layer, Mismatch


class Circumstances(NamedTuple):
    """What changes how principals are read: the caller has a boundary, the policy is a gateway endpoint's."""

    boundary: bool = False
    gateway: bool = False


class Gate(NamedTuple):
    """What a layer says that can only stop a request: it must allow, and must not deny."""

    allow: Truth = True
    deny: Truth = False


ORDINARY = Circumstances()
WITH_BOUNDARY = Circumstances(boundary=True)
AT_GATEWAY = Circumstances(gateway=True)
OPEN = Gate()


class Reach(NamedTuple):
    """How a statement of a resource's policy reached a caller: as whom, and whether `aws:PrincipalArn` narrowed it."""

    grade: Grade
    truth: Truth
    names_arn: bool = False


def weigh(
    policies: Iterable[Policy],
    request: Request,
    circumstances: Circumstances = ORDINARY,
) -> Gate:
    """Tell whether the policies of one layer allow a request, and whether they deny it, as if there were no other."""
    allow: Truth = False
    deny: Truth = False
    for policy in policies:
        about = policy.about(request.action)
        if about.denied:
            deny = True
        elif about.denying and deny is not True:
            deny = _any_applies(about.denying, request, circumstances, before=deny)
        if about.allowed:
            allow = True
        elif about.allowing and allow is not True:
            allow = _any_applies(about.allowing, request, circumstances, before=allow)
    return OPEN if allow is True and deny is False else Gate(allow, deny)


def weigh_with_reach(policy: Policy, request: Request, circumstances: Circumstances) -> tuple[list[Reach], Truth]:
    """List how the allowing statements of a policy reach the caller, and tell whether it denies."""
    about = policy.about(request.action)
    reaches: list[Reach] = []
    for statement, action, _ in about.allowing:
        grades = _grades(statement, action, request, circumstances)
        if not isinstance(grades, Mismatch):
            reaches += _reaches(statement, grades)
    return reaches, denies(policy, request, circumstances)


def denies(policy: Policy, request: Request, circumstances: Circumstances) -> Truth:
    """Tell whether a policy denies a request."""
    about = policy.about(request.action)
    if about.denied or not about.denying:
        return about.denied
    return _any_applies(about.denying, request, circumstances, before=False)


def judge(
    layer: Layer,
    policies: Iterable[Policy],
    request: Request,
    *,
    level: str = "",
    circumstances: Circumstances = ORDINARY,
    reaches: list[Reach] | None = None,
) -> Judgement:
    """Judge a request by the policies of one layer; add to `reaches` how its allowing statements meant the caller."""
    allows: list[Truth] = []
    denies: list[Truth] = []
    statements: list[Applied] = []
    for policy in policies:
        for statement, action, told in policy.told(request.action):
            applied, grades = told, EVERYONE
            if applied is None:
                applied, grades = _apply(policy.name, statement, action, request, circumstances)
            statements.append(applied)
            if applied.applies is False:
                continue
            if applied.effect is not Effect.DENY:
                allows.append(applied.applies)
                if reaches is not None:
                    reaches += _reaches(statement, grades)
            if applied.effect is not Effect.ALLOW:
                denies.append(applied.applies)
    return Judgement(layer, any_of(allows), any_of(denies), tuple(statements), level)


def _apply(
    policy: str,
    statement: Statement | Unreadable,
    action: Truth,
    request: Request,
    circumstances: Circumstances,
) -> tuple[Applied, Grades]:
    grades = _grades(statement, action, request, circumstances)
    if isinstance(grades, Mismatch):
        return Applied(policy, statement.name, statement.effect, applies=False, mismatch=grades), []
    return Applied(policy, statement.name, statement.effect, applies=_applies(grades)), grades


def _any_applies(
    statements: Sequence[Candidate],
    request: Request,
    circumstances: Circumstances,
    *,
    before: Truth,
) -> Truth:
    """Tell whether one of the statements applies, or what was asked before holds."""
    undecided: list[Truth] = []
    resource = request.resource
    for statement, action, plain in statements:
        if plain is not None and isinstance(resource, str):
            answer = plain(resource, request.context)
            if answer is True:
                return True
            if answer is False:
                continue
        grades = _grades(statement, action, request, circumstances)
        if grades is EVERYONE:
            return True
        if not isinstance(grades, Mismatch):
            truth = _applies(grades)
            if truth is True:
                return True
            undecided.append(truth)
    return any_of((before, *undecided)) if undecided else before


def _applies(grades: Grades) -> Truth:
    return True if grades is EVERYONE else any_of(truth for _, truth in grades)


def _reaches(statement: Statement | Unreadable, grades: Grades) -> list[Reach]:
    narrowed = isinstance(statement, Unreadable) or statement.names_arn
    return [Reach(grade, truth, narrowed) for grade, truth in grades]


def _grades(
    statement: Statement | Unreadable,
    action: Truth,
    request: Request,
    circumstances: Circumstances,
) -> Grades | Mismatch:
    """Hold a statement that may be about the action against a request: how it means the caller, or why it does not."""
    if isinstance(statement, Unreadable):
        return [(grade, statement.because) for grade in Grade]
    resource: Truth = True
    if statement.resource is not None:
        resource = statement.resource.matches(request.resource, request.context)
        if resource is False:
            return Mismatch.RESOURCE
    grades = EVERYONE
    if statement.principal is not None:
        grades = _meant(statement.principal, request.caller, circumstances)
        if not grades:
            return Mismatch.PRINCIPAL
    condition: Truth = True
    if statement.condition:
        condition = hold(statement.condition, request.context)
        if condition is False:
            return Mismatch.CONDITION
    if action is True and resource is True and condition is True:
        return grades
    matched = all_of((action, resource, condition))
    return [(grade, all_of((matched, truth))) for grade, truth in grades]


def _meant(principal: PrincipalElement, caller: Caller, circumstances: Circumstances) -> Grades:
    """List how a statement means the caller.

    `NotPrincipal` with Deny always hits a principal that has a permissions boundary:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    """
    if circumstances.boundary and principal.inverted:
        return EVERYONE
    grades = principal.grades(caller)
    return _through_gateway(grades, caller) if circumstances.gateway and grades is not EVERYONE else grades


def _through_gateway(grades: Grades, caller: Caller) -> Grades:
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
