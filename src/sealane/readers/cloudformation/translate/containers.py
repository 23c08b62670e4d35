"""Container definitions: images, logs, secrets, environment files."""

from __future__ import annotations

import re

from sealane.readers.cloudformation.fields import Fields
from sealane.readers.cloudformation.pseudo import ACCOUNT_TOKEN, REGION
from sealane.readers.cloudformation.translate.log_groups import LOG_GROUP
from sealane.readers.cloudformation.translate.parameters import PARAMETER
from sealane.readers.cloudformation.translate.secrets import SECRET, secret_in
from sealane.readers.cloudformation.values import Reference, Spelled
from sealane.world.tasks import Container, LogConfiguration, SecretReference
from sealane.world.text import Hole, Partial, parts_of
from sealane.world.values import Known, Unknown, Unread, Value

_ECR = re.compile(r"\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.[a-z.]+/(?P<image>.+)")
_DECISIVE = frozenset({"awslogs-region", "awslogs-create-group", "splunk-url", "splunk-verify-connection"})
_OWN_PARAMETER = re.compile(r"arn:[a-z-]+:ssm:[a-z0-9-]+:")
_OWN_SECRET = re.compile(r"arn:[a-z-]+:secretsmanager:[a-z0-9-]+:")
_RANDOM_SUFFIX = re.compile(r".+-[A-Za-z0-9]{6}")


def container(fields: Fields, place: int, hidden: list[Unknown | Unread]) -> Container:
    """Return one container; what of it cannot be read is added to what is hidden.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-taskdefinition-containerdefinition.html
    """
    name = _sure(fields.text("Name"), f"container {place + 1}", hidden)
    essential = fields.flag("Essential", default=True)
    firelens = fields.inner("FirelensConfiguration")
    image, own = _image(fields)
    return Container(
        name=name,
        image=image,
        essential=not isinstance(essential, Known) or essential.value,
        log=_log(fields.inner("LogConfiguration"), hidden),
        secrets=_secrets(fields, "Secrets", hidden),
        environment_files=_environment_files(fields, hidden),
        repository_credentials=_credentials(fields.inner("RepositoryCredentials")),
        firelens_options=_pairs(firelens.inner("Options"), hidden),
        firelens_type=_sure(firelens.text("Type"), "", hidden),
        own_registry=own,
    )


def _sure(value: Value[str], otherwise: str, hidden: list[Unknown | Unread]) -> str:
    if isinstance(value, Known):
        return value.value or otherwise
    hidden.append(value)
    return otherwise


def _image(fields: Fields) -> tuple[Value[str], bool]:
    """Return the image, and whether it is named without registry because the stack's own account is not known."""
    found = fields.partial("Image")
    if not isinstance(found, Known) or isinstance(found.value, str):
        return fields.text("Image"), False
    parts = parts_of(found.value)
    regional = [
        fields.holdings.setting.region if isinstance(part, Hole) and part.token == REGION else part
        for part in parts[1:]
    ]
    first = parts[0]
    if isinstance(first, Hole) and first.token == ACCOUNT_TOKEN and all(isinstance(part, str) for part in regional):
        match = _ECR.fullmatch("".join(str(part) for part in regional))
        if match and match["region"] == fields.holdings.setting.region:
            return Known(match["image"]), True
    return fields.text("Image"), False


def _log(fields: Fields, hidden: list[Unknown | Unread]) -> LogConfiguration:
    return LogConfiguration(
        driver=_sure(fields.text("LogDriver"), "", hidden),
        options=_options(fields.inner("Options")),
        secret_options=_secrets(fields, "SecretOptions", hidden),
    )


def _options(fields: Fields) -> Value[tuple[tuple[str, str], ...]]:
    """Return options; a group of the template's whose name is not known yet is named by its key.

    An option that decides nothing keeps its place with what is not known of it marked.
    """
    if fields.opaque is not None:
        return Unknown(fields.opaque.reason)
    found: list[tuple[str, str]] = []
    for name in fields.members:
        value = fields.text(name)
        if isinstance(value, Known):
            found.append((name, value.value))
            continue
        if name == "awslogs-group":
            key = fields.key(name, LOG_GROUP)
            if not isinstance(key, Known) or key.value not in fields.holdings.resources:
                return value
            found.append((name, key.value))
        elif name in _DECISIVE:
            return value
        else:
            found.append((name, f"«{value.reason}»"))
    return Known(tuple(found))


def _pairs(fields: Fields, hidden: list[Unknown | Unread]) -> tuple[tuple[str, str], ...]:
    found = ((name, fields.text(name)) for name in fields.members)
    return tuple((name, _sure(value, "", hidden)) for name, value in found)


def _secrets(fields: Fields, name: str, hidden: list[Unknown | Unread]) -> tuple[SecretReference, ...]:
    listed, unlisted = fields.items(name)
    hidden += unlisted
    return tuple(_secret(one, hidden) for one in listed)


def _secret(fields: Fields, hidden: list[Unknown | Unread]) -> SecretReference:
    name = _sure(fields.text("Name"), "secret", hidden)
    value, holdings = fields.raw("ValueFrom"), fields.holdings
    if isinstance(value, Reference):
        key = holdings.key_of(value, SECRET, PARAMETER)
        kind = holdings.resources[key.value].kind if isinstance(key, Known) and key.value in holdings.resources else ""
        if kind == PARAMETER and isinstance(key, Known):
            text = fields.text("ValueFrom")
            return SecretReference(name=name, value_from=text if isinstance(text, Known) else key)
    spelled = holdings.spell(value) if not isinstance(value, list | dict) else Hole("ValueFrom is no text")
    own = secret_in(spelled, holdings)
    if own:
        minted = Unknown(f"AWS ends the ARN of {own} in characters of its own")
        return SecretReference(name=name, value_from=minted, secret_name=own)
    return _of_own_account(name, spelled, fields.text("ValueFrom"))


def _of_own_account(name: str, text: Spelled, otherwise: Value[str]) -> SecretReference:
    """Return what an ARN names of which only the stack's own account is not known: a name says as much."""
    parts = parts_of(text) if isinstance(text, Partial) else ()
    if len(parts) == 3 and isinstance(parts[1], Hole) and parts[1].token == ACCOUNT_TOKEN:  # noqa: PLR2004
        head, rest = str(parts[0]), str(parts[2])
        if _OWN_PARAMETER.fullmatch(head) and rest.startswith(":parameter/"):
            return SecretReference(name=name, value_from=Known(rest.removeprefix(":parameter")))
        secret = rest.removeprefix(":secret:").partition(":")[0]
        if _OWN_SECRET.fullmatch(head) and rest.startswith(":secret:") and not _RANDOM_SUFFIX.fullmatch(secret):
            return SecretReference(name=name, value_from=otherwise, secret_name=secret)
    return SecretReference(name=name, value_from=otherwise)


def _credentials(fields: Fields) -> Value[str]:
    if not fields.has("CredentialsParameter"):
        return Unknown(fields.opaque.reason) if fields.opaque is not None else Known("")
    spelled = fields.partial("CredentialsParameter")
    own = secret_in(spelled.value, fields.holdings) if isinstance(spelled, Known) else ""
    return Known(own) if own else fields.text("CredentialsParameter")


def _environment_files(fields: Fields, hidden: list[Unknown | Unread]) -> tuple[Value[str], ...]:
    listed, unlisted = fields.items("EnvironmentFiles")
    hidden += unlisted
    return tuple(one.text("Value") for one in listed)
