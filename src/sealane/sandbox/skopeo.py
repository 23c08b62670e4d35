"""skopeo, which reads an image from anywhere and copies it into the sandbox's registry.

https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sealane.errors import EnvironmentFailure, InputError, Problem, SealaneError
from sealane.sandbox.registry import Registry

INSTALL: Final = "sudo apt-get install skopeo"
_LINK: Final = "https://github.com/containers/skopeo/blob/main/docs/skopeo.1.md#image-names"
_UNREACHABLE = re.compile(r"dial tcp|i/o timeout|no such host|connection refused|no route to host|unreachable")
_SAID = re.compile(r'level=(?:fatal|error) msg=(?P<said>"(?:[^"\\]|\\.)*")')


def program(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of skopeo.

    Raises:
        EnvironmentFailure: it is not installed.

    """
    found = shutil.which("skopeo", path=environ.get("PATH"))
    if found:
        return Path(found)
    raise EnvironmentFailure(
        Problem(
            code="skopeo-not-installed",
            what="Images are read with skopeo, which is not installed",
            facts=(("looked for", "skopeo on PATH"),),
            hint=f"`{INSTALL}`",
            link="https://github.com/containers/skopeo/blob/main/install.md",
        )
    )


def require_readable(source: str, environ: Mapping[str, str] = os.environ) -> None:
    """Refuse a source that skopeo cannot read.

    Raises:
        InputError: it names no image.
        EnvironmentFailure: skopeo is missing, or the registry that the source names is out of reach.

    """
    done = _run([os.fspath(program(environ)), "--insecure-policy", "inspect", "--raw", "--", source], environ)
    if done.returncode:
        raise _unreadable(source, done.stderr)


def copy(source: str, registry: Registry, name: str, environ: Mapping[str, str] = os.environ) -> None:
    """Copy an image, with those of all platforms when it has several, to `name` of the registry.

    Raises:
        InputError: the source names no image, or a broken one.
        EnvironmentFailure: skopeo is missing or could not write.

    """
    target = f"docker://{urlsplit(registry.url).netloc}/{name}"
    options = ["--quiet", "--all", "--dest-tls-verify=false", "--dest-no-creds"]
    done = _run([os.fspath(program(environ)), "--insecure-policy", "copy", *options, "--", source, target], environ)
    if done.returncode:
        raise _unreadable(source, done.stderr)


def _run(command: list[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=dict(environ), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def _unreadable(source: str, stderr: str) -> SealaneError:
    said = [str(json.loads(each["said"])) for each in _SAID.finditer(stderr)]
    reason = said[-1] if said else stderr.strip().rpartition("\n")[2]
    problem = Problem(
        code="image-source-unreadable",
        what=f"skopeo cannot read an image from {source!r}",
        facts=(("because", reason),),
        hint="name it as skopeo does: `oci:DIRECTORY:TAG`, `docker-archive:FILE`, `docker://HOST/REPOSITORY:TAG`",
        link=_LINK,
    )
    return EnvironmentFailure(problem) if _UNREACHABLE.search(reason) else InputError(problem)
