"""The registry beside the sandbox: a real one, docker-registry, that holds the images' manifests and layers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sealane.errors import EnvironmentFailure, Problem
from sealane.records import dataclass
from sealane.sandbox import caller
from sealane.sandbox.record import Sandbox

ROUTE: Final = "registry"
PROGRAM: Final = "docker-registry"
INSTALL: Final = "sudo apt-get install docker-registry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Where it listens, and the folder that it stores in."""

    url: str
    folder: Path


def program(environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the path of docker-registry, or `None`."""
    found = shutil.which(PROGRAM, path=environ.get("PATH"))
    return Path(found) if found else None


def ensure(sandbox: Sandbox, environ: Mapping[str, str] = os.environ) -> Registry:
    """Return the sandbox's registry, started on first use; it lives as the sandbox does.

    Raises:
        EnvironmentFailure: docker-registry is not installed or did not start.

    """
    binary = program(environ)
    if binary is None:
        raise EnvironmentFailure(
            Problem(
                code="registry-not-installed",
                what="Images are kept in a real registry, docker-registry, which is not installed",
                facts=(("looked for", f"{PROGRAM} on PATH"),),
                hint=f"`{INSTALL}`",
                link="https://distribution.github.io/distribution/",
            )
        )
    answer = caller.ask(sandbox, ROUTE, {"binary": os.fspath(binary.absolute())})
    return Registry(url=str(answer["url"]), folder=Path(str(answer["folder"])))
