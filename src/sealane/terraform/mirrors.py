"""Folders in the layout that Terraform's registry mirrors have, and the AWS provider packages in them.

The layout: https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
"""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TERRAFORM_HOST = "registry.terraform.io"
OPENTOFU_HOST = "registry.opentofu.org"
_NAMESPACE = ("hashicorp", "aws")

# The AWS provider the written files ask for: 5.100 up to, not including, 6.
OLDEST = (5, 100, 0)
BELOW = (6, 0, 0)

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_EXECUTABLE = re.compile(r"terraform-provider-aws(_v[\d.]+(_x\d+)?)?(\.exe)?")
_ARCHIVE = re.compile(r"terraform-provider-aws_(\d+\.\d+\.\d+)_(\w+)\.zip")

# Looking must stay unnoticed, also on a slow network drive.
_MOST_FOLDERS = 4000
_MOST_SECONDS = 1.0
_NEVER_ENTERED = frozenset({".git", ".venv", "node_modules", "__pycache__", ".Trash", "proc", "sys"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One AWS provider package found on this machine.

    Attributes:
        mirror: the folder whose children are registry hosts.
        host: the registry host the package is filed under.
        version: major, minor, patch.
        path: the unpacked folder, or the zip archive.
        binary: the provider's executable; `None` for an archive.

    """

    mirror: Path
    host: str
    version: tuple[int, int, int]
    path: Path
    binary: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A folder to look under; `depth` is how many levels below it a mirror may begin (0: it may be one itself)."""

    path: Path
    depth: int


def platform_name() -> str:
    """Return this machine's platform as Terraform names it, such as `linux_amd64`."""
    machine = platform.machine().lower()
    names = {"x86_64": "amd64", "aarch64": "arm64", "i686": "386", "i386": "386", "armv7l": "arm", "armv6l": "arm"}
    return f"{platform.system().lower()}_{names.get(machine, machine)}"


def hosts(*, is_opentofu: bool) -> tuple[str, ...]:
    """Return the registry hosts whose packages will do, the product's own first."""
    return (OPENTOFU_HOST, TERRAFORM_HOST) if is_opentofu else (TERRAFORM_HOST,)


def usual_roots(environ: Mapping[str, str]) -> tuple[Root, ...]:
    """Return where people and distributions put such folders."""
    home = Path(environ.get("HOME") or Path("~").expanduser())
    cache = environ.get("TF_PLUGIN_CACHE_DIR")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    return (
        *((Root(path=Path(cache), depth=0),) if cache else ()),
        Root(path=home / ".terraform.d", depth=2),
        Root(path=data, depth=2),
        *(Root(path=Path(folder), depth=2) for folder in ("/usr/local/share", "/usr/local/lib", "/opt", "/srv")),
        Root(path=Path("/usr/share"), depth=2),
        Root(path=Path("/usr/lib"), depth=1),
        Root(path=Path("/var/lib"), depth=1),
        Root(path=Path("/var/cache"), depth=1),
        Root(path=home, depth=1),
        Root(path=home / ".cache", depth=2),
    )


def newest(packages: Iterable[Package]) -> Package | None:
    """Return the newest package; of two alike the first, an unpacked one before an archive."""
    return max(packages, key=lambda package: (package.version, package.binary is not None), default=None)


def packages_in(mirror: Path, wanted_hosts: Iterable[str]) -> Iterator[Package]:
    """Yield the AWS provider packages of a mirror that fit this machine and the versions asked for."""
    wanted = platform_name()
    for host in wanted_hosts:
        folder = mirror.joinpath(host, *_NAMESPACE)
        for entry in _listing(folder):
            if archive := _ARCHIVE.fullmatch(entry.name):
                version, binary = _fitting(archive[1]), None
                usable = archive[2] == wanted
                path = Path(entry.path)
            else:
                version = _fitting(entry.name)
                path = Path(entry.path, wanted)
                binary = _executable(path) if version else None
                usable = binary is not None
            if version and usable:
                yield Package(mirror=mirror, host=host, version=version, path=path, binary=binary)


def search(roots: Iterable[Root], wanted_hosts: tuple[str, ...]) -> Package | None:
    """Return the newest fitting package under the first root that has one."""
    ends = time.monotonic() + _MOST_SECONDS
    left = _MOST_FOLDERS
    for root in roots:
        level = [root.path]
        for depth in range(root.depth + 1):
            found = newest(package for folder in level for package in packages_in(folder, wanted_hosts))
            if found:
                return found
            left -= len(level)
            if depth == root.depth or left <= 0 or time.monotonic() > ends:
                break
            level = [child for folder in level for child in _children(folder)][: max(left, 0)]
    return None


def _children(folder: Path) -> list[Path]:
    return sorted(
        Path(entry.path) for entry in _listing(folder) if entry.name not in _NEVER_ENTERED and _is_folder(entry)
    )


def _fitting(name: str) -> tuple[int, int, int] | None:
    """Return the version when it satisfies the constraint; a pre-release never does."""
    match = _VERSION.fullmatch(name)
    if not match:
        return None
    version = (int(match[1]), int(match[2]), int(match[3]))
    return version if OLDEST <= version < BELOW else None


def _executable(folder: Path) -> Path | None:
    found = (Path(entry.path) for entry in _listing(folder) if _EXECUTABLE.fullmatch(entry.name))
    return next((path for path in found if os.access(path, os.X_OK) and path.is_file()), None)


def _listing(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
