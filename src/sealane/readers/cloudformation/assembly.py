"""The directory that `cdk synth` writes: its templates, each with the account and Region it is made for.

https://docs.aws.amazon.com/cdk/v2/guide/deploy.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from sealane.errors import EnvironmentFailure, InputError, Place, Problem
from sealane.readers.cloudformation.read import Template

_MANIFEST = "manifest.json"
_STACK = "aws:cloudformation:stack"
_ASSEMBLY = "cdk:cloud-assembly"
_UNKNOWN = ("unknown-account", "unknown-region", "current_account", "current_region")
_DEEPEST = 5


class _Properties(msgspec.Struct, gc=False):
    templateFile: str = ""  # noqa: N815 - the manifest's own name
    directoryName: str = ""  # noqa: N815 - as above


class _Artifact(msgspec.Struct, gc=False):
    type: str = ""
    environment: str = ""
    properties: _Properties = msgspec.field(default_factory=_Properties)


class _Manifest(msgspec.Struct, gc=False):
    artifacts: dict[str, _Artifact]


def is_assembly(folder: Path) -> bool:
    """Tell whether a directory is what `cdk synth` wrote."""
    try:
        return bool(_manifest(folder / _MANIFEST).artifacts)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def templates_of(folder: Path, name: str = "") -> tuple[Template, ...]:
    """Return the templates of an assembly and of the assemblies in it; `name` is how the user wrote the directory.

    Raises:
        InputError: when it has no template.
        EnvironmentFailure: when a file that it names cannot be read.

    """
    shown = (name or str(folder)).rstrip("/")
    try:
        found = tuple(_templates(folder, shown, 0))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        what = f"{shown}/{_MANIFEST} is not what the CDK writes: {error}"
        raise InputError(Problem(code="json-invalid", what=what, hint="`cdk synth` writes it again")) from None
    except OSError as error:
        facts = (("because", error.strerror or str(error)),)
        what = f"a template in {shown} cannot be read"
        raise EnvironmentFailure(Problem(code="file-unreadable", what=what, facts=facts)) from None
    if not found:
        what = f"{shown} has no template in it"
        raise InputError(
            Problem(code="source-empty", what=what, hint="`cdk synth` writes one", place=Place(file=shown))
        )
    return found


def file_beside(folder: Path, path: str) -> bytes | None:
    """Return a file of a directory by the path that a template gives; nothing outside of the directory is read."""
    try:
        inside = (folder / path).resolve()
        return inside.read_bytes() if inside.is_relative_to(folder.resolve()) and inside.is_file() else None
    except (OSError, ValueError):
        return None


def _templates(folder: Path, shown: str, depth: int) -> Iterator[Template]:
    for artifact in _manifest(folder / _MANIFEST).artifacts.values():
        if artifact.type == _STACK and artifact.properties.templateFile:
            file = artifact.properties.templateFile
            content = file_beside(folder, file)
            if content is None:
                raise FileNotFoundError(2, "no such file in the directory", file)
            account, _, region = artifact.environment.removeprefix("aws://").partition("/")
            yield Template(
                name=f"{shown}/{file}",
                text=content,
                region="" if region in _UNKNOWN else region,
                account="" if account in _UNKNOWN else account,
            )
        elif artifact.type == _ASSEMBLY and artifact.properties.directoryName and depth < _DEEPEST:
            inner = artifact.properties.directoryName
            if file_beside(folder, f"{inner}/{_MANIFEST}") is not None:
                yield from _templates(folder / inner, f"{shown}/{inner}", depth + 1)


def _manifest(path: Path) -> _Manifest:
    return msgspec.json.decode(path.read_bytes(), type=_Manifest)
