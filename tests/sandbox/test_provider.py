"""The provider that is kept running beside the sandbox, and the lease on it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure
from sealane.sandbox import daemon, group
from sealane.sandbox.provider import VARIABLE, keep_provider, provider_lease
from sealane.sandbox.record import Sandbox

from .terraform_folder import Engine, provider_binary

MAIN = """
data "aws_region" "current" {}

output "region" {
  value = data.aws_region.current.name
}
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Sandbox, dict[str, str]]]:
    """Give a sandbox that the test may end, with its environment."""
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path / "sandbox"), "AWS_PROFILE": "production"}
    yield daemon.start(environ), environ
    daemon.stop(environ)


def _pid(attachment: str) -> int:
    (only,) = json.loads(attachment).values()
    return int(only["Pid"])


def test_the_provider_lives_with_the_sandbox(own: tuple[Sandbox, dict[str, str]]) -> None:
    """It is started once, in the sandbox's group and without the user's settings, and ends with the sandbox."""
    sandbox, environ = own
    attachment = keep_provider(sandbox, provider_binary(), "eu-west-1")
    assert keep_provider(sandbox, provider_binary(), "eu-west-1") == attachment
    pid = _pid(attachment)
    assert os.getpgid(pid) == sandbox.pid
    held = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    assert f"AWS_ENDPOINT_URL={sandbox.endpoint}" in held
    assert not [line for line in held if line.startswith("AWS_PROFILE=")]
    assert "HTTPS_PROXY=http://127.0.0.1:9" in held
    daemon.stop(environ)
    assert not group.alive(pid)


def test_a_killed_server_leaves_no_provider_behind(own: tuple[Sandbox, dict[str, str]]) -> None:
    """When the server died without a word, the next stop ends the provider it left."""
    sandbox, environ = own
    pid = _pid(keep_provider(sandbox, provider_binary(), "eu-west-1"))
    os.kill(sandbox.pid, 9)
    while group.alive(sandbox.pid):
        pass
    assert group.alive(pid)
    daemon.stop(environ)
    assert not group.alive(pid)


def test_terraform_attaches_to_it(own: tuple[Sandbox, dict[str, str]], tmp_path: Path) -> None:
    """Two plans in a row work without any provider installed, and a block without a Region gets the kept one's."""
    sandbox, _ = own
    folder = tmp_path / "module"
    folder.mkdir()
    (folder / "main.tf").write_text(MAIN)
    kept = keep_provider(sandbox, provider_binary(), "ap-southeast-2")
    engine = Engine(sandbox=sandbox, folder=folder, region="ap-southeast-2", more=((VARIABLE, kept),))
    engine.must("init")
    for _ in range(2):
        assert "ap-southeast-2" in engine.must("plan")
    assert not (folder / ".terraform" / "providers").exists()


def test_a_program_that_is_no_provider_is_a_problem(own: tuple[Sandbox, dict[str, str]], tmp_path: Path) -> None:
    """What ends without saying how to attach to it, and what is not there, are said so."""
    sandbox, _ = own
    for binary in (Path("/bin/true"), tmp_path / "missing"):
        with pytest.raises(EnvironmentFailure, match="sandbox-refused"):
            keep_provider(sandbox, binary, "eu-west-1")


def test_the_lease_lasts_as_long_as_the_child_that_inherited_it(own: tuple[Sandbox, dict[str, str]]) -> None:
    """Nobody else gets the lease while a child holds it, even after its parent let go."""
    sandbox, _ = own
    with provider_lease(sandbox) as held:
        assert held is not None
        child = subprocess.Popen(["sleep", "60"], pass_fds=(held,))
    with provider_lease(sandbox) as other:
        assert other is None
    child.kill()
    child.wait()
    with provider_lease(sandbox) as other:
        assert other is not None
