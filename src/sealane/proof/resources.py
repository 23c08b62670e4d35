"""What a step acts on, as the text that policies are held against, with the account that owns it and its own policy.

The ARN forms: https://docs.aws.amazon.com/service-authorization/latest/reference/
reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from sealane.authorization.accounts import account_of_aws, same_account
from sealane.grammar.arns import has_random_suffix
from sealane.grammar.images import ImageProblem, parse
from sealane.grammar.partitions import known_regions, partition_of
from sealane.proof.identities import ACCOUNT_TOKEN, REGION_TOKEN, account_text
from sealane.proof.inventory import Inventory, where_of
from sealane.records import dataclass, replace
from sealane.startup.image_layers import layer_bucket
from sealane.startup.step import Kind, Resource
from sealane.world.gaps import Noun
from sealane.world.policies import Document
from sealane.world.stores import NO_POLICY
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial, Text, parts_of
from sealane.world.values import Known, Origin, Unknown, Unread, Value

ECR_ITSELF = "Amazon ECR"
_ACCOUNT, _FIELDS = 4, 6
_RANDOM = Hole("the six random characters of the secret's ARN", plain=True)
# An EFS file system without a policy lets everybody in that can reach a mount target:
# https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
_OPEN_FILE_SYSTEM = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":"*"}]}'
)
# What a repository's policy says at least if it lets somebody in.
_LETS_IN = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*"}]}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A resource that a request acts on.

    Attributes:
        text: its ARN, with holes, or `*`.
        account: the account that owns it.
        policy: its own policy; `None` when it has none.
        origin: the fact, `None` when the source does not have it.
        noun: what it is, for saying what was assumed; `None` for what needs no fact.
        name: what a person calls it.
        vouched: why somebody says that it lets the task in, of which nothing is known; empty where nobody says so.

    """

    text: Text
    account: Value[str]
    policy: Value[Document] | None = None
    origin: Origin | None = None
    noun: Noun | None = None
    name: str = ""
    vouched: str = ""


