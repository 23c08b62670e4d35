"""A role as the maker of requests: who it is to policies, and which of its own policies have a say."""

from __future__ import annotations

from sealane.authorization.accounts import is_known
from sealane.authorization.caller import Caller, Kind, caller_of
from sealane.authorization.organisation import Level
from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.grammar.managed_policies import managed_policy
from sealane.records import dataclass, replace
from sealane.verdicts.judgement import Layer
from sealane.world.gaps import Noun
from sealane.world.policies import Document, Organisation, OrganisationLevel, Role
from sealane.world.policies import Policy as PolicyFact
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial, Text, parts_of
from sealane.world.values import Known, Origin, Unknown, Unread, Value
from sealane.world.world import World

ACCOUNT_TOKEN = "account"  # noqa: S105 - the name of a hole
REGION_TOKEN = "region"  # noqa: S105 - as above
_ACCOUNT_FIELD = 4
_NOWHERE = Origin("organisation")
_SESSION = Hole("the task's id names the session")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A role's session with the policies that are its own or its account's; `boundary` is `None` without one."""

    role: Role
    caller: Caller
    identity: tuple[Policy, ...]
    boundary: Policy | None
    scps: tuple[Level, ...]


def account_text(setting: Setting) -> Text:
    """Return the task's account, a hole that is the same everywhere when it is not known."""
    if isinstance(setting.account, Known) and setting.account.value:
        return setting.account.value
    return Partial((Hole("the account's id", token=ACCOUNT_TOKEN, plain=True),))


def identity_of(world: World, role: Role, setting: Setting) -> Identity:
    """Return who a role is, in the task's account."""
    account = str(account_text(setting))
    return Identity(
        role=role,
        caller=caller_of_role(role, setting),
        identity=_own_policies(world, role),
        boundary=_boundary(world, role),
        scps=levels_of(_organisation(world, account).scps, Layer.SCP),
    )


def rcps_of(world: World, account: str) -> tuple[Level, ...]:
    """Return the resource control policies that bind the resources of an account."""
    return levels_of(_organisation(world, account).rcps, Layer.RCP)


def levels_of(levels: Value[tuple[OrganisationLevel, ...]], layer: Layer) -> tuple[Level, ...]:
    """Read the levels of an organisation; one that is not known is a level of which nobody can say what it allows."""
    if not isinstance(levels, Known):
        return (Level(name="organisation", policies=(read_policy(levels, name="organisation", layer=layer),)),)
    return tuple(
        Level(name=level.name, policies=tuple(_read(policy, layer) for policy in level.policies))
        for level in levels.value
    )


def _organisation(world: World, account: str) -> Organisation:
    why = None if Noun.ORGANISATIONS in world.source.assumed else world.gap(Noun.ORGANISATIONS)
    if why is not None:
        return Organisation(id=account, origin=_NOWHERE, scps=why, rcps=why)
    known = world.table(Organisation)
    if known and not is_known(account):
        unsaid = Unknown(f"whether {' or '.join(known)} is the account, whose policies of an organisation are known")
        return Organisation(id=account, origin=_NOWHERE, scps=unsaid, rcps=unsaid)
    return known.get(account) or Organisation(id=account, origin=_NOWHERE)


def caller_of_role(role: Role, setting: Setting) -> Caller:
    """Return a role's session in the task's account as a caller."""
    account = str(account_text(setting))
    arn = role.arn
    if isinstance(arn, Known) and isinstance(arn.value, str) and arn.value:
        try:
            return caller_of(arn.value, session=Unknown(_SESSION.reason))
        except ValueError:
            return _partial_caller(role, setting, account, arn.value)
    whole = (
        arn.value
        if isinstance(arn, Known) and arn.value
        else Partial((Hole("the role's ARN", token=f"{role.id}.arn"),))
    )
    return _partial_caller(role, setting, account, whole)


def _partial_caller(role: Role, setting: Setting, account: str, arn: Text) -> Caller:
    """Return a caller of whose ARN a part is not known, in the account that the ARN says if it says one."""
    owner = _account_in(arn)
    if owner:
        setting, account = replace(setting, account=Known(owner)), owner
    name = role.name.value if isinstance(role.name, Known) else f"«{role.id}»"
    named: str | Hole = name if isinstance(role.name, Known) else Hole("the role's name", token=f"{role.id}.name")
    head = (f"arn:{setting.partition}:sts::", *parts_of(account_text(setting)), ":assumed-role/", named, "/", _SESSION)
    return Caller(kind=Kind.SESSION, name=name, account=account, arn=Partial(head), role=arn)


def _account_in(arn: Text) -> str:
    first = parts_of(arn)[0] if parts_of(arn) else ""
    fields = first.split(":") if isinstance(first, str) else []
    return fields[_ACCOUNT_FIELD] if len(fields) > _ACCOUNT_FIELD + 1 and fields[_ACCOUNT_FIELD].isdigit() else ""


def _own_policies(world: World, role: Role) -> tuple[Policy, ...]:
    found: list[Policy] = []
    if isinstance(role.inline, Known):
        found += [_read(policy, Layer.IDENTITY) for policy in role.inline.value]
    else:
        found.append(read_policy(role.inline, name=f"inline policies of {role.id}", layer=Layer.IDENTITY))
    if isinstance(role.attached, Known):
        found += [_attached(world, key, Layer.IDENTITY) for key in role.attached.value]
    else:
        found.append(read_policy(role.attached, name=f"policies attached to {role.id}", layer=Layer.IDENTITY))
    return tuple(found)


def _boundary(world: World, role: Role) -> Policy | None:
    if role.boundary == Known(""):
        return None
    if isinstance(role.boundary, Known):
        return _attached(world, role.boundary.value, Layer.BOUNDARY)
    return read_policy(role.boundary, name=f"permissions boundary of {role.id}", layer=Layer.BOUNDARY)


def _attached(world: World, key: str, layer: Layer) -> Policy:
    """Read a customer managed policy by key, or one of AWS's by ARN."""
    fact = world.table(PolicyFact).get(key)
    if fact is not None:
        return _read(fact, layer)
    document: Document | None = managed_policy(key)
    if document is not None:
        return read_policy(document, name=key.rpartition("/")[2], layer=layer)
    return read_policy(
        Unread(f"policy {key} is not in {world.source.name}", "iam:GetPolicyVersion"), name=key, layer=layer
    )


def _read(policy: PolicyFact, layer: Layer) -> Policy:
    name = policy.name.value if isinstance(policy.name, Known) and policy.name.value else policy.id
    return read_policy(policy.document, name=name, layer=layer)
