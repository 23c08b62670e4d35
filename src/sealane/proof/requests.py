"""A call of a step as requests, each decided under every policy layer that has a say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sealane.authorization.ask import allows, decide
from sealane.authorization.caller import Caller, caller_of, foreign_caller
from sealane.authorization.context import Context, context_of
from sealane.authorization.decide import Policies, resource_layer
from sealane.authorization.policy import Policy
from sealane.authorization.request import Request, request_of
from sealane.grammar.partitions import known_regions, partition_of
from sealane.proof.estate import Estate
from sealane.proof.identities import REGION_TOKEN, Identity, account_text
from sealane.proof.resources import ECR_ITSELF, Target
from sealane.proof.way import Way
from sealane.records import dataclass
from sealane.startup.step import Call, Principal
from sealane.verdicts.decision import Decision, Outcome
from sealane.verdicts.judgement import Layer
from sealane.world.endpoints import EndpointKind
from sealane.world.gaps import Noun
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial, Text, parts_of
from sealane.world.values import Known, Unknown, Unread, Value

ECS_TASKS = "ecs-tasks.amazonaws.com"
_ALLOWED = Decision(outcome=Outcome.ALLOWED)
_OTHER_KEYS = Unknown("the other keys of the request")
_WITH_POLICIES = frozenset({Noun.REPOSITORIES, Noun.SECRETS, Noun.BUCKETS, Noun.KEYS, Noun.FILE_SYSTEMS})
Keys = Mapping[str, Value[Text | Sequence[Text]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request and what was decided of it."""

    request: Request
    target: Target
    identity: Identity | None
    way: Way
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whoever makes a call: a role's identity, or ECS or ECR themselves when there is none; and from where."""

    identity: Identity | None
    way: Way
    setting: Setting


def ask(call: Call, action: str, target: Target, asker: Asker, estate: Estate) -> Asked:
    """Decide one action of a call on one resource; of what is allowed nobody asks why."""
    request = request_of(
        _caller(call, asker.identity),
        action,
        target.text,
        context=_context_of(call, asker, estate),
        resource_account=target.account,
    )
    policies = _policies(request, target, asker, estate)
    decision = _ALLOWED if allows(request, policies) is True else decide(request, policies)
    return Asked(request=request, target=target, identity=asker.identity, way=asker.way, decision=decision)


def in_full(asked: Asked, asker: Asker, estate: Estate) -> Decision:
    """Return what every layer makes of a request, also of one that is allowed."""
    return decide(asked.request, _policies(asked.request, asked.target, asker, estate))


def _caller(call: Call, identity: Identity | None) -> Caller:
    if identity is not None:
        return identity.caller
    return caller_of(ECS_TASKS) if call.principal is Principal.ECS else foreign_caller(ECR_ITSELF)


def _context_of(call: Call, asker: Asker, estate: Estate) -> Context:
    """Return the context of a call; calls that travel alike share it."""
    principal, setting = call.principal is Principal.ECS, asker.setting
    where = (setting.partition, setting.region, setting.account)
    question = ("context", principal, call.through, asker.way.name, where)
    return estate.answer(question, lambda: context_of(_context(call, asker), missing=_OTHER_KEYS))


def _context(call: Call, asker: Asker) -> Keys:
    """Return the keys that are certain, certain to be absent, or certain to be there with a value nobody knows.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    setting, way = asker.setting, asker.way
    context: dict[str, Value[Text | Sequence[Text]]] = {
        "aws:SourceVpc": way.vpc,
        "aws:SourceVpce": way.vpce,
        "aws:SecureTransport": Known("true"),
        "aws:RequestedRegion": Known(setting.region) if setting.region else Unknown("the task's Region"),
    }
    if way.vpce == Known(()):
        context["aws:VpcSourceIp"] = Known(())
    if call.principal is Principal.ECS:
        # A cluster cannot be named in the source's ARN, the task's id is not known:
        # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
        where = setting.region or Hole("the task's Region", token=REGION_TOKEN, plain=True)
        task = (
            f"arn:{setting.partition}:ecs:",
            where,
            ":",
            *parts_of(account_text(setting)),
            ":",
            Hole("the ARN of the task"),
        )
        context["aws:SourceArn"] = Known(Partial(task))
        context["aws:SourceAccount"] = Known(account_text(setting))
    if call.through:
        context["kms:ViaService"] = _via(call.through, setting.region)
        context["aws:ViaAWSService"] = Unknown(f"whether {call.through} passes the caller's credentials on")
    return context


def _via(service: str, region: str) -> Value[Text | Sequence[Text]]:
    if region not in known_regions():
        return Unknown(f"the host of {service} in the task's Region")
    return Known(f"{service}.{region}.{partition_of(region).dns_suffix}")


def _policies(request: Request, target: Target, asker: Asker, estate: Estate) -> Policies:
    endpoint, identity = asker.way.endpoint, asker.identity
    owner = target.account.value if isinstance(target.account, Known) else ""
    return Policies(
        identity=identity.identity if identity else (),
        boundary=identity.boundary if identity else None,
        scps=identity.scps if identity else (),
        rcps=estate.rcps(owner) if identity and owner else (),
        resource=resource_policy(request, target, asker.setting, estate),
        endpoint=None if endpoint is None else estate.policy(endpoint.policy, endpoint.id, Layer.ENDPOINT),
        endpoint_is_gateway=endpoint is not None and endpoint.kind is EndpointKind.GATEWAY,
    )


def resource_policy(request: Request, target: Target, setting: Setting, estate: Estate) -> Policy | None:
    """Return the resource's own policy, `None` when it has none.

    What the source does not have is unread, unless the source assumes such resources and it belongs to the task's own
    account: then it has no policy of its own, and a key the one that AWS gives it. A resource of another account must
    allow the call by its own policy:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
    """
    layer = resource_layer(request)
    if target.vouched and target.policy is not None:
        return estate.policy(target.policy, target.name, layer)
    own, assumed = target.account == Known(request.caller.account), target.noun in estate.world.source.assumed
    # A data source names what stands outside: without its policy it is no more in the source than what is not named.
    outside = target.origin is None or (own and assumed and isinstance(target.policy, Unread))
    if not outside or target.noun not in _WITH_POLICIES:
        return None if target.policy is None else estate.policy(target.policy, target.name, layer)
    gap = estate.world.gap(target.noun)
    if own and gap is None and not assumed and layer is not Layer.KEY:
        # It is not there at all, which is said where stores are looked at.
        return None
    if not own or not assumed:
        whose = "" if own else ", which another account may own,"
        why = gap or Unread(f"the policy of {target.name}{whose} is not in the source")
        return estate.policy(why, target.name, layer)
    if layer is Layer.KEY:
        return _policy_of_a_new_key(request, target, setting, estate)
    return None


def _policy_of_a_new_key(request: Request, target: Target, setting: Setting, estate: Estate) -> Policy:
    """Return the policy that AWS gives a key: the account's own policies decide.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    account = request.caller.account
    if not account.isdigit():
        return estate.policy(Unread(f"the policy of key {target.name} is not in the source"), target.name, Layer.KEY)
    root = f"arn:{setting.partition}:iam::{account}:root"
    statement = f'{{"Effect":"Allow","Principal":{{"AWS":"{root}"}},"Action":"kms:*","Resource":"*"}}'
    document = Known(f'{{"Version":"2012-10-17","Statement":[{statement}]}}')
    return estate.policy(document, target.name, Layer.KEY)