def target_of(resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    """Return the resource of a call; everything that is not known stays a hole."""
    if resource.kind is Kind.ANYTHING:
        return Target(text="*", account=_own_account(setting))
    identifier = resource.identifier
    if not isinstance(identifier, Known):
        return Target(text=Partial((Hole(identifier.reason),)), account=_account(resource, setting), name="")
    made = _BY_KIND.get(resource.kind, _plain)
    return made(identifier.value, resource, setting, inventory)


def _repository(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    try:
        name = parse(identifier).repository
    except ImageProblem as problem:
        return Target(text=Partial((Hole(problem.what),)), account=_account(resource, setting))
    account = _account(resource, setting)
    found = inventory.repository(name, where_of(resource, setting))
    text = _arn(resource, setting, "ecr", f"repository/{name}")
    policy = None if found is None or found.policy == Known(NO_POLICY) else found.policy
    vouched = ""
    if (found is None or isinstance(found.policy, Unknown | Unread)) and _may_be_foreign(account, setting):
        vouched = inventory.vouched(str(text))
    return Target(
        text=text,
        account=account,
        policy=Known(_LETS_IN) if vouched else policy,
        origin=None if found is None else found.origin,
        noun=Noun.REPOSITORIES,
        name=name,
        vouched=vouched,
    )


def _may_be_foreign(account: Value[str], setting: Setting) -> bool:
    return isinstance(account, Known) and same_account(account.value, str(account_text(setting))) is not True


def _secret(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    found = inventory.secret(identifier, where_of(resource, setting))
    name = identifier.rpartition(":")[2] if identifier.startswith("arn:") else identifier
    if found is not None and isinstance(found.arn, Known) and found.arn.value:
        text: Text = found.arn.value
    elif identifier.startswith("arn:"):
        text = identifier if has_random_suffix(name) else Partial((f"{identifier}-", _RANDOM))
    else:
        text = _joined(_arn(resource, setting, "secretsmanager", f"secret:{identifier}-"), _RANDOM)
    return Target(
        text=text,
        account=_account(resource, setting),
        policy=None if found is None or found.policy == Known(NO_POLICY) else found.policy,
        origin=None if found is None else found.origin,
        noun=Noun.SECRETS,
        name=name,
    )


# A world has few settings, and every resource asks.
@lru_cache(maxsize=64)
def _own_account(setting: Setting) -> Known[str]:
    return Known(str(account_text(setting)))


def _owner(account: Value[str], setting: Setting) -> Value[str]:
    """Return whose a bucket is; one whose account is not known for the same reason as the task's is in that account."""
    return account if isinstance(account, Known) or account != setting.account else _own_account(setting)


def _key(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    found = inventory.key(identifier, where_of(resource, setting))
    if found is None:
        named = _account_in(identifier)
        owner = Known(named) if named else _own_account(setting)
        missing = Unread(f"the policy of key {identifier} is not in the source", "kms:GetKeyPolicy")
        return Target(text=identifier, account=owner, policy=missing, noun=Noun.KEYS, name=identifier)
    text: Text = (
        found.arn.value
        if isinstance(found.arn, Known) and found.arn.value
        else Partial((Hole("the key's ARN", token=f"{found.id}.arn"),))
    )
    named = _account_in(text) if isinstance(text, str) else ""
    owner = Known(named) if named else _own_account(setting)
    return Target(text=text, account=owner, policy=found.policy, origin=found.origin, noun=Noun.KEYS, name=found.id)


def _account_in(arn: str) -> str:
    """Return the account that an ARN names; empty for a text that is none."""
    parts = arn.split(":", _FIELDS - 1)
    return parts[_ACCOUNT] if len(parts) == _FIELDS and parts[0] == "arn" else ""


def _object(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    bucket, _, key = identifier.partition("/")
    found = inventory.bucket(bucket)
    account = _owner(found.account, setting) if found is not None else _own_account(setting)
    name = found.name.value if found is not None and isinstance(found.name, Known) else bucket
    partition = _partition(_region(resource, setting), setting)
    text = f"arn:{partition}:s3:::{name}/{key}" if key else f"arn:{partition}:s3:::{name}"
    return Target(
        text=text,
        account=account if account != Known("") else _own_account(setting),
        policy=None if found is None or found.policy == Known(NO_POLICY) else found.policy,
        origin=None if found is None else found.origin,
        noun=Noun.BUCKETS,
        name=bucket,
    )


def _file_system(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    found = inventory.file_system(identifier)
    text: Text
    if found is not None and isinstance(found.arn, Known) and found.arn.value:
        text = found.arn.value
    elif identifier.startswith("fs-"):
        text = _arn(resource, setting, "elasticfilesystem", f"file-system/{identifier}")
    else:
        text = _joined(
            _arn(resource, setting, "elasticfilesystem", "file-system/"),
            Hole("the file system's id", token=f"{identifier}.id", plain=True),
        )
    policy: Value[Document] = Known(_OPEN_FILE_SYSTEM)
    if found is not None and found.policy != Known(NO_POLICY):
        policy = found.policy
    return Target(
        text=text,
        account=_account(resource, setting),
        policy=policy,
        origin=None if found is None else found.origin,
        noun=Noun.FILE_SYSTEMS,
        name=identifier,
    )


def _layers(_identifier: str, resource: Resource, setting: Setting, _inventory: Inventory) -> Target:
    """Return the bucket in which ECR keeps layers; it is ECR's own, and so is the signature under the request."""
    region = _region(resource, setting)
    if not region:
        bucket = Hole("ECR's bucket of the task's Region", plain=True)
        head: tuple[str | Hole, ...] = (f"arn:{setting.partition}:s3:::", bucket, "/")
    else:
        head = (f"arn:{_partition(region, setting)}:s3:::{layer_bucket(region)}/",)
    name = layer_bucket(region)
    return Target(text=Partial((*head, Hole("a layer's name"))), account=Known(account_of_aws(ECR_ITSELF)), name=name)


def _parameter(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    found = inventory.parameter(identifier, where_of(resource, setting))
    return replace(_plain(identifier, resource, setting, inventory), origin=None if found is None else found.origin)


def _plain(identifier: str, resource: Resource, setting: Setting, _inventory: Inventory) -> Target:
    account = _account(resource, setting)
    if identifier.startswith("arn:"):
        noun = Noun.PARAMETERS if resource.kind is Kind.PARAMETER else None
        return Target(text=identifier, account=account, noun=noun, name=identifier.rpartition(":")[2])
    match resource.kind:
        case Kind.PARAMETER:
            text: Text = _arn(resource, setting, "ssm", f"parameter/{identifier.removeprefix('/')}")
            return Target(text=text, account=account, noun=Noun.PARAMETERS, name=identifier)
        case Kind.DELIVERY_STREAM:
            text = _arn(resource, setting, "firehose", f"deliverystream/{identifier}")
        case Kind.DATA_STREAM:
            text = _arn(resource, setting, "kinesis", f"stream/{identifier}")
        case _:
            text = Partial((Hole(f"the ARN of {identifier}", token=f"{identifier}.arn"),))
    return Target(text=text, account=account, name=identifier)


def _log_group(identifier: str, resource: Resource, setting: Setting, inventory: Inventory) -> Target:
    """Return the streams of a log group; one of the source's own may have a name that only its deployment decides."""
    if identifier.startswith("arn:"):
        return _plain(identifier, resource, setting, inventory)
    found = inventory.log_group(identifier, where_of(resource, setting))
    stream = Hole("the log stream's name")
    text = _joined(_arn(resource, setting, "logs", f"log-group:{identifier}:log-stream:"), stream)
    if found is not None and found.id == identifier and isinstance(found.name, Unknown):
        minted = Hole("the log group's name", token=f"{found.id}.name", plain=True)
        head = _joined(_arn(resource, setting, "logs", "log-group:"), minted)
        text = Partial((*parts_of(head), ":log-stream:", stream))
    return Target(
        text=text,
        account=_account(resource, setting),
        origin=None if found is None else found.origin,
        noun=Noun.LOG_GROUPS,
        name=identifier,
    )


def _arn(resource: Resource, setting: Setting, service: str, rest: str) -> Text:
    region = _region(resource, setting)
    partition = _partition(region, setting)
    account = _account(resource, setting)
    head: tuple[str | Hole, ...] = (f"arn:{partition}:{service}:{region}:",)
    if not region:
        head = (f"arn:{partition}:{service}:", Hole("the task's Region", token=REGION_TOKEN, plain=True), ":")
    if isinstance(account, Known) and account.value.isdigit():
        own: str | Hole = account.value
    elif isinstance(account, Known):
        own = Hole("the account's id", token=ACCOUNT_TOKEN, plain=True)
    else:
        own = Hole(account.reason, plain=True)
    parts = (*head, own, f":{rest}")
    return "".join(map(str, parts)) if all(isinstance(part, str) for part in parts) else Partial(parts)


def _joined(text: Text, hole: Hole) -> Partial:
    return Partial((*parts_of(text), hole))


def _account(resource: Resource, setting: Setting) -> Value[str]:
    """Return the owner's account, which is the task's own unless the task definition names another."""
    if isinstance(resource.account, Known) and not resource.account.value.isdigit():
        return _own_account(setting)
    if isinstance(resource.account, Unknown | Unread) and resource.account == setting.account:
        return _own_account(setting)
    return resource.account


def _region(resource: Resource, setting: Setting) -> str:
    return resource.region.value if isinstance(resource.region, Known) and resource.region.value else setting.region


def _partition(region: str, setting: Setting) -> str:
    return partition_of(region).name if region in known_regions() else setting.partition


_BY_KIND: Final[dict[Kind, Callable[[str, Resource, Setting, Inventory], Target]]] = {
    Kind.REPOSITORY: _repository,
    Kind.SECRET: _secret,
    Kind.KEY: _key,
    Kind.OBJECT: _object,
    Kind.BUCKET: _object,
    Kind.FILE_SYSTEM: _file_system,
    Kind.LAYER_BUCKET: _layers,
    Kind.LOG_GROUP: _log_group,
    Kind.PARAMETER: _parameter,
}
