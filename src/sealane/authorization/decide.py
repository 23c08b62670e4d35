"""The question that the rest of sealane asks: may this request pass?"""

from __future__ import annotations

from sealane.authorization.accounts import same_account
from sealane.authorization.caller import Kind
from sealane.authorization.combine import Case, Gates, Grants, allowed, blocked_by, explicitly_denied, grants_of
from sealane.authorization.layers import (
    AT_GATEWAY,
    OPEN,
    ORDINARY,
    WITH_BOUNDARY,
    Circumstances,
    Gate,
    Reach,
    judge,
    weigh,
    weigh_with_reach,
)
from sealane.authorization.organisation import Level, exempt_from_service_control, resource_control, service_control
from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.authorization.request import Request
from sealane.records import dataclass
from sealane.verdicts.condition import Truth, Undecided
from sealane.verdicts.decision import Decision, Outcome, conditions_of, outcome_of
from sealane.verdicts.judgement import Judgement, Layer
from sealane.world.values import Known, Unread

# A role's trust policy decides on these.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
_TRUST_ACTIONS = frozenset(
    {
        *("sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity"),
        *("sts:tagsession", "sts:setsourceidentity"),
    },
)
# Actions on no resource, which an identity policy alone can give.
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
_IDENTITY_ONLY = frozenset({"ecr:getauthorizationtoken"})
_WITHOUT_ACCOUNT = frozenset({Kind.SERVICE, Kind.PROVIDER})
_WITH_POLICIES = frozenset({Kind.SESSION, Kind.USER, Kind.FEDERATED_USER})
_NO_GRANTS = Grants()
_TRUSTING = Grants(trusting=True)
_LEFT_TO_IDENTITY = Grants(account=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """Every policy that has a say about one request.

    Attributes:
        identity: the policies of the caller's role or user, inline and attached.
        boundary: the permissions boundary, `None` when there is none.
        session: the session policy, `None` when none was passed.
        scps: the levels of the caller's organisation from the root to the account; empty without organisation.
        rcps: the levels of the resource's organisation.
        resource: the resource's own policy: a repository's, bucket's or secret's, a role's trust policy, a key's
            policy; `None` when there is none.
        endpoint: the policy of the VPC endpoint the request goes through, `None` when it goes through none.
        endpoint_is_gateway: whether that is a gateway endpoint.

    """

    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: Policy | None = None
    scps: tuple[Level, ...] = ()
    rcps: tuple[Level, ...] = ()
    resource: Policy | None = None
    endpoint: Policy | None = None
    endpoint_is_gateway: bool = False


def resource_layer(request: Request) -> Layer:
    """Name the layer of the resource's own policy."""
    if request.action in _TRUST_ACTIONS:
        return Layer.TRUST
    key = request.action.startswith("kms:") and request.resource != "*" and ":alias/" not in str(request.resource)
    return Layer.KEY if key else Layer.RESOURCE


def circumstances_at_endpoint(policies: Policies) -> Circumstances:
    """Tell how the endpoint's policy reads principals."""
    return AT_GATEWAY if policies.endpoint_is_gateway else ORDINARY


def decide(request: Request, policies: Policies) -> Decision:
    """Decide one request under all its policies, and tell what every statement of every layer made of it."""
    story: list[Judgement] = []
    case = case_of(request, policies, story)
    truth = allowed(case)
    outcome = outcome_of(truth)
    denied = outcome is Outcome.DENIED
    return Decision(
        outcome=outcome,
        explicit=denied and explicitly_denied(case),
        blocked_by=blocked_by(case) if denied else (),
        conditions=conditions_of(truth),
        judgements=tuple(story),
    )


def case_of(request: Request, policies: Policies, story: list[Judgement] | None = None) -> Case:
    """Judge every layer alone.

    Given a `story`, each layer's judgement is added to it; without one, no more is found out than whether the request
    is allowed.
    """
    kind = request.caller.kind
    layer = resource_layer(request)
    identity, boundary, session = _own(request, policies, story)
    scp = rcp = endpoint = OPEN
    if policies.scps and not exempt_from_service_control(request):
        scp = service_control(policies.scps, request, story)
    if policies.rcps and kind is not Kind.FOREIGN:
        rcp = resource_control(policies.rcps, request, story)
    if policies.endpoint is not None:
        how = circumstances_at_endpoint(policies)
        endpoint = _gate(Layer.ENDPOINT, (policies.endpoint,), request, story, how)
    grants = _NO_GRANTS if kind is Kind.FOREIGN else _of_resource(layer, request, policies, story)
    gates = Gates(identity, boundary, session, scp, rcp, endpoint)
    return Case(request.caller, _same_account(request), gates, grants, layer)


def _own(request: Request, policies: Policies, story: list[Judgement] | None) -> tuple[Gate, Gate, Gate]:
    """Judge by the caller's own policies: identity, boundary, session.

    The root user has every permission that nothing takes away. A service has no policies, and so no permission that
    only they can give.
    """
    kind = request.caller.kind
    if kind not in _WITH_POLICIES:
        stopped = request.action in _IDENTITY_ONLY and kind in _WITHOUT_ACCOUNT
        return Gate(allow=not stopped), OPEN, OPEN
    identity = _gate(Layer.IDENTITY, policies.identity, request, story)
    boundary = session = OPEN
    if policies.boundary is not None:
        boundary = _gate(Layer.BOUNDARY, (policies.boundary,), request, story)
    if policies.session is not None:
        session = _gate(Layer.SESSION, (policies.session,), request, story)
    elif kind is Kind.FEDERATED_USER:
        # A federated user has what its session policy allows, so without one it has nothing.
        session = _gate(Layer.SESSION, (), request, story)
    return identity, boundary, session


def _gate(
    layer: Layer,
    policies: tuple[Policy, ...],
    request: Request,
    story: list[Judgement] | None,
    how: Circumstances = ORDINARY,
) -> Gate:
    if story is None:
        return weigh(policies, request, how)
    judged = judge(layer, policies, request, circumstances=how)
    story.append(judged)
    return Gate(judged.allow, judged.deny)


def _of_resource(layer: Layer, request: Request, policies: Policies, story: list[Judgement] | None) -> Grants:
    """Judge by the resource's own policy."""
    policy = policies.resource
    if request.action in _IDENTITY_ONLY:
        return _LEFT_TO_IDENTITY
    if policy is None and layer is Layer.RESOURCE:
        return _TRUSTING
    if policy is None:
        # Every role and every key has a policy of its own, so none given is none read.
        policy = read_policy(Unread(f"the policy of {request.resource} was not given"), name=f"{layer}", layer=layer)
    how = ORDINARY if policies.boundary is None else WITH_BOUNDARY
    trusting = layer is Layer.RESOURCE
    if story is None:
        return grants_of(*weigh_with_reach(policy, request, how), trusting=trusting)
    reaches: list[Reach] = []
    judged = judge(layer, (policy,), request, circumstances=how, reaches=reaches)
    story.append(judged)
    return grants_of(reaches, judged.deny, trusting=trusting)


def _same_account(request: Request) -> Truth:
    owner = request.resource_account
    same = same_account(owner.value, request.caller.account) if isinstance(owner, Known) else None
    return same if same is not None else Undecided(f"{request.resource} is in account {request.caller.account}")
