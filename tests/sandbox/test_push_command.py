"""`sealane sandbox push` as a user types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

_SEALANE = str(Path(sys.executable).with_name("sealane"))


def _push(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [_SEALANE, "sandbox", "push", *arguments]
    return subprocess.run(command, env={**environ, "NO_COLOR": "1"}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("no-tag",), 2, "has no tag"),
        (("oci:x", "app:1", "more"), 2, "one SOURCE and one REPOSITORY:TAG"),
        (("--platform", "linux/arm64", "oci:x", "app:1"), 2, "--platform is for the demo's image"),
        (("oci:/nowhere:x", "app:1"), 2, "image-source-unreadable"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_is_wrong_is_told(
    sandbox: Sandbox, environ: dict[str, str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    """Each mistake ends with status 2 and one sentence, and nothing is pushed."""
    done = _push(environ, *arguments)
    assert (done.returncode, said in done.stderr) == (status, True)
    assert client(sandbox, "ecr", "us-east-1").describe_repositories()["repositories"] == []


def test_the_demo_image_comes_whole_or_as_metadata(sandbox: Sandbox, environ: dict[str, str]) -> None:
    """With docker-registry its layers are there; without it the command says what is missing, and preflights work."""
    ecr = client(sandbox, "ecr", "eu-west-2")
    assert _push(environ, "demo/app:1.0", "--region", "eu-west-2").returncode == 0
    without = {**environ, "PATH": os.fspath(Path(sys.executable).parent)}
    done = _push(without, "demo/less:1.0", "--region", "eu-west-2")
    assert (done.returncode, "`sudo apt-get install docker-registry`" in done.stderr) == (0, True)
    for name in ("demo/app", "demo/less"):
        assert ecr.describe_images(repositoryName=name)["imageDetails"][0]["imageTags"] == ["1.0"]
