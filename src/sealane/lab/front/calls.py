"""What a request asks of AWS: the operation, the action that a policy names it by, and the resource.

Actions and the ARNs of their resources:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sealane.grammar.endpoint_services import endpoint_service, known_suffixes
from sealane.grammar.partitions import partition_of
from sealane.lab.front.messages import Request
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request's meaning.

    Attributes:
        operation: as the API names it; empty when the request does not say.
        action: as `ssm:GetParameters`; empty when it is not known.
        resources: the ARNs, each of which must be allowed; none when the lab does not know them.

    """

    operation: str
    action: str = ""
    resources: tuple[str, ...] = ()


# Of these every call is about no resource of its own, so a policy has to name `*`.
_NO_RESOURCE: Final = frozenset(
    {
        "ecr:GetAuthorizationToken",
        "sts:GetCallerIdentity",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
        "cloudwatch:PutMetricData",
        "xray:PutTraceSegments",
    }
)


def asked_of(request: Request, account: str) -> Asked:
    """Tell what a request to an API asks; `account` is the caller's."""
    fields = request.fields()
    target = request.headers.get("x-amz-target", "")
    operation = target.rpartition(".")[2] or str(fields.get("Action", ""))
    if not operation:
        return Asked(operation="")
    service = request.host.service
    prefix = endpoint_service(service).action_prefix if service in known_suffixes() else service
    action = f"{prefix}:{operation}"
    if action in _NO_RESOURCE:
        return Asked(operation=operation, action=action, resources=("*",))
    finder = _FINDERS.get(prefix)
    resources = (
        finder(fields, _Where(partition_of(request.host.region).name, request.host.region, account)) if finder else ()
    )
    return Asked(operation=operation, action=action, resources=resources)


class _Where:
    """Whose and where what a request names is, unless its ARN says otherwise."""

    def __init__(self, partition: str, region: str, account: str) -> None:
        self._partition, self._region, self._account = partition, region, account

    def arn(self, service: str, rest: str, account: object = "") -> str:
        """Return an ARN there."""
        return f"arn:{self._partition}:{service}:{self._region}:{account or self._account}:{rest}"


def _ecr(fields: Mapping[str, Any], where: _Where) -> tuple[str, ...]:
    name = fields.get("repositoryName")
    return (where.arn("ecr", f"repository/{name}", fields.get("registryId", "")),) if name else ()


def _secrets(fields: Mapping[str, Any], where: _Where) -> tuple[str, ...]:
    name = str(fields.get("SecretId", ""))
    if not name:
        return ()
    return (name if name.startswith("arn:") else where.arn("secretsmanager", f"secret:{name}"),)


def _parameters(fields: Mapping[str, Any], where: _Where) -> tuple[str, ...]:
    names = [*_texts(fields.get("Names")), *_texts(fields.get("Name"))]
    return tuple(
        name if name.startswith("arn:") else where.arn("ssm", f"parameter/{name.removeprefix('/')}") for name in names
    )


def _logs(fields: Mapping[str, Any], where: _Where) -> tuple[str, ...]:
    # An ARN of a group that ends in `:*` is the form that the actions on its streams need, also where no stream is
    # named: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
    group = fields.get("logGroupName")
    stream = fields.get("logStreamName", "")
    return (where.arn("logs", f"log-group:{group}:log-stream:{stream}"),) if group else ()


def _keys(fields: Mapping[str, Any], where: _Where) -> tuple[str, ...]:
    key = str(fields.get("KeyId", ""))
    if key.startswith("arn:"):
        return (key,)
    return (where.arn("kms", f"key/{key}"),) if key and not key.startswith("alias/") else ()


_FINDERS: Final[Mapping[str, Callable[[Mapping[str, Any], _Where], tuple[str, ...]]]] = {
    "ecr": _ecr,
    "secretsmanager": _secrets,
    "ssm": _parameters,
    "logs": _logs,
    "kms": _keys,
}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, list) else []
