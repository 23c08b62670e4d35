"""What a machine lacks for a lab: a plain sentence each, and the command that brings it."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sealane.errors import EnvironmentFailure, Problem, SealaneError
from sealane.lab.kernel import enclosure, nftables, trial
from sealane.lab.search import search_path
from sealane.records import dataclass

_PROGRAMS: Final = (
    ("skopeo", "skopeo", "Images are pulled with skopeo"),
    ("runc", "runc", "Containers are run with runc"),
    ("docker-registry", "docker-registry", "Images are kept in docker-registry"),
)
_PYTHON: Final = ("dns", "cryptography", "moto")
# Settings under /proc/sys that keep an ordinary user from namespaces: how they do, and how they do not.
_SWITCHES: Final = (
    ("kernel/unprivileged_userns_clone", "0", "1"),
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
    ("user/max_user_namespaces", "0", "10000"),
)
_MODULES: Final = {"cables": "veth", "filters": "nf_tables nft_ct nft_nat"}
_CONTAINER: Final = "docker run --privileged"
_LINK: Final = "https://man7.org/linux/man-pages/man7/namespaces.7.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that a lab needs and this machine has not: what, and the command that brings it."""

    what: str
    command: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def problem(self) -> Problem:
        """The same as a problem that stops a verb."""
        return Problem(
            code="lab-not-possible", what=self.what, facts=self.facts, hint=f"run `{self.command}`", link=_LINK
        )


def missing() -> tuple[Missing, ...]:
    """Tell everything that the machine lacks for a rehearsal; a small lab is built to see whether the kernel can."""
    if sys.platform != "linux":
        what = "A rehearsal needs the network namespaces of Linux, and this machine runs another system"
        return (Missing(what=what, command="docker run --privileged -it -v $PWD:/work -w /work debian:12"),)
    return (*_parts(), *_kernel())


def require() -> None:
    """Refuse to go on where something is missing.

    Raises:
        EnvironmentFailure: with everything that is.

    """
    lacks = missing()
    if lacks:
        raise EnvironmentFailure(*(lack.problem for lack in lacks))


def _parts() -> Iterator[Missing]:
    for program, package, purpose in _PROGRAMS:
        if shutil.which(program, path=search_path()) is None:
            yield Missing(what=f"{purpose}, which is not installed", command=_install(package))
    absent = [name for name in _PYTHON if importlib.util.find_spec(name) is None]
    if absent:
        what = "A rehearsal needs the parts of the sandbox, which are not installed"
        yield Missing(what=what, command="pip install 'sealane[sandbox]'", facts=(("missing", ", ".join(absent)),))


def _kernel() -> Iterator[Missing]:
    try:
        nftables.library()
    except OSError:
        what = "Security groups and network ACLs become rules of nftables, which is not installed"
        yield Missing(what=what, command=_install("nftables"))
        return
    try:
        stop = enclosure.run(trial.build)
    except (OSError, SealaneError) as error:
        yield _no_enclosure(error)
        return
    if stop is not None:
        yield stopped(stop)


def _no_enclosure(error: Exception) -> Missing:
    facts = (("the kernel said", str(error)),)
    if os.geteuid() == 0:
        what = "This container may not make namespaces, which a rehearsal builds its network from"
        return Missing(what=what, command=_CONTAINER, facts=facts)
    for path, refuses, wanted in _SWITCHES:
        if _reads(path) == refuses:
            setting = path.replace("/", ".")
            what = "This machine lets no ordinary user make namespaces, which a rehearsal builds its network from"
            return Missing(
                what=what, command=f"sudo sysctl -w {setting}={wanted}", facts=(*facts, ("because of", setting))
            )
    what = "This machine lets no ordinary user make namespaces, which a rehearsal builds its network from"
    return Missing(what=what, command="sudo -E sealane rehearse", facts=facts)


def stopped(stop: trial.Stop) -> Missing:
    """Tell what a kernel lacks that went so far and no further."""
    facts = (("the kernel said", stop.said),)
    if stop.error in {errno.EPERM, errno.EACCES, errno.EROFS}:
        what = f"A rehearsal may not make {stop.at} of its network here: CAP_NET_ADMIN is missing"
        return Missing(what=what, command=_CONTAINER, facts=facts)
    if stop.at not in _MODULES:
        what = "This kernel has no network namespaces, which a rehearsal builds its network from"
        return Missing(what=what, command="zgrep CONFIG_NET_NS /proc/config.gz", facts=facts)
    what = f"This kernel cannot make the {stop.at} that a rehearsal needs"
    return Missing(what=what, command=f"sudo modprobe -a {_MODULES[stop.at]}", facts=facts)


def _reads(setting: str) -> str:
    try:
        return (Path("/proc/sys") / setting).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _install(package: str) -> str:
    return f"sudo apt-get install {package}"
