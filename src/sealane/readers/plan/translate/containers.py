"""Container definitions: the JSON text in a task definition, as far as start-up depends on it.

Environment variables are never taken, because nothing here needs them and they may be secret.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.holed_json import Holed, Read
from sealane.readers.plan.translate.settings import ACCOUNT
from sealane.records import dataclass
from sealane.world.tasks import Container, LogConfiguration, SecretReference
from sealane.world.text import Hole, Partial, Text
from sealane.world.values import Known, Unknown, Value

_URL: Final = "repository_url"
_HOST_AND_REST: Final = 2
_HEAD_ACCOUNT_REST: Final = 3


class _Unreadable(Exception):
    """A container definition has a form that ECS does not take."""


@dataclass(frozen=True, slots=True)
class Containers:
    """The containers of a task definition, why some may be missing, and how they mount each volume."""

    found: tuple[Container, ...]
    hidden: tuple[Unknown, ...]
    mounts: Mapping[str, tuple[bool, ...]]

    def read_only(self, volume: str) -> bool:
        """Tell whether every mount of a volume is for reading only."""
        mounts = self.mounts.get(volume, ())
        return bool(mounts) and all(mounts)


def containers_of(estate: Estate, resource: Resource) -> Containers:
    """Return the containers of a task definition."""
    text: Text | Unknown | None = resource.literal("container_definitions") or None
    if text is None:
        if resource.decided("container_definitions"):
            return Containers((), (), {})
        text = estate.links.text(resource, "container_definitions")
    if isinstance(text, Unknown):
        return Containers((), (text,), {})
    broken = Unknown(f"{resource.address}: container_definitions cannot be read")
    try:
        holed = Holed.of(text)
        decoded = msgspec.json.decode(holed.text)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return Containers((), (broken,), {})
    nodes = decoded if isinstance(decoded, list) else [decoded]
    try:
        reader = _Reader(estate, Read(holed), resource.home.setting.region)
        found = tuple(reader.container(_object(node)) for node in nodes)
        mounts: dict[str, tuple[bool, ...]] = {}
        for node in nodes:
            for name, only in _mounts(node):
                mounts[name] = (*mounts.get(name, ()), only)
    except _Unreadable:
        return Containers((), (broken,), {})
    return Containers(found, (), mounts)


def _mounts(node: object) -> Iterator[tuple[str, bool]]:
    for mount in _objects(_object(node), "mountPoints"):
        name = mount.get("sourceVolume")
        if isinstance(name, str):
            yield name, mount.get("readOnly") is True


@dataclass(frozen=True, slots=True)
class _Reader:
    """What turns the objects of a definition into facts."""

    estate: Estate
    read: Read
    region: str

    def container(self, node: Mapping[str, object]) -> Container:
        image, own = self._image(node.get("image"))
        firelens = _object(node.get("firelensConfiguration") or {})
        credentials = _object(node.get("repositoryCredentials") or {})
        return Container(
            name=self._plain(node.get("name")),
            image=image,
            essential=node.get("essential") is not False,
            log=self._log(node),
            secrets=self._secrets(node, "secrets"),
            environment_files=tuple(self._text(one.get("value")) for one in _objects(node, "environmentFiles")),
            repository_credentials=self._text(credentials.get("credentialsParameter")),
            firelens_options=self._pairs(firelens.get("options")),
            firelens_type=self._plain(firelens.get("type")),
            own_registry=own,
        )

    def _image(self, value: object) -> tuple[Value[str], bool]:
        """Return the image; one of a repository of the source's own by its name, as long as its host is open."""
        text = self.read.text(value)
        if in_own_registry := _in_own_registry(text, self.region):
            return Known(in_own_registry), True
        if isinstance(text, Partial) and isinstance(text.parts[0], Hole) and all(map(_is_text, text.parts[1:])):
            address, _, attribute = text.parts[0].token.rpartition(".")
            for resource in self.estate.of("aws_ecr_repository"):
                if resource.address == address and attribute == _URL and resource.literal("name"):
                    return Known(resource.literal("name") + "".join(map(str, text.parts[1:]))), True
        return _value(text), False

    def _log(self, node: Mapping[str, object]) -> LogConfiguration:
        log = _object(node.get("logConfiguration") or {})
        options = {name: self._text(value) for name, value in _object(log.get("options") or {}).items()}
        unknown = next((value for value in options.values() if not isinstance(value, Known)), None)
        known = tuple((name, value.value) for name, value in options.items() if isinstance(value, Known))
        return LogConfiguration(
            driver=self._plain(log.get("logDriver")),
            options=Known(known) if unknown is None else unknown,
            secret_options=self._secrets(log, "secretOptions"),
        )

    def _secrets(self, node: Mapping[str, object], name: str) -> tuple[SecretReference, ...]:
        return tuple(self._secret(one) for one in _objects(node, name))

    def _secret(self, node: Mapping[str, object]) -> SecretReference:
        """Return a secret; one of the source's own by its name, as long as its ARN is open."""
        text = self.read.text(node.get("valueFrom"))
        named = ""
        if isinstance(text, Partial) and isinstance(text.parts[0], Hole):
            address = text.parts[0].token.removesuffix(".arn")
            for resource in self.estate.of("aws_secretsmanager_secret"):
                if resource.address == address:
                    named = resource.literal("name")
        parameter = _own_parameter(text, self.region)
        value = Known(parameter) if parameter else _value(text)
        return SecretReference(name=self._plain(node.get("name")), value_from=value, secret_name=named)

    def _pairs(self, value: object) -> tuple[tuple[str, str], ...]:
        return tuple((name, self._plain(one)) for name, one in _object(value or {}).items())

    def _text(self, value: object) -> Value[str]:
        return _value(self.read.text(value))

    def _plain(self, value: object) -> str:
        return str(self.read.text(value))


def _in_own_registry(text: Text, region: str) -> str:
    """Return the image without its host, when that is the registry of the account itself in the Region itself.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
    """
    if not isinstance(text, Partial) or len(text.parts) != _HOST_AND_REST:
        return ""
    account, rest = text.parts
    if not isinstance(account, Hole) or account.token != ACCOUNT or not isinstance(rest, str):
        return ""
    host, _, image = rest.partition("/")
    return image if re.fullmatch(rf"\.dkr\.ecr\.{re.escape(region)}\.[a-z0-9.-]+", host) else ""


def _own_parameter(text: Text, region: str) -> str:
    """Return the name of a parameter whose ARN lacks nothing but the caller's own account; a name does as well there.

    A name with a slash begins with one, which its ARN does not repeat.
    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
    https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
    """
    if not isinstance(text, Partial) or len(text.parts) != _HEAD_ACCOUNT_REST:
        return ""
    head, account, rest = text.parts
    if not isinstance(account, Hole) or account.token != ACCOUNT or not isinstance(rest, str):
        return ""
    name = rest.removeprefix(":parameter/")
    if name == rest or not re.fullmatch(rf"arn:aws[a-z-]*:ssm:{re.escape(region)}:", str(head)):
        return ""
    return f"/{name}" if "/" in name else name


def _value(text: Text) -> Value[str]:
    if isinstance(text, str):
        return Known(text)
    return Unknown(next(part.reason for part in text.parts if isinstance(part, Hole)))


def _is_text(part: str | Hole) -> bool:
    return isinstance(part, str)


def _object(node: object) -> Mapping[str, object]:
    if not isinstance(node, dict):
        raise _Unreadable
    return node


def _objects(node: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    values = node.get(name) or []
    if not isinstance(values, list):
        raise _Unreadable
    return [_object(value) for value in values]
