"""Secrets: each names one value of Secrets Manager or Parameter Store that the task can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import platforms
from sealane.grammar.arns import ArnProblem, SecretValue, has_random_suffix, parse_value_from
from sealane.spec.checks.arns import arn_at, kms_key
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.container import Secret
    from sealane.spec.document import Spec

_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_SECRETS_MANAGER = _GUIDE + "secrets-envvar-secrets-manager.html"
_PARAMETER_STORE = _GUIDE + "secrets-envvar-ssm-paramstore.html"
_REGIONS = "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html"
_ONE = Rule(code="secret-needs-one-source", link=_SECRETS_MANAGER)
_INVALID = Rule(code="secret-reference-invalid", link=_SECRETS_MANAGER)
_OTHER_REGION = Rule(code="secret-other-region", link=_REGIONS)
_KEY = Rule(code="parameter-without-key", link=_PARAMETER_STORE)
_VERSION = Rule(code="needs-platform-1-4-0", link=_SECRETS_MANAGER)
_PARTIAL = Rule(code="secret-arn-partial", link=_SECRETS_MANAGER, severity="warning")
_SECRET_NAME = re.compile(r"[A-Za-z0-9/_+=.@-]{1,512}")
_DETAILS = ("key", "version_stage", "version_id")


def secrets_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every secret."""
    for name, service in spec.services.items():
        for key, secret in service.secrets.items():
            path: Path = ("services", name, "secrets", key)
            yield from _one(secret, path, spec.region)
            detailed = any(getattr(secret, detail) for detail in _DETAILS)
            if detailed and service.platform_version == platforms.OLD_LINUX:
                what = "a JSON key or a version of a secret needs platform version 1.4.0"
                also = (("services", name, "platform_version"),)
                yield _VERSION.broken(path, what, "write `platform_version: LATEST`", also=also)


def _one(secret: Secret, path: Path, region: str) -> Iterator[Finding]:
    if bool(secret.secret) == bool(secret.parameter):
        both = "both `secret` and `parameter`" if secret.secret else "neither `secret` nor `parameter`"
        what = f"`{path[-1]}` names {both}"
        yield _ONE.broken(path, what, "give it one: `{secret: <ARN>}` or `{parameter: /path/name}`", on_key=True)
        return
    if secret.secret:
        yield from _from_secrets_manager(secret, path, region)
    else:
        yield from _from_parameter_store(secret, path, region)
    yield from kms_key(secret.kms_key, (*path, "kms_key"), region)
    for detail in _DETAILS:
        if ":" in getattr(secret, detail):
            what = f"`{detail}` cannot hold a colon, which ends it in a task definition"
            yield _INVALID.broken((*path, detail), what, "name the key or version alone")


def _from_secrets_manager(secret: Secret, path: Path, region: str) -> Iterator[Finding]:
    text, path = secret.secret, (*path, "secret")
    if not text.startswith("arn:"):
        if not _SECRET_NAME.fullmatch(text):
            what = f"`{text}` is neither the ARN nor the name of a secret"
            yield _INVALID.broken(
                path, what, "`aws secretsmanager list-secrets --query 'SecretList[].ARN'` prints them"
            )
        return
    yield from _reference(text, path, region, "secret")


def _from_parameter_store(secret: Secret, path: Path, region: str) -> Iterator[Finding]:
    yield from _reference(secret.parameter, (*path, "parameter"), region, "parameter")
    given = [detail for detail in _DETAILS if getattr(secret, detail)]
    if given:
        what = f"`{given[0]}` is for secrets of Secrets Manager; a parameter comes whole"
        yield _KEY.broken((*path, given[0]), what, f"remove `{given[0]}`", on_key=True)


def _reference(text: str, path: Path, region: str, kind: str) -> Iterator[Finding]:
    try:
        found = parse_value_from(text)
    except ArnProblem as problem:
        link = _SECRETS_MANAGER if kind == "secret" else _PARAMETER_STORE
        yield Rule(code=problem.code, link=link).broken(path, problem.what, problem.hint)
        return
    if isinstance(found, SecretValue) != (kind == "secret"):
        other = "parameter" if kind == "secret" else "secret"
        yield _INVALID.broken(path, f"`{text}` is a {other}, not a {kind}", f"write `{other}: {text}`")
        return
    if isinstance(found, SecretValue) and (found.json_key or found.version_stage or found.version_id):
        hint = "write them beside it: `key`, `version_stage`, `version_id`"
        yield _INVALID.broken(path, "the ARN carries a JSON key or version after it", hint)
    if found.arn is None:
        return
    # What follows the resource (JSON key, version, label) is no part of the ARN, so the ARN is checked alone.
    for arn in arn_at(str(found.arn), path, region, example="arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX"):
        if isinstance(arn, Finding):
            yield arn
        elif region and arn.region != region:
            service = "Secrets Manager" if kind == "secret" else "Systems Manager"
            what = f"the {kind} is in `{arn.region}`, and no endpoint in `{region}` reaches {service} there"
            yield _OTHER_REGION.broken(path, what, _copy(kind, text, region), also=(("region",),))
        elif isinstance(found, SecretValue) and not has_random_suffix(found.name):
            what = "the ARN lacks the six characters that Secrets Manager puts after the name"
            hint = f"`aws secretsmanager describe-secret --secret-id {found.name} --query ARN` prints it whole"
            yield _PARTIAL.broken(path, what, hint)


def _copy(kind: str, text: str, region: str) -> str:
    if kind == "secret":
        replicas = f"--add-replica-regions Region={region}"
        return f"replicate it: `aws secretsmanager replicate-secret-to-regions --secret-id {text} {replicas}`"
    return f"create it there: `aws ssm put-parameter --region {region} --type SecureString --name … --value …`"
