"""A container as the runtime wants it told: the specification of an OCI bundle, as one value.

https://github.com/opencontainers/runtime-spec/blob/v1.1.0/config.md
What Fargate gives a container: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sealane.lab.task.definition import Contained
from sealane.lab.task.layout import Configuration
from sealane.lab.task.users import User
from sealane.records import dataclass, field

_CAPABILITIES: Final = [
    "CHOWN",
    "DAC_OVERRIDE",
    "FSETID",
    "FOWNER",
    "MKNOD",
    "NET_RAW",
    "SETGID",
    "SETUID",
    "SETFCAP",
    "SETPCAP",
    "NET_BIND_SERVICE",
    "SYS_CHROOT",
    "KILL",
    "AUDIT_WRITE",
]
_MASKED: Final = [
    "/proc/acpi",
    "/proc/kcore",
    "/proc/keys",
    "/proc/latency_stats",
    "/proc/timer_list",
    "/proc/sched_debug",
    "/proc/scsi",
    "/sys/firmware",
]
_READ_ONLY: Final = ["/proc/asound", "/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
_FILES: Final = 65535
_PERIOD: Final = 100_000
_UNITS: Final = 1024
_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a container.

    Attributes:
        root: the folder of its root file system.
        hostname: its name.
        environment: its whole environment.
        binds: source, path inside and whether read-only, of what is mounted into it.
        cgroup: the path of its control group; empty where limits cannot be set.
        cpu_units, memory_mib: the task's size, of which no container has more.
        privileged: whether the lab has several users to give; otherwise everything runs as the one it has.
        ceilings: by the names of `ulimits`, the highest that this machine lets a program have.

    """

    root: str
    hostname: str
    environment: Mapping[str, str]
    binds: tuple[tuple[str, str, bool], ...] = ()
    cgroup: str = ""
    cpu_units: int = 0
    memory_mib: int = 0
    privileged: bool = True
    ceilings: Mapping[str, int] = field(default_factory=dict)


def arguments_of(container: Contained, image: Configuration) -> tuple[str, ...]:
    """Return what is started: an entry point of the definition takes the image's command away, as Docker has it.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    """
    if container.entry_point is not None:
        return (*container.entry_point, *(container.command or ()))
    command = image.command if container.command is None else container.command
    return (*image.entry_point, *command)


def specification(container: Contained, image: Configuration, user: User, frame: Frame) -> dict[str, Any]:
    """Return the bundle's `config.json`."""
    kinds = ["pid", "ipc", "uts", "mount"]
    linux: dict[str, Any] = {
        "namespaces": [{"type": kind} for kind in kinds],
        "maskedPaths": _MASKED,
        "readonlyPaths": _READ_ONLY,
    }
    if frame.cgroup:
        linux["cgroupsPath"] = frame.cgroup
        linux["resources"] = _resources(container, frame)
    return {
        "ociVersion": "1.0.2",
        "process": _process(container, image, user, frame),
        "root": {"path": frame.root, "readonly": container.read_only},
        "hostname": frame.hostname,
        "mounts": [*_mounts(frame), *(_bind(*one) for one in frame.binds)],
        "linux": linux,
    }


def _process(container: Contained, image: Configuration, user: User, frame: Frame) -> dict[str, Any]:
    dropped = {name.removeprefix("CAP_") for name in container.dropped}
    kept = [] if "ALL" in dropped else [name for name in _CAPABILITIES if name not in dropped]
    held = [f"CAP_{name}" for name in dict.fromkeys((*kept, *container.added))]
    number = user.uid if frame.privileged else 0
    # A program of another user than root has no capabilities until it is given some.
    used = held if number == 0 else []
    return {
        "terminal": False,
        "user": {"uid": number, "gid": user.gid, "additionalGids": list(user.groups)}
        if frame.privileged
        else {"uid": 0, "gid": 0},
        "args": list(arguments_of(container, image)),
        "env": [f"{name}={value}" for name, value in ({"HOME": user.home} | dict(frame.environment)).items()],
        "cwd": container.folder or image.folder or "/",
        "capabilities": {"bounding": held, "effective": used, "permitted": used},
        "rlimits": _limits(container, frame.ceilings),
        "noNewPrivileges": False,
    }


def _limits(container: Contained, ceilings: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the limits; Fargate raises the number of open files.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """
    limits = {"nofile": (_FILES, _FILES)} | {name: (soft, hard) for name, soft, hard in container.ulimits}
    found = []
    for name, (soft, hard) in limits.items():
        highest = min(hard, ceilings.get(name, hard))
        found.append({"type": f"RLIMIT_{name.upper()}", "soft": min(soft, highest), "hard": highest})
    return found


def _resources(container: Contained, frame: Frame) -> dict[str, Any]:
    found: dict[str, Any] = {"devices": _devices()}
    memory = container.memory_mib or frame.memory_mib
    if memory:
        found["memory"] = {"limit": memory * _MIB, "swap": memory * _MIB}
    if frame.cpu_units:
        found["cpu"] = {
            "quota": frame.cpu_units * _PERIOD // _UNITS,
            "period": _PERIOD,
            "shares": max(2, container.cpu or frame.cpu_units),
        }
    return found


def _devices() -> list[dict[str, Any]]:
    """Allow what every program takes for granted (null, zero, full, random, urandom, tty, ptmx, pts), and no other."""
    plain = ((1, 3), (1, 5), (1, 7), (1, 8), (1, 9), (5, 0), (5, 2))
    allowed: list[dict[str, Any]] = [
        {"allow": True, "type": "c", "major": major, "minor": minor, "access": "rwm"} for major, minor in plain
    ]
    terminals = {"allow": True, "type": "c", "major": 136, "access": "rwm"}
    return [{"allow": False, "access": "rwm"}, *allowed, terminals]


def _mounts(frame: Frame) -> list[dict[str, Any]]:
    group = ["gid=5"] if frame.privileged else []
    system = {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid", "noexec", "nodev", "ro"]}
    if not frame.privileged:
        system |= {"type": "none", "source": "/sys", "options": ["rbind", "nosuid", "noexec", "nodev", "ro"]}
    return [
        {"destination": "/proc", "type": "proc", "source": "proc"},
        _tmpfs("/dev", "nosuid", "strictatime", "mode=755", "size=65536k"),
        {
            "destination": "/dev/pts",
            "type": "devpts",
            "source": "devpts",
            "options": ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", *group],
        },
        _tmpfs("/dev/shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),  # noqa: S108 (in the container)
        {"destination": "/dev/mqueue", "type": "mqueue", "source": "mqueue", "options": ["nosuid", "noexec", "nodev"]},
        system,
    ]


def _tmpfs(path: str, *options: str) -> dict[str, Any]:
    return {"destination": path, "type": "tmpfs", "source": "tmpfs", "options": list(options)}


def _bind(source: str, path: str, read_only: bool) -> dict[str, Any]:  # noqa: FBT001 (as `Frame.binds` has it)
    options = ["rbind", "ro" if read_only else "rw"]
    return {"destination": path, "type": "bind", "source": source, "options": options}
