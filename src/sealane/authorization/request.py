"""One request: who asks, for what action, on what resource, with which context."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sealane.authorization.caller import Caller, Kind, principal_arn
from sealane.authorization.context import Context, Reading, context_of
from sealane.world.text import Text
from sealane.world.values import Known, Unknown, Unread, Value

_ACTION = re.compile(r"[a-z0-9-]+:[A-Za-z0-9_]+", re.IGNORECASE)
_ACCOUNT = re.compile(r"arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):.*", re.DOTALL)
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
    context: Mapping[str, Value[Text | Sequence[Text]]] | None = None,
    missing: Unknown | Unread | None = None,
    resource_account: Value[str] | None = None,
) -> Request:
    """Make a request.

    `resource` is an ARN, or `*` for an action without resources. `resource_account` is needed for ARNs that have none,
    as those of S3. `context` and `missing` are as in `context_of`; keys that follow from the caller and the resource
    are added. `aws:SourceIp` is there unless an endpoint is used, which is when the context has `aws:SourceVpce`.
    Tags of the principal and the resource are absent unless given.

    Raises:
        ValueError: when the action is not written as `service:Name`.

    """
    if not _ACTION.fullmatch(action):
        message = f"{action!r} is not an action: write it as `service:Name`"
        raise ValueError(message)
    if caller.kind is Kind.FOREIGN and missing is None:
        missing = Unknown(f"the other keys of a request that {caller.name} signs")
    given = context_of(context or {}, missing=missing)
    owner = resource_account or _account_of(caller, resource)
    derived = (_of_caller(caller), _of_request(given, owner, resource), _ALWAYS)
    return Request(
        caller=caller,
        action=action.lower(),
        resource=resource,
        resource_account=owner,
        context=Context(readings=given.readings, derived=derived, missing=given.missing),
    )


def _account_of(caller: Caller, resource: Text) -> Value[str]:
    if resource == "*":
        return Known(caller.account)
    found = _ACCOUNT.fullmatch(resource) if isinstance(resource, str) else None
    return Known(found.group(1)) if found else Unknown(f"the account of {resource}")


def _of_request(given: Context, owner: Value[str], resource: Text) -> dict[str, Reading]:
    """Return the keys that the way of the request and its resource settle, or at least make present.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    found: dict[str, Reading] = {}
    if resource != "*":
        found["aws:resourceaccount"] = (owner.value,) if isinstance(owner, Known) else owner
        found["aws:resourceorgid"] = found["aws:resourceorgpaths"] = _ORGANISATION
        if isinstance(owner, Known) and not owner.value.isdigit():
            # An account of AWS's own, as that of the bucket ECR keeps layers in, is in no organisation of a user.
            found["aws:resourceorgid"] = (f"(organisation of {owner.value})",)
    endpoint = given.read("aws:sourcevpce")
    if not isinstance(endpoint, tuple):
        found["aws:sourceip"] = endpoint
    else:
        found["aws:sourceip"] = () if endpoint else _SOURCE_IP
    return found


@lru_cache(maxsize=1024)
def _of_caller(caller: Caller) -> Mapping[str, Reading]:
    """Return the keys that the principal settles, or at least makes present."""
    if caller.kind is Kind.SERVICE:
        return {"aws:principalisawsservice": ("true",), "aws:principalservicename": (caller.name,)}
    found: dict[str, Reading] = {"aws:principalisawsservice": ("false",)}
    if caller.kind is Kind.PROVIDER:
        return found
    found["aws:principalaccount"] = (caller.account,)
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
