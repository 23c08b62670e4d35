"""Whether the parameters exist in Parameter Store, and are readable with the keys that the spec names.

Values are never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sealane.grammar.arns import ParameterValue, parse_value_from
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ITEMS, Door, look
from sealane.readers.live.preflight.finding import Check, Finding, Severity
from sealane.readers.live.preflight.lookups import Missing, Named, Unfit
from sealane.spec.container import Secret
from sealane.spec.document import Spec
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unread

Document = Mapping[str, Any]

_PARAMETERS = Call(service="ssm", operation="DescribeParameters")
CALLS = (_PARAMETERS,)

_LINK = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html"
_ENCRYPTION = "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html"
_OWN_KEY = "alias/aws/ssm"
_REFERENCE = "/aws/"  # public parameters and references to secrets: Parameter Store does not list them


def checks(spec: Spec, setting: Setting) -> Iterator[Check]:
    """Give one check per parameter of the services."""
    for service, workload in spec.services.items():
        for variable, secret in workload.secrets.items():
            if secret.parameter:
                value = parse_value_from(secret.parameter)
                if isinstance(value, ParameterValue):
                    where = f"services.{service}.secrets.{variable}"
                    yield partial(check, _named(where, secret, value, setting), secret, value, _own(value, setting))


def check(named: Named, secret: Secret, value: ParameterValue, own: bool, door: Door) -> tuple[Finding, ...]:  # noqa: FBT001 - bound by `checks`
    """Look at one parameter; `own` says whether it is in the caller's account."""
    # An ARN cannot tell `/name` from `name`.
    names = [value.name] if value.arn is None else [value.name, value.name.lstrip("/")]
    filters = [{"Key": "Name", "Option": "Equals", "Values": list(dict.fromkeys(names))}]
    answer = look(
        partial(door.every, _PARAMETERS, "Parameters", region=named.region, ParameterFilters=filters), absent=NO_ITEMS
    )
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    if not answer.value and (not own or value.name.startswith(_REFERENCE)):
        because = "it is in another account" if not own else "Parameter Store does not list parameters under /aws/"
        return (named.not_seen(Unread(because)),)
    return judge(named, secret, answer.value)


def judge(named: Named, secret: Secret, documents: tuple[Document, ...]) -> tuple[Finding, ...]:
    """Compare what the spec says with what `DescribeParameters` returned."""
    if not documents:
        return (Missing(code="parameter-missing", where=named.where, named=named),)
    key = documents[0].get("KeyId") or ""
    if documents[0].get("Type") != "SecureString" or secret.kms_key or not key or key.endswith(_OWN_KEY):
        return ()
    because = f"is encrypted with the key {key}, which the execution role then has no permission to use"
    hint = f"add the key's ARN as `kms_key` under `{named.where}`"
    return (
        Unfit(
            code="key-not-named",
            severity=Severity.WARNING,
            where=named.where,
            named=replace(named, link=_ENCRYPTION),
            because=because,
            hint=hint,
        ),
    )


def _own(value: ParameterValue, setting: Setting) -> bool:
    return value.arn is None or Known(value.arn.account) == setting.account


def _named(where: str, secret: Secret, value: ParameterValue, setting: Setting) -> Named:
    region = value.arn.region if value.arn else setting.region
    return Named(
        where=where,
        kind="parameter",
        name=secret.parameter,
        region=region,
        command=f"aws ssm describe-parameters --region {region}",
        link=_LINK,
    )
