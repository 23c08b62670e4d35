"""The two questions about a request: may it pass (`allows`), and what did every layer make of it (`decide`).

A proof asks the first of every request, and the second only of those that may not pass.
"""

from __future__ import annotations

from sealane.authorization.caller import Kind
from sealane.authorization.combine import allowed
from sealane.authorization.decide import Policies, case_of, circumstances_at_endpoint, decide, resource_layer
from sealane.authorization.layers import OPEN, ORDINARY, WITH_BOUNDARY, Gate, denies, weigh
from sealane.authorization.request import Request
from sealane.verdicts.condition import Truth
from sealane.verdicts.judgement import Layer
from sealane.world.values import Known

__all__ = ["allows", "decide"]


def allows(request: Request, policies: Policies) -> Truth:
    """Tell whether a request may pass: true, false, or the condition under which it may.

    The quick way to the outcome that `decide` gives, for the many requests of which nobody asks why.
    """
    answer = _plain_answer(request, policies) if _is_plain(request, policies) else None
    return allowed(case_of(request, policies)) if answer is None else answer


def _is_plain(request: Request, policies: Policies) -> bool:
    """Tell whether a role asks within its account for what its own policies can give: anything but a role or a key."""
    caller, owner = request.caller, request.resource_account
    if caller.kind is not Kind.SESSION or policies.session is not None or resource_layer(request) is not Layer.RESOURCE:
        return False
    return isinstance(owner, Known) and owner.value == caller.account


def _plain_answer(request: Request, policies: Policies) -> bool | None:
    """Answer where layers that allow and do not deny, or the first that stops the request, leave nothing to combine."""
    gate = _first_in_the_way(request, policies)
    if gate is OPEN:
        return True if _nobody_objects(request, policies) else None
    return False if gate.deny is True or (gate.allow is False and policies.resource is None) else None


def _first_in_the_way(request: Request, policies: Policies) -> Gate:
    """Return the first of identity, boundary and endpoint that does not simply allow."""
    gate = weigh(policies.identity, request)
    if gate is OPEN and policies.boundary is not None:
        gate = weigh((policies.boundary,), request)
    if gate is OPEN and policies.endpoint is not None:
        gate = weigh((policies.endpoint,), request, circumstances_at_endpoint(policies))
    return gate


def _nobody_objects(request: Request, policies: Policies) -> bool:
    """Tell whether the organisation allows at every level, and neither it nor the resource's own policy denies."""
    for level in policies.scps:
        if weigh(level.policies, request) is not OPEN:
            return False
    for level in policies.rcps:
        if weigh(level.policies, request).deny is not False:
            return False
    how = ORDINARY if policies.boundary is None else WITH_BOUNDARY
    return policies.resource is None or denies(policies.resource, request, how) is False
