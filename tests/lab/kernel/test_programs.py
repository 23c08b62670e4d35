"""Programs in a space: what they find, and that the machine's own files are as they were."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from sealane.lab.kernel.lab import Lab
from tests.lab.kernel.conftest import Call
from tests.lab.kernel.network import RESOLVER, A, network

AUTHORITY = b"-----BEGIN CERTIFICATE-----\nmade up\n-----END CERTIFICATE-----\n"
FILES = ("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl/certs/ca-certificates.crt")


def output(space: str, command: str, environ: Mapping[str, str] | None = None) -> str:
    """Run a command in a space of the network, with everything that is mounted hidden from everybody else."""
    before = [_content(path) for path in FILES]
    with Lab(network()) as lab:
        lab.trust(AUTHORITY)
        child = lab.popen(space, ("sh", "-c", command), env=environ, stdout=subprocess.PIPE, text=True)
        said, _ = child.communicate()
    assert child.returncode == 0
    assert [_content(path) for path in FILES] == before
    return str(said)


def _content(path: str) -> bytes | None:
    return Path(path).read_bytes() if Path(path).exists() else None


def test_program_asks_the_servers_of_its_space(workshop: Call) -> None:
    """The name servers are those of the blueprint, and a space without any has none."""
    assert f"nameserver {RESOLVER}\n" in workshop(output, "a", "cat /etc/resolv.conf")
    assert "nameserver" not in workshop(output, "b", "cat /etc/resolv.conf")


def test_program_knows_no_names_of_the_machine(workshop: Call) -> None:
    """Only the loopback has a name by itself, and names are asked of files and name servers alone."""
    assert workshop(output, "a", "cat /etc/hosts").split() == [
        *("127.0.0.1", "localhost"),
        *("::1", "localhost", "ip6-localhost"),
    ]
    assert "hosts: files dns\n" in workshop(
        output, "a", "cat /etc/nsswitch.conf 2>/dev/null || echo 'hosts: files dns'"
    )


def test_program_trusts_one_authority(workshop: Call) -> None:
    """The bundle of authorities is the one that was given, where the machine has a bundle."""
    found = workshop(output, "a", "cat /etc/ssl/certs/ca-certificates.crt 2>/dev/null || true")
    assert found in {AUTHORITY.decode(), ""}
    assert bool(found) is Path("/etc/ssl/certs/ca-certificates.crt").exists()


def test_program_sees_its_space_alone(workshop: Call) -> None:
    """It has the devices and the address of its space."""
    devices = workshop(output, "a", "cat /proc/net/dev | tail -n +3 | cut -d: -f1")
    assert sorted(devices.split()) == ["eth0", "lo"]
    assert A in workshop(output, "a", "cat /proc/net/fib_trie")


def test_program_has_a_clean_environment(workshop: Call) -> None:
    """It finds what was given to it and where programs are, and nothing of the caller's settings."""
    os.environ["SEALANE_MADE_UP"] = "1"
    try:
        names = {line.partition("=")[0] for line in workshop(output, "a", "env", {"WORD": "x"}).splitlines()}
    finally:
        del os.environ["SEALANE_MADE_UP"]
    assert names - {"PWD", "OLDPWD", "SHLVL", "_"} == {"PATH", "HOME", "LANG", "WORD"}


def test_program_works_in_the_folders_of_the_machine(workshop: Call) -> None:
    """What stood in front of a folder for a moment is away when the program starts."""
    assert workshop(output, "a", "ls /tmp | wc -l").strip() == str(
        len([one for one in Path("/tmp").iterdir() if not one.name.startswith(".")])  # noqa: S108 - is only listed
    )


@pytest.mark.parametrize("space", ["a", "router", "outside"])
def test_space_joins_no_group(workshop: Call, space: str) -> None:
    """Only the groups of which nobody is told are joined, so a space says nothing that no program said."""
    groups = {line.split()[2] for line in workshop(output, space, "cat /proc/net/igmp6").splitlines()}
    assert groups <= {f"ff0{scope}{1:028x}" for scope in (1, 2)}
