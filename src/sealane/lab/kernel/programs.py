"""Programs in a space: its network and name servers, one certificate authority, none of the caller's settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sealane.lab.kernel.namespaces import aside
from sealane.lab.kernel.syscalls import (
    CLONE_FS,
    CLONE_NEWNET,
    CLONE_NEWNS,
    MS_BIND,
    MS_PRIVATE,
    MS_REC,
    detach,
    mount,
    setns,
    unshare,
)
from sealane.lab.search import USUAL
from sealane.records import dataclass

# A folder that every machine has: something stands in front of it for a moment, seen by one thread alone.
_WORKPLACE: Final = Path("/tmp")  # noqa: S108 - nothing is written to the machine's own
_HOSTS: Final = "127.0.0.1 localhost\n::1 localhost ip6-localhost\n"
# Without it a machine's own resolver may be asked past the network, over a socket of the file system.
_SWITCH: Final = "passwd: files\ngroup: files\nhosts: files dns\n"
# Where programs look for authorities: Debian and Alpine, Fedora, SUSE, and what OpenSSL falls back to.
_BUNDLES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_ENVIRONMENT: Final = {
    "PATH": USUAL,
    "HOME": "/",
    "LANG": "C.UTF-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a program finds: a network namespace, name servers, and the authority that it trusts, in PEM."""

    namespace: int
    servers: tuple[str, ...]
    authority: bytes = b""


def start(surroundings: Surroundings, args: Sequence[str], options: Mapping[str, Any]) -> subprocess.Popen[Any]:
    """Start a program there; `env` is added to an environment that holds nothing but where programs are."""
    given = {**options, "env": {**_ENVIRONMENT, **(options.get("env") or {})}}

    def started() -> subprocess.Popen[Any]:
        unshare(CLONE_FS | CLONE_NEWNS)
        _furnish(surroundings)
        setns(surroundings.namespace, CLONE_NEWNET)
        return subprocess.Popen(args, **given)

    return aside(started)


def _furnish(surroundings: Surroundings) -> None:
    """Put files in front of the machine's own, for the calling thread's mount namespace alone."""
    mount("", "/", "", MS_REC | MS_PRIVATE)
    mount("sealane-lab", str(_WORKPLACE), "tmpfs", 0, "mode=0755")
    try:
        for target, content in _files(surroundings):
            if Path(target).exists():
                source = _WORKPLACE / os.path.basename(target)  # noqa: PTH119 - a name, of no file yet
                source.write_bytes(content)
                mount(str(source), target, "", MS_BIND)
    finally:
        # What is bound elsewhere stays; the folder is the machine's own again.
        detach(str(_WORKPLACE))


def _files(surroundings: Surroundings) -> list[tuple[str, bytes]]:
    servers = "".join(f"nameserver {server}\n" for server in surroundings.servers)
    found = [
        ("/etc/resolv.conf", f"{servers}options timeout:2 attempts:2\n".encode()),
        ("/etc/hosts", _HOSTS.encode()),
        ("/etc/nsswitch.conf", _SWITCH.encode()),
    ]
    if surroundings.authority:
        found += [(bundle, surroundings.authority) for bundle in _BUNDLES]
    return found
