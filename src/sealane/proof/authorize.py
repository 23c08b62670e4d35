"""One request of anybody's in a world, decided under every policy layer that the world has for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sealane.authorization.caller import Caller, caller_of
from sealane.authorization.decide import Policies, decide
from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.authorization.request import Request, request_of
from sealane.proof.estate import Estate
from sealane.proof.identities import account_text, rcps_of
from sealane.proof.requests import resource_policy
from sealane.proof.resources import Target, target_of
from sealane.proof.way import id_text
from sealane.records import dataclass, field, replace
from sealane.startup.step import Kind, Resource
from sealane.verdicts.decision import Decision
from sealane.verdicts.judgement import Layer
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.policies import Role
from sealane.world.tasks import Setting
from sealane.world.text import Text
from sealane.world.values import Known, Unknown, Unread, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import World

_ACCOUNT_FIELD = 4
_FIELDS = 6


class QuestionError(ValueError):
    """A question that cannot be asked: `part` is what is wrong with it, the message says why."""

    def __init__(self, part: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who asks for what.

    Attributes:
        principal: a role of the world by key, ARN or name; another principal's ARN; or a service's name.
        action: `service:Name`.
        resource: an ARN, or `*`.
        context: keys of the request context and their values, beside those that follow from the rest.
        through: key or id of the VPC endpoint that the request goes through, empty for none.

    """

    principal: str
    action: str
    resource: str
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    through: str = ""


def authorize(world: World, question: Question) -> Decision:
    """Decide a question; what the world does not have leaves the answer unknown.

    Raises:
        QuestionError: when the principal, the action or the endpoint is none.

    """
    estate = Estate(world)
    endpoint = _endpoint(world, question.through)
    role = _role(world, question.principal)
    setting = _setting(question, role)
    identity = estate.identity(role, setting) if role is not None else None
    caller = identity.caller if identity is not None else _stranger(question.principal)
    target = _target(question.resource, estate, setting)
    request = _request(question, caller, target, endpoint, world)
    policies = Policies(
        identity=identity.identity if identity else _unread(question.principal),
        boundary=identity.boundary if identity else None,
        scps=identity.scps if identity else (),
        rcps=rcps_of(world, target.account.value) if isinstance(target.account, Known) else (),
        resource=resource_policy(request, target, setting, estate),
        endpoint=None if endpoint is None else estate.policy(endpoint.policy, endpoint.id, Layer.ENDPOINT),
        endpoint_is_gateway=endpoint is not None and endpoint.kind is EndpointKind.GATEWAY,
    )
    return decide(request, policies)


def _request(question: Question, caller: Caller, target: Target, endpoint: Endpoint | None, world: World) -> Request:
    context: dict[str, Value[Text | Sequence[Text]]] = {"aws:SecureTransport": Known("true")}
    if endpoint is None:
        context |= {"aws:SourceVpc": Known(()), "aws:SourceVpce": Known(()), "aws:VpcSourceIp": Known(())}
    else:
        vpc = world.find(Vpc, endpoint.vpc)
        context["aws:SourceVpce"] = id_text(endpoint)
        context["aws:SourceVpc"] = id_text(vpc.value) if isinstance(vpc, Known) else vpc
    given: dict[str, Value[Text | Sequence[Text]]] = {key: Known(values) for key, values in question.context.items()}
    names = {name.lower() for name in given}
    kept = {name: value for name, value in context.items() if name.lower() not in names}
    try:
        return request_of(
            caller,
            question.action,
            target.text,
            context={**kept, **given},
            missing=Unknown("the other keys of the request"),
            resource_account=target.account,
        )
    except ValueError as problem:
        raise QuestionError(part="action", message=str(problem)) from None


def _endpoint(world: World, through: str) -> Endpoint | None:
    if not through:
        return None
    for endpoint in world.table(Endpoint).values():
        if through in {endpoint.id, endpoint.aws_id.value if isinstance(endpoint.aws_id, Known) else ""}:
            return endpoint
    message = f"{through} is no VPC endpoint of {world.source.name}"
    raise QuestionError(part="through", message=message)


def _role(world: World, principal: str) -> Role | None:
    found = world.table(Role).get(principal)
    if found is not None:
        return found
    named = [role for role in world.table(Role).values() if Known(principal) in (role.arn, role.name)]
    return named[0] if named else None


def _stranger(principal: str) -> Caller:
    try:
        return caller_of(principal)
    except ValueError as problem:
        raise QuestionError(part="principal", message=str(problem)) from None


def _unread(principal: str) -> tuple[Policy, ...]:
    why = Unread(f"the policies of {principal} are not in the source")
    return (read_policy(why, name=principal, layer=Layer.IDENTITY),)


def _target(arn: str, estate: Estate, setting: Setting) -> Target:
    """Return what an ARN names, with its own policy when the world has it."""
    parts = arn.split(":", _FIELDS - 1)
    if arn == "*" or len(parts) < _FIELDS:
        return Target(text=arn, account=Known(str(account_text(setting))))
    _, _, service, region, account, rest = parts
    where = {"region": Known(region), "account": Known(account)}
    match service:
        case "ecr":
            name = rest.removeprefix("repository/")
            host = f"{account}.dkr.ecr.{region}.amazonaws.com"
            found = Resource(kind=Kind.REPOSITORY, identifier=Known(f"{host}/{name}"), **where)
        case "secretsmanager":
            found = Resource(kind=Kind.SECRET, identifier=Known(arn), **where)
        case "kms":
            found = Resource(kind=Kind.KEY, identifier=Known(arn), **where)
        case "s3":
            found = Resource(kind=Kind.OBJECT, identifier=Known(rest))
        case "elasticfilesystem":
            found = Resource(kind=Kind.FILE_SYSTEM, identifier=Known(rest.rpartition("/")[2]), **where)
        case "iam":
            return _role_target(arn, account, estate.world)
        case _:
            return Target(text=arn, account=Known(account or str(account_text(setting))), name=rest)
    return replace(target_of(found, setting, estate.inventory), text=arn)


def _role_target(arn: str, account: str, world: World) -> Target:
    role = _role(world, arn)
    if role is None:
        return Target(text=arn, account=Known(account), name=arn)
    return Target(text=arn, account=Known(account), policy=role.trust, origin=role.origin, name=role.id)


def _setting(question: Question, role: Role | None) -> Setting:
    arns = [question.principal, question.resource]
    if role is not None and isinstance(role.arn, Known) and isinstance(role.arn.value, str):
        arns.insert(0, role.arn.value)
    parts = [arn.split(":") for arn in arns if arn.startswith("arn:") and arn.count(":") >= _FIELDS - 1]
    account = next((part[_ACCOUNT_FIELD] for part in parts if part[_ACCOUNT_FIELD].isdigit()), "")
    region = next((part[3] for part in parts if part[3]), "")
    owner: Value[str] = Known(account) if account else Unknown("the account")
    return Setting(partition=parts[0][1] if parts else "aws", region=region, account=owner)
