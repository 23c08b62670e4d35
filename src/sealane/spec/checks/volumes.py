"""EFS volumes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar import names
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.storage import Volume

_EFS = "https://docs.aws.amazon.com/efs/latest/ug/"
_API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/"
_PATH = Rule(code="volume-path-invalid", link=_API + "API_MountPoint.html")
_TAKEN = Rule(code="volume-path-taken", link=_API + "API_MountPoint.html")
_NEW_VPC = Rule(code="volume-in-new-vpc", link=_EFS + "API_CreateMountTarget.html")
_ID = Rule(code="id-invalid", link=names.ID_SOURCE)
_ORPHAN = Rule(code="volume-needs-file-system", link=_API + "API_EFSVolumeConfiguration.html")
_ROOT = Rule(code="volume-root-directory", link=_API + "API_EFSVolumeConfiguration.html")


def volumes_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check every volume."""
    for name, service in spec.services.items():
        taken: dict[str, str] = {}
        for key, volume in service.volumes.items():
            path: Path = ("services", name, "volumes", key)
            yield from _mount(volume, path)
            plain = volume.path.rstrip("/")
            if plain in taken:
                what = f"`{volume.path}` is already where the volume `{taken[plain]}` is mounted"
                also = ((*path[:-1], taken[plain]),)
                yield _TAKEN.broken((*path, "path"), what, "mount it elsewhere", also=also)
            taken.setdefault(plain, key)
            yield from _file_system(volume, path, existing_vpc=spec.network.existing)


def _mount(volume: Volume, path: Path) -> Iterator[Finding]:
    text = volume.path
    parts = text.split("/")
    if not text.startswith("/") or not text.strip("/") or ".." in parts or ":" in text or "\0" in text:
        what = f"`{text}` is not a path that a volume can be mounted at"
        facts = (("allowed", "an absolute path other than `/`, without `..` and `:`"),)
        hint = f"`path: /{text.strip('/').replace(':', '-').replace('..', '').strip('/') or 'data'}`"
        yield _PATH.broken((*path, "path"), what, hint, facts=facts)


def _file_system(volume: Volume, path: Path, *, existing_vpc: bool) -> Iterator[Finding]:
    fs_path: Path = (*path, "file_system_id")
    for prefix, key in (("fs", "file_system_id"), ("fsap", "access_point_id"), ("sg", "security_group_id")):
        text = getattr(volume, key)
        if text and not names.is_id(prefix, text):
            what = f"`{text}` is not an id that begins with `{prefix}-`"
            yield _ID.broken((*path, key), what, f"write it as `{prefix}-0123456789abcdef0`")
        elif text and key != "file_system_id" and not volume.file_system_id:
            what = f"`{key}` belongs to a file system that is already there, and none is named"
            yield _ORPHAN.broken((*path, key), what, "add `file_system_id`", also=(fs_path,), on_key=True)
    if volume.file_system_id and not existing_vpc:
        what = "a file system has mount targets in one VPC at a time, so a new VPC cannot reach an existing one"
        hint = "run in its VPC with `network: {vpc_id: …, subnet_ids: […]}`, or drop `file_system_id` for a new one"
        yield _NEW_VPC.broken(fs_path, what, hint, also=(("network",),), on_key=True)
    yield from _root(volume, path)


def _root(volume: Volume, path: Path) -> Iterator[Finding]:
    root, own = volume.root_directory, (*path, "root_directory")
    if not root.startswith("/"):
        yield _ROOT.broken(own, f"`{root}` is not an absolute path", f"`root_directory: /{root}`")
    elif root != "/" and volume.access_point_id:
        what = "with an access point the root directory must stay `/`: the access point decides"
        yield _ROOT.broken(own, what, "remove `root_directory`", also=((*path, "access_point_id"),))
    elif root != "/" and not volume.file_system_id:
        what = f"a new file system has no directory `{root}` to mount"
        yield _ROOT.broken(own, what, "remove `root_directory`", also=((*path, "file_system_id"),))
