"""How the layers together decide, in one place.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sealane.authorization.caller import Caller, Kind
from sealane.authorization.elements.principal import Grade
from sealane.authorization.layers import Reach
from sealane.verdicts.condition import Truth, Undecided, all_of, any_of, either, negate
from sealane.verdicts.judgement import Layer


class Gate(NamedTuple):
    """A layer that can only stop a request: it must allow, and must not deny."""

    allow: Truth = True
    deny: Truth = False


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


class Case(NamedTuple):
    """One request as its layers see it. `resource_layer` is what the resource's own policy is called."""

    caller: Caller
    same_account: Truth
    gates: Mapping[Layer, Gate]
    grants: Grants
    resource_layer: Layer


# A layer that is gone: it stops nothing. A resource's policy that is gone leaves the answer to the account.
_OPEN = Gate()
_DELEGATED = Grants(account=True)


def grants_of(reaches: Iterable[Reach], deny: Truth, *, trusting: bool) -> Grants:
    """Sort the allowing statements of a resource's policy by how they mean the caller."""
    direct: list[Truth] = []
    role: list[Truth] = []
    narrowed: list[Truth] = []
    everyone: list[Truth] = []
    account: list[Truth] = []
    for reach in reaches:
        match reach.grade:
            case Grade.DIRECT:
                direct.append(reach.truth)
            case Grade.ROLE:
                role.append(reach.truth)
            case Grade.ACCOUNT:
                account.append(reach.truth)
            case Grade.EVERYONE:
                (narrowed if reach.names_arn else everyone).append(reach.truth)
    return Grants(
        direct=any_of(direct),
        role=any_of(role),
        narrowed=any_of(narrowed),
        everyone=any_of(everyone),
        account=any_of(account),
        trusting=trusting,
        deny=deny,
    )


def allowed(case: Case) -> Truth:
    """Tell whether a request is let through by all layers together."""
    gates = case.gates
    stopped = [gate.deny for gate in gates.values()] + [case.grants.deny]
    if True in stopped:
        return False
    always = [gates[layer].allow for layer in (Layer.SCP, Layer.RCP, Layer.ENDPOINT) if layer in gates]
    return all_of([*map(negate, stopped), *always, _granted(case)])


def _granted(case: Case) -> Truth:
    """Tell whether the caller's own policies and the resource's give the permission."""
    if case.caller.kind is Kind.FOREIGN:
        # Its permission is between AWS and the owner; what a user decides is only what may pass the endpoint.
        return True
    grants = case.grants
    given = any_of((grants.direct, grants.role, grants.narrowed, grants.everyone))
    identity, boundary, session = (
        case.gates.get(layer, _OPEN).allow for layer in (Layer.IDENTITY, Layer.BOUNDARY, Layer.SESSION)
    )
    if case.caller.kind in {Kind.SERVICE, Kind.PROVIDER}:
        # Without identity policies of its own, only an action that no resource's policy can give looks for them.
        return any_of((given, grants.account, Layer.IDENTITY in case.gates and identity))
    limits = all_of((boundary, session))
    own = all_of((identity, limits))
    across = all_of((own, any_of((given, grants.account))))
    return either(case.same_account, _within(grants, own, limits), across)


def _within(grants: Grants, own: Truth, limits: Truth) -> Truth:
    """Tell whether a request within one account is given.

    What names the session or user itself, or everyone narrowed to a principal's ARN, no silence of another layer takes
    away; what names the role is limited by boundary and session policy; for everyone AWS does not say.
    """
    everyone: Truth = False
    if grants.everyone is not False:
        unsaid = Undecided("an Allow for everyone overrides the silence of the permissions boundary or session policy")
        everyone = all_of((grants.everyone, any_of((limits, unsaid))))
    return any_of(
        (
            grants.direct,
            grants.narrowed,
            all_of((grants.role, limits)),
            everyone,
            all_of((any_of((grants.account, grants.trusting)), own)),
        ),
    )


def blocked_by(case: Case) -> tuple[Layer, ...]:
    """Name the layers that stand in the way of a denied request.

    With all of them gone it is no longer denied; with any of them left it still is. The resource's policy is tried
    first, so that a request which either side could permit is put down to the caller's side.
    """
    order = (case.resource_layer, *(layer for layer in case.gates if layer is not case.resource_layer))
    gone = set(order)
    for layer in order:
        if allowed(_without(case, gone - {layer})) is not False:
            gone.discard(layer)
    return tuple(layer for layer in Layer if layer in gone)


def _without(case: Case, gone: set[Layer]) -> Case:
    return case._replace(
        gates={layer: _OPEN if layer in gone else gate for layer, gate in case.gates.items()},
        grants=_DELEGATED if case.resource_layer in gone else case.grants,
    )
