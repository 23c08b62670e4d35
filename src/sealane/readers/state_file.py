"""A `terraform.tfstate` as Terraform keeps it to the form that `terraform show -json` prints.

The form is Terraform's own affair, so only its version 4 is read, which every Terraform since 0.12 writes.
https://developer.hashicorp.com/terraform/language/state
"""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from sealane.errors import InputError, Place, Problem

_VERSION: Final = 4
_HINT: Final = "`terraform show -json > state.json`, in the directory that the state belongs to"


class _Instance(msgspec.Struct, gc=False):
    attributes: dict[str, Any] = {}
    index_key: int | str | None = None
    deposed: str = ""
    status: str = ""


class _Resource(msgspec.Struct, gc=False):
    type: str
    name: str
    mode: str = "managed"
    module: str = ""
    provider: str = ""
    instances: list[_Instance] = []


class _File(msgspec.Struct, gc=False):
    version: int
    terraform_version: str = ""
    resources: list[_Resource] = []


def shown_state(content: bytes, name: str) -> bytes:
    """Return the document that `terraform show -json` prints of a state file.

    Raises:
        InputError: when it is no state file of version 4.

    """
    try:
        file = msgspec.json.decode(content, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(_problem(name, f"{name} is no state file that can be read: {error}")) from None
    if file.version != _VERSION:
        what = f"{name} is a state file of version {file.version}, and only version {_VERSION} is known"
        raise InputError(_problem(name, what))
    modules: dict[str, list[dict[str, Any]]] = {}
    for resource in file.resources:
        modules.setdefault(resource.module, []).extend(_shown(resource, one) for one in resource.instances)
    children = [{"address": module, "resources": shown} for module, shown in modules.items() if module]
    root = {"resources": modules.get("", []), "child_modules": children}
    return msgspec.json.encode(
        {"format_version": "1.0", "terraform_version": file.terraform_version, "values": {"root_module": root}}
    )


def _shown(resource: _Resource, instance: _Instance) -> dict[str, Any]:
    data = "data." if resource.mode == "data" else ""
    module = f"{resource.module}." if resource.module else ""
    key = "" if instance.index_key is None else f"[{json.dumps(instance.index_key, ensure_ascii=False)}]"
    shown: dict[str, Any] = {
        "address": f"{module}{data}{resource.type}.{resource.name}{key}",
        "mode": resource.mode,
        "type": resource.type,
        "name": resource.name,
        "provider_name": resource.provider.partition('["')[2].partition('"]')[0],
        "values": instance.attributes,
        "tainted": instance.status == "tainted",
        "deposed_key": instance.deposed,
    }
    return shown if instance.index_key is None else {**shown, "index": instance.index_key}


def _problem(name: str, what: str) -> Problem:
    return Problem(code="state-file-unknown", what=what, hint=_HINT, place=Place(file=name))
