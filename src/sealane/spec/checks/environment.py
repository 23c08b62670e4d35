"""Environment variables, the files they come from, and the command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import limits
from sealane.spec.checks.arns import arn_at
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload

_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_CONTAINER = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"
_NAME = Rule(code="environment-name-invalid", link=_CONTAINER)
_NUL = Rule(code="text-with-nul", link=_CONTAINER)
_TWICE = Rule(code="environment-and-secret", link=_CONTAINER)
_TOO_LARGE = Rule(code="task-definition-too-large", link=limits.TASK_DEFINITION_SOURCE)
_FILE = Rule(code="environment-file-invalid", link=limits.ENVIRONMENT_FILES_SOURCE)
_PATTERN = Rule(
    code="environment-file-is-pattern",
    link="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
)
_TOO_MANY = Rule(code="environment-files-too-many", link=limits.ENVIRONMENT_FILES_SOURCE)
_RESERVED = Rule(
    code="environment-reserved", link=_GUIDE + "task-metadata-endpoint-v4-fargate.html", severity="warning"
)
_KEYS = Rule(code="credentials-in-environment", link=_GUIDE + "task-iam-roles.html", severity="warning")

_SET_BY_FARGATE = frozenset(
    {
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "ECS_AGENT_URI",
        "ECS_CONTAINER_METADATA_URI",
        "ECS_CONTAINER_METADATA_URI_V4",
    }
)
_CREDENTIALS = frozenset({"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})


def environment_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every service's variables, files and command."""
    for name, service in spec.services.items():
        path: Path = ("services", name)
        for key, value in service.environment.items():
            yield from _variable(key, value, (*path, "environment", key))
        for key in service.secrets:
            yield from _name(key, (*path, "secrets", key))
            if key in service.environment:
                what = f"`{key}` is both in `environment` and in `secrets`, and a task definition takes a name once"
                also = ((*path, "environment", key),)
                yield _TWICE.broken((*path, "secrets", key), what, f"remove one `{key}`", also=also, on_key=True)
        for position, word in enumerate(service.command):
            if "\0" in word:
                yield _nul((*path, "command", position))
        yield from _files(service, path, spec.region)
        yield from _size(service, path)


def _variable(key: str, value: str, path: Path) -> Iterator[Finding]:
    yield from _name(key, path)
    if "\0" in value:
        yield _nul(path)
    if key in _SET_BY_FARGATE:
        what = f"Fargate sets `{key}` itself; another value cuts the container off from its role or metadata"
        yield _RESERVED.broken(path, what, f"remove `{key}`", on_key=True)
    if key in _CREDENTIALS:
        what = f"`{key}` is readable in the task definition and takes precedence over the task role"
        yield _KEYS.broken(path, what, "use `task_role_policies` or `task_role_statements` instead", on_key=True)


def _name(key: str, path: Path) -> Iterator[Finding]:
    if not key or "=" in key or not key.isprintable() or key != key.strip():
        what = f"{key!r} cannot name an environment variable"
        facts = (("allowed", "printable text without `=`, no space at either end"),)
        yield _NAME.broken(path, what, "for example `LOG_LEVEL`", facts=facts, on_key=True)


def _nul(path: Path) -> Finding:
    return _NUL.broken(path, "the text holds the character U+0000, which ends a text for every process", "remove it")


def _files(service: Workload, path: Path, region: str) -> Iterator[Finding]:
    files, path = service.environment_files, (*path, "environment_files")
    if len(files) > limits.ENVIRONMENT_FILES:
        what = f"{len(files)} environment files are more than a container can have"
        facts = (("allowed", str(limits.ENVIRONMENT_FILES)),)
        yield _TOO_MANY.broken(path, what, "join some of them", facts=facts)
    for position, text in enumerate(files):
        item: Path = (*path, position)
        if text.startswith("s3://"):
            arn = "arn:aws:s3:::" + text.removeprefix("s3://")
            yield _FILE.broken(item, f"`{text}` is an S3 URI, and ECS takes an ARN", f"write `{arn}`")
            continue
        for found in arn_at(text, item, region, example="arn:aws:s3:::BUCKET/path/name.env"):
            if isinstance(found, Finding):
                yield found
            elif found.service != "s3" or "/" not in found.resource:
                what = f"`{text}` is not the ARN of an S3 object"
                yield _FILE.broken(item, what, "write it as `arn:aws:s3:::BUCKET/path/name.env`")
            elif any(mark in found.resource for mark in ("*", "?", "${", "&{")):
                what = f"`{text}` would be a pattern or a variable in the role's policy, not one object"
                yield _PATTERN.broken(item, what, "rename the object to letters, digits, `/`, `-`, `_` and `.`")
            elif not found.resource.endswith(".env"):
                what = f"`{text}` does not end in `.env`, which ECS asks of an environment file"
                yield _FILE.broken(
                    item, what, f"rename it: `aws s3 mv s3://{found.resource} s3://{found.resource}.env`"
                )


def _size(service: Workload, path: Path) -> Iterator[Finding]:
    told = [service.command, service.environment, list(service.secrets), service.environment_files]
    if not any(told):
        return
    import json

    length = len(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    if length > limits.TASK_DEFINITION_BYTES:
        what = f"command and environment alone take {length:,} bytes, more than a whole task definition may"
        facts = (("allowed", f"{limits.TASK_DEFINITION_BYTES:,} bytes"),)
        hint = "put large values into a secret, a parameter, or an environment file in S3"
        yield _TOO_LARGE.broken((*path, "environment"), what, hint, facts=facts, on_key=True)
