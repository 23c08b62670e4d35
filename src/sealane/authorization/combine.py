"""How the layers together decide, in one place.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sealane.authorization.caller import Caller, Kind
from sealane.authorization.elements.principal import Grade
from sealane.authorization.layers import OPEN, Gate, Reach
from sealane.verdicts.condition import Truth, Undecided, both, either, negate, one_of
from sealane.verdicts.judgement import Layer


class Grants(NamedTuple):
    """What the resource's own policy gives, by how directly it means the caller.

    `narrowed` is everyone, narrowed by `aws:PrincipalArn`; `everyone` without. `account` leaves it to the caller's
    account; `trusting` is whether identity policies of the same account count without that. They do not for roles and
    KMS keys:
    https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
    """

    direct: Truth = False
    role: Truth = False
    narrowed: Truth = False
    everyone: Truth = False
    account: Truth = False
    trusting: bool = False
    deny: Truth = False


class Gates(NamedTuple):
    """The layers beside the resource's own policy; one that does not exist is open."""

    identity: Gate = OPEN
    boundary: Gate = OPEN
    session: Gate = OPEN
    scp: Gate = OPEN
    rcp: Gate = OPEN
    endpoint: Gate = OPEN


class Case(NamedTuple):
    """One request as its layers see it. `resource_layer` is what the resource's own policy is called."""

    caller: Caller
    same_account: Truth
    gates: Gates
    grants: Grants
    resource_layer: Layer


# A resource's policy that is gone leaves the answer to the account.
_DELEGATED = Grants(account=True)
# In the order of `Gates`.
_GATES = (Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION, Layer.SCP, Layer.RCP, Layer.ENDPOINT)


def grants_of(reaches: Iterable[Reach], deny: Truth, *, trusting: bool) -> Grants:
    """Sort the allowing statements of a resource's policy by how they mean the caller."""
    direct: Truth = False
    role: Truth = False
    narrowed: Truth = False
    everyone: Truth = False
    account: Truth = False
    for grade, truth, names_arn in reaches:
        if grade is Grade.ACCOUNT:
            account = one_of(account, truth)
        elif grade is Grade.DIRECT:
            direct = one_of(direct, truth)
        elif grade is Grade.ROLE:
            role = one_of(role, truth)
        elif names_arn:
            narrowed = one_of(narrowed, truth)
        else:
            everyone = one_of(everyone, truth)
    return Grants(direct, role, narrowed, everyone, account, trusting, deny)


def allowed(case: Case) -> Truth:
    """Tell whether a request is let through by all layers together."""
    denied = case.grants.deny
    for gate in case.gates:
        if gate.deny is not False:
            denied = one_of(denied, gate.deny)
    if denied is True:
        return False
    _, _, _, scp, rcp, endpoint = case.gates
    through = both(both(scp.allow, rcp.allow), endpoint.allow)
    return both(negate(denied), both(through, _granted(case)))


def explicitly_denied(case: Case) -> bool:
    """Tell whether a Deny surely applies."""
    return case.grants.deny is True or any(gate.deny is True for gate in case.gates)


def _granted(case: Case) -> Truth:
    """Tell whether the caller's own policies and the resource's give the permission."""
    kind = case.caller.kind
    if kind is Kind.FOREIGN:
        # Its permission is between AWS and the owner; what a user decides is only what may pass the endpoint.
        return True
    grants, gates = case.grants, case.gates
    if kind is Kind.SERVICE or kind is Kind.PROVIDER:
        # It belongs to no account and has no identity policies, so a resource's policy must mean it.
        return both(one_of(_given(grants), grants.account), gates.identity.allow)
    limits = both(gates.boundary.allow, gates.session.allow)
    own = both(gates.identity.allow, limits)
    if case.same_account is True:
        return _within(grants, own, limits)
    across = both(own, one_of(_given(grants), grants.account))
    return either(case.same_account, _within(grants, own, limits), across)


def _given(grants: Grants) -> Truth:
    """Tell whether the resource's policy means the caller without leaving it to an account."""
    return one_of(one_of(grants.direct, grants.role), one_of(grants.narrowed, grants.everyone))


def _within(grants: Grants, own: Truth, limits: Truth) -> Truth:
    """Tell whether a request within one account is given.

    What names the session or user itself, or everyone narrowed to a principal's ARN, no silence of another layer takes
    away; what names the role is limited by boundary and session policy; for everyone AWS does not say.
    """
    found = one_of(both(one_of(grants.account, grants.trusting), own), one_of(grants.direct, grants.narrowed))
    if grants.role is not False:
        found = one_of(found, both(grants.role, limits))
    if grants.everyone is not False:
        unsaid = Undecided("an Allow for everyone overrides the silence of the permissions boundary or session policy")
        found = one_of(found, both(grants.everyone, one_of(limits, unsaid)))
    return found


def blocked_by(case: Case) -> tuple[Layer, ...]:
    """Name the layers that stand in the way of a denied request.

    With all of them gone it is no longer denied; with any of them left it still is. The resource's policy is tried
    first, so that a request which either side could permit is put down to the caller's side.
    """
    gates, grants = [OPEN] * len(_GATES), _DELEGATED
    passes = _passes(case, gates, grants)
    blocking: list[Layer] = []
    if _passes(case, gates, case.grants):
        passes, grants = True, case.grants
    else:
        blocking.append(case.resource_layer)
    for place, gate in enumerate(case.gates):
        gates[place] = gate
        # An open gate stands in nobody's way, so with or without it the answer is the one before.
        if not (passes if gate == OPEN else _passes(case, gates, grants)):
            blocking.append(_GATES[place])
            gates[place] = OPEN
        else:
            passes = True
    return tuple(layer for layer in Layer if layer in blocking)


def _passes(case: Case, gates: list[Gate], grants: Grants) -> bool:
    """Tell whether a request may pass with other gates and other grants than it has."""
    return allowed(Case(case.caller, case.same_account, Gates(*gates), grants, case.resource_layer)) is not False
