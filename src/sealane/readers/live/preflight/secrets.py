"""Whether the secrets exist in Secrets Manager, hold a value, and are readable with the keys that the spec names.

Values are never read, so a JSON key inside a secret cannot be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sealane.grammar.arns import parse_secret
from sealane.readers.live.call import Call
from sealane.readers.live.door import NO_ANSWER, Door, look
from sealane.readers.live.preflight.finding import Check, Finding, Severity
from sealane.readers.live.preflight.lookups import Missing, Named, Unfit
from sealane.spec.container import Secret
from sealane.spec.document import Spec
from sealane.world.tasks import Setting
from sealane.world.values import Unread

Document = Mapping[str, Any]

_SECRET = Call(service="secretsmanager", operation="DescribeSecret")
CALLS = (_SECRET,)

_LINK = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html"
_ENCRYPTION = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html"
_CURRENT = "AWSCURRENT"
_OWN_KEY = "alias/aws/secretsmanager"


def checks(spec: Spec, setting: Setting) -> Iterator[Check]:
    """Give one check per secret of the services."""
    for service, workload in spec.services.items():
        for variable, secret in workload.secrets.items():
            if secret.secret:
                yield partial(check, _named(f"services.{service}.secrets.{variable}", secret, setting), secret)


def check(named: Named, secret: Secret, door: Door) -> tuple[Finding, ...]:
    """Look at one secret."""
    answer = look(
        partial(door.ask, _SECRET, region=named.region, SecretId=named.name),
        absent=NO_ANSWER,
        codes=("ResourceNotFoundException",),
    )
    if isinstance(answer, Unread):
        return (named.not_seen(answer),)
    return judge(named, secret, answer.value)


def judge(named: Named, secret: Secret, document: Document) -> tuple[Finding, ...]:
    """Compare what the spec says with what `DescribeSecret` returned, nothing when there is no such secret."""
    if not document:
        return (Missing(code="secret-missing", where=named.where, named=named),)
    if document.get("DeletedDate"):
        hint = (
            f"bring it back with `aws secretsmanager restore-secret --secret-id {named.name} --region {named.region}`"
        )
        because = "is scheduled for deletion"
        return (Unfit(code="secret-deleted", where=named.where, named=named, because=because, hint=hint),)
    return (*_version(named, secret, document), *_key(named, secret, document))


def _version(named: Named, secret: Secret, document: Document) -> Iterator[Finding]:
    versions: Mapping[str, Any] = document.get("VersionIdsToStages") or {}
    stages = {stage for held in versions.values() for stage in held}
    if secret.version_id and secret.version_id not in versions:
        lacking = f"has no version {secret.version_id}"
    elif not secret.version_id and (secret.version_stage or _CURRENT) not in stages:
        lacking = f"has no version with the stage {secret.version_stage or _CURRENT}"
    else:
        return
    hint = f"see its versions with `aws secretsmanager list-secret-version-ids --secret-id {named.name}`"
    yield Unfit(code="secret-version-missing", where=named.where, named=named, because=lacking, hint=hint)


def _key(named: Named, secret: Secret, document: Document) -> Iterator[Finding]:
    key = document.get("KmsKeyId") or _OWN_KEY
    if secret.kms_key or key.endswith(_OWN_KEY):
        return
    yield Unfit(
        code="key-not-named",
        severity=Severity.WARNING,
        where=named.where,
        named=replace(named, link=_ENCRYPTION),
        because=f"is encrypted with the key {key}, which the execution role then has no permission to use",
        hint=f"add `kms_key: {key}` under `{named.where}`",
    )


def _named(where: str, secret: Secret, setting: Setting) -> Named:
    region = parse_secret(secret.secret).arn.region if secret.secret.startswith("arn:") else setting.region
    return Named(
        where=where,
        kind="secret",
        name=secret.secret,
        region=region,
        command=f"aws secretsmanager list-secrets --region {region}",
        link=_LINK,
    )
