"""One request: who asks, for what action, on what resource, with which context."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from sealane.authorization.accounts import account_text, is_of_aws
from sealane.authorization.caller import Caller, Kind, principal_arn
from sealane.authorization.context import Context, Given, Reading, context_of
from sealane.grammar.patterns import pattern
from sealane.records import dataclass
from sealane.world.text import Text
from sealane.world.values import Known, Unknown, Unread, Value

_ACTION = pattern(r"[a-z0-9-]+:[A-Za-z0-9_]+", re.IGNORECASE)
_ACCOUNT = pattern(r"[0-9]{12}")
_ACCOUNT_AT = 4
_TYPES = {
    Kind.SESSION: "AssumedRole",
    Kind.USER: "User",
    Kind.ROOT: "Account",
    Kind.FEDERATED_USER: "FederatedUser",
}
# Every request has these keys, so a policy that asks for one must not be told that it is absent.
_ALWAYS: dict[str, Reading] = {
    key: Unknown(f"{key} of the request")
    for key in ("aws:currenttime", "aws:epochtime", "aws:securetransport", "aws:requestedregion", "aws:useragent")
}
_SOURCE_IP = Unknown("the address the request comes from")
_ORGANISATION = Unknown("the resource's organisation")
_OF_RESOURCE = frozenset({"aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, ready to be held against policies; `action` is in lower case."""

    caller: Caller
    action: str
    resource: Text
    resource_account: Value[str]
    context: Context


def request_of(
    caller: Caller,
    action: str,
    resource: Text,
    *,
    context: Context | Mapping[str, Given] | None = None,
    missing: Unknown | Unread | None = None,
    resource_account: Value[str] | None = None,
) -> Request:
    """Make a request.

    `resource` is an ARN, or `*` for an action without resources. `resource_account` is needed for ARNs that have none,
    as those of S3. `context` and `missing` are as in `context_of`, or one context for many requests; keys that follow
    from the caller and the resource are added. `aws:SourceIp` is there unless an endpoint is used, which is when the
    context has `aws:SourceVpce`. Tags of the principal and the resource are absent unless given.

    Raises:
        ValueError: when the action is not written as `service:Name`.

    """
    given = context if isinstance(context, Context) else context_of(context or {}, missing=missing)
    rest: Reading = given.missing if missing is None else missing
    if caller.kind is Kind.FOREIGN and not rest:
        rest = Unknown(f"the other keys of a request that {caller.name} signs")
    owner = resource_account or _account_of(caller, resource)
    derive = partial(_derived, caller, owner, resource, given.readings, rest)
    return Request(
        caller=caller,
        action=_lowered(action),
        resource=resource,
        resource_account=owner,
        context=Context(readings=given.readings, derive=derive, missing=rest),
    )


@lru_cache(maxsize=4096)
def _lowered(action: str) -> str:
    if not _ACTION.fullmatch(action):
        message = f"{action!r} is not an action: write it as `service:Name`"
        raise ValueError(message)
    return action.lower()


def _account_of(caller: Caller, resource: Text) -> Value[str]:
    if resource == "*":
        return _known(caller.account)
    if isinstance(resource, str):
        parts = resource.split(":", 5)
        if len(parts) > _ACCOUNT_AT + 1 and parts[0] == "arn" and _ACCOUNT.fullmatch(parts[_ACCOUNT_AT]):
            return _known(parts[_ACCOUNT_AT])
    return Unknown(f"the account of {resource}")


@lru_cache(maxsize=4096)
def _known(account: str) -> Known[str]:
    return Known(account)


def _derived(
    caller: Caller,
    owner: Value[str],
    resource: Text,
    given: Mapping[str, Reading],
    missing: Reading,
    key: str,
) -> Reading | None:
    """Return what follows for a key that was not given.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    if not caller.keys:
        caller.keys.update(_of_caller(caller))
    of_caller = caller.keys.get(key)
    if of_caller is not None:
        return of_caller
    if key == "aws:sourceip":
        endpoint = given.get("aws:sourcevpce", missing)
        if not isinstance(endpoint, tuple):
            return endpoint
        return () if endpoint else _SOURCE_IP
    if key in _OF_RESOURCE and resource != "*":
        return _of_owner(owner, key)
    return _ALWAYS.get(key)


def _of_owner(owner: Value[str], key: str) -> Reading:
    """Return a key that the resource's account settles, or at least makes present."""
    if key == "aws:resourceaccount":
        return (account_text(owner.value),) if isinstance(owner, Known) else owner
    if key == "aws:resourceorgid" and isinstance(owner, Known) and is_of_aws(owner.value):
        # An account of AWS's own, as that of the bucket ECR keeps layers in, is in no organisation of a user.
        return (f"(organisation of {owner.value})",)
    return _ORGANISATION


def _of_caller(caller: Caller) -> Mapping[str, Reading]:
    """Return the keys that the principal settles, or at least makes present."""
    if caller.kind is Kind.SERVICE:
        return {"aws:principalisawsservice": ("true",), "aws:principalservicename": (caller.name,)}
    found: dict[str, Reading] = {"aws:principalisawsservice": ("false",)}
    if caller.kind is Kind.PROVIDER:
        return found
    found["aws:principalaccount"] = (account_text(caller.account),)
    found["aws:principalarn"] = (principal_arn(caller),)
    found["aws:principaltype"] = (_TYPES[caller.kind],) if caller.kind in _TYPES else Unknown(f"type of {caller.name}")
    found["aws:userid"] = (caller.account,) if caller.kind is Kind.ROOT else Unknown(f"unique id of {caller.name}")
    organisation = Unknown(f"the organisation of account {caller.account}")
    # An organisation of AWS's own is no organisation of a user, as its account is no account of one.
    foreign = caller.kind is Kind.FOREIGN
    found["aws:principalorgid"] = (f"(organisation of {caller.name})",) if foreign else organisation
    found["aws:principalorgpaths"] = organisation
    if foreign:
        found["aws:principalisawsservice"] = Unknown(f"whether {caller.name} signs as a service or as a role")
    if caller.kind is Kind.USER:
        found["aws:username"] = (caller.name,)
    return found
