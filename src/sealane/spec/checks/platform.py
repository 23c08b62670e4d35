"""Operating system, architecture and platform version, and what each of them rules out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import platforms
from sealane.spec.finding import Finding, Rule
from sealane.spec.nearest import listed
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.workload import Workload

_GUIDE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/"
_VERSION = Rule(code="platform-version-invalid", link=platforms.SOURCE)
_ARM = Rule(code="windows-without-arm64", link=_API + "API_RuntimePlatform.html")
_SPOT = Rule(code="windows-without-spot", link="https://repost.aws/knowledge-center/ecs-fargate-spot-capacity-provider")
_READ_ONLY = Rule(code="windows-without-read-only", link=_API + "API_ContainerDefinition.html")
_VOLUMES = Rule(code="windows-without-volumes", link=_GUIDE + "efs-volumes.html")
_EXEC_READ_ONLY = Rule(code="exec-needs-writable-root", link=_GUIDE + "ecs-exec.html")
_HINT = "write `platform_version: LATEST`"


def platforms_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every service's platform against what the service asks for."""
    for name, service in spec.services.items():
        path: Path = ("services", name)
        allowed = platforms.versions(windows=service.windows)
        if service.platform_version not in allowed:
            system = "Windows" if service.windows else "Linux"
            what = f"Fargate has no platform version `{service.platform_version}` for {system}"
            facts = (("allowed", listed(allowed)),)
            also = ((*path, "operating_system"),)
            yield _VERSION.broken(
                (*path, "platform_version"), what, f"one of {listed(allowed)}", facts=facts, also=also
            )
        if service.windows:
            yield from _windows(service, path)
        elif service.platform_version == platforms.OLD_LINUX:
            yield from _old_linux(service, path)
        if service.exec is not None and service.read_only_root_file_system:
            what = "ECS Exec writes into the container, so its root file system cannot be read-only"
            also = ((*path, "read_only_root_file_system"),)
            hint = "drop `exec` or `read_only_root_file_system`"
            yield _EXEC_READ_ONLY.broken((*path, "exec"), what, hint, also=also)


def _windows(service: Workload, path: Path) -> Iterator[Finding]:
    also = ((*path, "operating_system"),)
    if service.architecture == "arm64":
        what = "Windows containers run on x86_64 only"
        yield _ARM.broken((*path, "architecture"), what, "write `architecture: x86_64`", also=also)
    if service.spot:
        what = "Fargate Spot has no capacity for Windows containers"
        yield _SPOT.broken((*path, "spot"), what, "write `spot: false`", also=also)
    if service.read_only_root_file_system:
        what = "a Windows container's root file system cannot be made read-only"
        key = "read_only_root_file_system"
        yield _READ_ONLY.broken((*path, key), what, f"write `{key}: false`", also=also)
    if service.volumes:
        what = "EFS volumes need Linux containers"
        yield _VOLUMES.broken((*path, "volumes"), what, "remove `volumes`", also=also, on_key=True)


def _old_linux(service: Workload, path: Path) -> Iterator[Finding]:
    wanted = {
        "volumes": (bool(service.volumes), "EFS volumes", "platform-fargate.html"),
        "exec": (service.exec is not None, "ECS Exec", "ecs-exec.html"),
        "environment_files": (bool(service.environment_files), "environment files", "use-environment-file.html"),
        "service_connect": (service.service_connect is not None, "Service Connect", "service-connect.html"),
        "architecture": (service.architecture == "arm64", "arm64 images", "ecs-arm64.html"),
    }
    for key, (asked, feature, page) in wanted.items():
        if asked:
            what = f"{feature} need{'s' if not feature.endswith('s') else ''} platform version 1.4.0"
            also = ((*path, "platform_version"),)
            yield Rule(code="needs-platform-1-4-0", link=_GUIDE + page).broken(
                (*path, key), what, _HINT, also=also, on_key=True
            )
