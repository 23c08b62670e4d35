"""What a machine lacks: nothing here, and elsewhere each lack with the command that mends it."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure, ExitStatus
from sealane.lab.kernel import enclosure, requirements
from sealane.lab.kernel.requirements import Missing
from sealane.lab.kernel.syscalls import MS_BIND, mount
from sealane.lab.kernel.trial import Stop
from tests.lab.kernel.elsewhere import without_rights

ASK = """
import json
from sealane.lab.kernel.requirements import missing
print(json.dumps([(lack.what, lack.command) for lack in missing()]))
"""


def test_nothing_is_missing_here() -> None:
    """This machine can rehearse: where it cannot, the suite fails and does not skip."""
    assert requirements.missing() == ()
    requirements.require()


def hidden(program: str) -> list[tuple[str, str]]:
    """Tell what is missing on a machine without a program or library."""
    mount("/dev/null", program, "", MS_BIND)
    return [(lack.what, lack.command) for lack in requirements.missing()]


@pytest.mark.parametrize("program", ["skopeo", "runc", "docker-registry"])
def test_program_that_is_missing_is_named(program: str) -> None:
    """A program that is not there is told with the package that brings it, and stops a rehearsal by status 3."""
    folder = next(path for path in ("/usr/bin", "/usr/sbin", "/usr/local/bin") if Path(path, program).exists())
    ((what, command),) = enclosure.run(hidden, f"{folder}/{program}")
    assert program in what
    assert command == f"sudo apt-get install {program}"


def refused() -> None:
    """Ask for a rehearsal without a program."""
    mount("/dev/null", "/usr/bin/skopeo", "", MS_BIND)
    requirements.require()


def test_lack_stops_a_rehearsal() -> None:
    """What is missing is a failure of the environment, of which nothing can be decided."""
    with pytest.raises(EnvironmentFailure) as caught:
        enclosure.run(refused)
    assert caught.value.status is ExitStatus.UNDECIDED
    assert [problem.code for problem in caught.value.problems] == ["lab-not-possible"]
    assert caught.value.problems[0].hint == "run `sudo apt-get install skopeo`"


@pytest.mark.parametrize(
    ("user", "command"), [(0, "docker run --privileged"), (1000, "sudo sysctl -w user.max_user_namespaces=10000")]
)
def test_who_may_make_no_namespaces_is_told_so(user: int, command: str) -> None:
    """Root of a container is told how to start one that may, and an ordinary user what keeps it from it."""
    assert [tuple(lack)[1] for lack in json.loads(without_rights(ASK, user=user))] == [command]


@pytest.mark.parametrize(
    ("stop", "command"),
    [
        (Stop(at="cables", error=errno.EPERM, said="…"), "docker run --privileged"),
        (Stop(at="cables", error=errno.EOPNOTSUPP, said="…"), "sudo modprobe -a veth"),
        (Stop(at="filters", error=0, said="…"), "sudo modprobe -a nf_tables nft_ct nft_nat"),
    ],
)
def test_kernel_that_cannot_is_told_by_what_it_lacks(stop: Stop, command: str) -> None:
    """Where the kernel stops, the lack is named with what brings it, and with the kernel's own words."""
    lack = requirements.stopped(stop)
    assert isinstance(lack, Missing)
    assert lack.command == command
    assert lack.facts == (("the kernel said", "…"),)
