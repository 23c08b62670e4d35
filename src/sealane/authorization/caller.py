"""Who makes a request, and the context keys that follow from who it is.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

import enum
from functools import lru_cache

from sealane.authorization.accounts import account_of_aws
from sealane.authorization.context import Reading
from sealane.grammar.patterns import pattern
from sealane.records import dataclass, field
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown, Value

_ARN = pattern(r"arn:(aws[a-z-]*):(iam|sts)::([0-9]{12}):(root|role|user|assumed-role|federated-user)(?:/(.+))?")
_SERVICE = pattern(r"[a-z0-9.-]+\.amazonaws\.com(\.cn)?|[a-z0-9.-]+\.amazonaws\.eu")
_PROVIDER = pattern(r"arn:aws[a-z-]*:iam::[0-9]{12}:(saml|oidc)-provider/.+")
_UNKNOWN_SESSION = Unknown("the session's name is chosen when the role is assumed")
_SERVICE_LINKED = "aws-service-role/"


class Kind(enum.Enum):
    """The kinds of principal that make requests."""

    SESSION = "a session of a role"
    USER = "an IAM user"
    ROOT = "the account's root user"
    FEDERATED_USER = "a federated user's session"
    SERVICE = "an AWS service"
    PROVIDER = "an identity provider's user"
    FOREIGN = "a principal in an account of AWS's own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A principal.

    Attributes:
        kind: what it is.
        name: the role's or user's name without path, the service's or provider's name.
        account: its account; empty for services and providers.
        arn: its own ARN, for a role's session that of the session.
        role: for a session, the role's ARN; partly unknown when only the session's ARN was given, which has no path.
        keys: the context keys that follow, once they were asked for.

    """

    kind: Kind
    name: str
    account: str = ""
    arn: Text = ""
    role: Text = ""
    keys: dict[str, Reading] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def service_linked(self) -> bool:
        """Whether it is a session of a service-linked role, which AWS keeps under a path of its own."""
        return self.kind is Kind.SESSION and f":role/{_SERVICE_LINKED}" in str(self.role)


@lru_cache(maxsize=4096)
def caller_of(principal: str, *, session: Value[str] = _UNKNOWN_SESSION, role: str = "") -> Caller:
    """Read a principal: an ARN of IAM or STS, a service such as `ecs-tasks.amazonaws.com`, or an identity provider.

    A role's ARN means a session of that role, named `session`. For a session's ARN, `role` is the role's own ARN.

    Raises:
        ValueError: when it is none of these.

    """
    found = _ARN.fullmatch(principal)
    if not found:
        return _other(principal)
    partition, _, account, kind, rest = found.groups()
    if (kind == "root") != (rest is None):
        return _other(principal)
    if kind == "root":
        return Caller(kind=Kind.ROOT, name="root", account=account, arn=principal)
    if kind in {"user", "federated-user"}:
        which = Kind.USER if kind == "user" else Kind.FEDERATED_USER
        return Caller(kind=which, name=rest.rpartition("/")[2], account=account, arn=principal)
    name = rest.rpartition("/")[2] if kind == "role" else rest.partition("/")[0]
    prefix = f"arn:{partition}:sts::{account}:assumed-role/{name}/"
    if kind == "role":
        last = session.value if isinstance(session, Known) else Hole(session.reason)
        arn: Text = prefix + last if isinstance(last, str) else Partial((prefix, last))
        return Caller(kind=Kind.SESSION, name=name, account=account, arn=arn, role=principal)
    path = Hole(f"the path of role {name}", token=f"path of {account} {name}")
    unread = Partial((f"arn:{partition}:iam::{account}:role/", path, name))
    return Caller(kind=Kind.SESSION, name=name, account=account, arn=principal, role=role or unread)


def foreign_caller(owner: str) -> Caller:
    """Return a principal that AWS uses in an account of its own, as ECR does when it signs the URL of a layer.

    Its account is no account of a user, so a policy that names one does not mean it.
    """
    account = account_of_aws(owner)
    arn = Partial((f"arn:aws:iam::{account}:", Hole(f"how {owner} names its own principal")))
    return Caller(kind=Kind.FOREIGN, name=owner, account=account, arn=arn)


def principal_arn(caller: Caller) -> Text:
    """Return what `aws:PrincipalArn` is: for a session the role's ARN.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
    """
    return caller.role if caller.kind is Kind.SESSION else caller.arn


def _other(principal: str) -> Caller:
    if _SERVICE.fullmatch(principal):
        return Caller(kind=Kind.SERVICE, name=principal)
    if _PROVIDER.fullmatch(principal):
        return Caller(kind=Kind.PROVIDER, name=principal)
    message = f"{principal!r} is not the ARN of a role, session or user, nor the name of an AWS service"
    raise ValueError(message)
