"""Whether the KMS keys that the spec names exist, are enabled, and are in the Region that uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sealane.grammar.arns import parse
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.preflight.finding import Check, Finding
from sealane.readers.live.preflight.lookups import Missing, Named, Unfit
from sealane.spec.document import Spec
from sealane.world.tasks import Setting
from sealane.world.values import Unread

Document = Mapping[str, Any]

_KEY = Call(service="kms", operation="DescribeKey")
CALLS = (_KEY,)

_LINK = "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html"


def checks(spec: Spec, setting: Setting) -> Iterator[Check]:
    """Give one check per key; a key named in several places is looked at once per Region that uses it."""
    seen = set()
    for where, key, region in _keys(spec, setting):
        if key and (key, region) not in seen:
            seen.add((key, region))
            yield partial(check, _named(where, key, setting), region)


def check(named: Named, used_in: str, door: Door) -> tuple[Finding, ...]:
    """Look at one key; `used_in` is the Region that must have it, empty where it does not matter."""
    if used_in and used_in != named.region:
        because, hint = f"is not in {used_in}, where it is used", "name a key of that Region"
        return (Unfit(code="key-other-region", where=named.where, named=named, because=because, hint=hint),)
    answer = look(
        partial(door.ask, _KEY, region=named.region, KeyId=named.name), absent=NO_ANSWER, codes=("NotFoundException",)
    )
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    return judge(named, answer.value)


def judge(named: Named, document: Document) -> tuple[Finding, ...]:
    """Compare what is needed with what `DescribeKey` returned, nothing when there is no such key."""
    if not document:
        return (Missing(code="key-missing", where=named.where, named=named),)
    state = (document.get("KeyMetadata") or {}).get("KeyState") or "Enabled"
    if state == "Enabled":
        return ()
    command = "cancel-key-deletion" if state == "PendingDeletion" else "enable-key"
    hint = f"`aws kms {command} --key-id {named.name} --region {named.region}`"
    because = f"is not enabled, its state is {state}"
    return (Unfit(code="key-not-enabled", where=named.where, named=named, because=because, hint=hint),)


def _keys(spec: Spec, setting: Setting) -> Iterator[tuple[str, str, str]]:
    """Give path, ARN, and the Region that must have the key: a log group's or a session's key is in its own Region."""
    if spec.state:
        yield "state.kms_key", spec.state.kms_key, spec.state.region or setting.region
    if spec.network.flow_logs:
        yield "network.flow_logs.kms_key", spec.network.flow_logs.kms_key, setting.region
    for service, workload in spec.services.items():
        yield f"services.{service}.logs.kms_key", workload.logs.kms_key, setting.region
        if workload.exec:
            yield f"services.{service}.exec.kms_key", workload.exec.kms_key, setting.region
        for variable, secret in workload.secrets.items():
            yield f"services.{service}.secrets.{variable}.kms_key", secret.kms_key, ""


def _named(where: str, key: str, setting: Setting) -> Named:
    region = parse(key).region if key.startswith("arn:") else setting.region
    return Named(
        where=where,
        kind="KMS key",
        name=key,
        region=region,
        command=f"aws kms list-keys --region {region}",
        link=_LINK,
    )
