"""Whether `terraform init` has to run again."""

from __future__ import annotations

import hashlib
import json
import re

from sealane.terraform.binary import Binary
from sealane.terraform.folder import Folder
from sealane.terraform.placing import put
from sealane.terraform.provider import ProviderSource

# What `init` looks at: required providers, backend, modules. A resource's arguments do not matter to it.
_RELEVANT = re.compile(r"^\s*(terraform\s*\{|module\s+\"|provider\s+\")", re.MULTILINE)
_BACKEND = re.compile(r"^\s*backend\s+\"(?!local\")", re.MULTILINE)
_LOCKED_PROVIDER = b'/hashicorp/aws"'


def fingerprint(folder: Folder, binary: Binary, provider: ProviderSource) -> str:
    """Return a digest of everything `init` depends on."""
    digest = hashlib.sha256()
    package = provider.package
    said = [binary.command, binary.version, provider.kind, provider.where, str(package.path) if package else ""]
    digest.update(json.dumps(said).encode())
    for path in sorted(folder.path.glob("*.tf")):
        content = path.read_bytes()
        if _RELEVANT.search(content.decode(errors="replace")):
            digest.update(path.name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def is_initialised(folder: Folder, wanted: str, *, reattached: bool) -> bool:
    """Whether the last `init` still serves.

    With a provider that is already running (`TF_REATTACH_PROVIDERS`) `init` installs none and checks none against the
    lock file, so what it left serves only such runs. What a full `init` left serves both, as long as it is there.
    """
    try:
        said = json.loads(folder.initialised.read_bytes())
    except (OSError, ValueError):
        return False
    if not isinstance(said, dict) or said.get("fingerprint") != wanted:
        return False
    if reattached:
        return True
    if said.get("reattached", True):
        return False
    locked = _lock_file(folder)
    return _LOCKED_PROVIDER in locked and said.get("lock") == _digest(locked) and _has_providers(folder)


def state_is_elsewhere(folder: Folder) -> bool:
    """Whether the files say that the state is not in this folder."""
    return any(_BACKEND.search(path.read_text(encoding="utf-8")) for path in folder.path.glob("*.tf"))


def remember(folder: Folder, made_for: str, *, reattached: bool) -> None:
    """Note that `init` succeeded."""
    said = {"fingerprint": made_for, "reattached": reattached, "lock": _digest(_lock_file(folder))}
    put(folder.initialised, json.dumps(said).encode())


def _has_providers(folder: Folder) -> bool:
    # The installed package may be a link into a mirror that is gone.
    return any(path.exists() for path in (folder.path / ".terraform/providers").glob("*/hashicorp/aws/*/*"))


def _lock_file(folder: Folder) -> bytes:
    try:
        return (folder.path / ".terraform.lock.hcl").read_bytes()
    except OSError:
        return b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
