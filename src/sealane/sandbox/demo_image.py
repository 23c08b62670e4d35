"""The demo's image, made from this machine's own Python: no network, no compiler, no binary from elsewhere.

See docs/decisions/0011-demo-image.md. The same machine makes the same bytes every time.
https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import platform
import sys
import tarfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from sealane.records import dataclass
from sealane.sandbox.interpreter import FLAGS, parts_for

MANIFEST: Final = "application/vnd.oci.image.manifest.v1+json"
INDEX: Final = "application/vnd.oci.image.index.v1+json"
CONFIG: Final = "application/vnd.oci.image.config.v1+json"
LAYER: Final = "application/vnd.oci.image.layer.v1.tar+gzip"
_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
_PROGRAM: Final = Path(__file__).with_name("demo_program.py")
_PLACE: Final = "/sealane/demo.py"
_HEALTH: Final = "/sealane/health"
_USER: Final = "10001:10001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image in memory.

    Attributes:
        manifest: its manifest, or the index when it is of several platforms.
        media_type: of that.
        blobs: every layer and configuration, by digest.
        parts: the manifests that the index lists.

    """

    manifest: bytes
    media_type: str = MANIFEST
    blobs: Mapping[str, bytes]
    parts: tuple[bytes, ...] = ()


def own_platform() -> str:
    """Return this machine's platform as an image names it, empty when no demo image can run or be made here."""
    architecture = _ARCHITECTURES.get(platform.machine(), "")
    return f"linux/{architecture}" if sys.platform == "linux" and architecture else ""


def build(platforms: Sequence[str] = ()) -> Image:
    """Make the image, for this machine's platform unless said otherwise; of several it is an index.

    Of another platform than this machine's it is a stand-in: it can be pulled, and says that it cannot run.
    """
    wanted = tuple(platforms) or (own_platform(),)
    made = [_runnable() if each == own_platform() else _stand_in(each) for each in wanted]
    if len(made) == 1:
        return made[0]
    listed = []
    for each, image in zip(wanted, made, strict=True):
        system, _, architecture = each.partition("/")
        named = {"os": system, "architecture": architecture}
        listed.append(_descriptor(MANIFEST, image.manifest) | {"platform": named})
    return Image(
        manifest=_json({"schemaVersion": 2, "mediaType": INDEX, "manifests": listed}),
        media_type=INDEX,
        blobs={digest: blob for one in made for digest, blob in one.blobs.items()},
        parts=tuple(one.manifest for one in made),
    )


@cache
def _runnable() -> Image:
    """Make one layer with the interpreter, and one with the program."""
    parts = parts_for(_PROGRAM)
    contents = {path: (Path(path).read_bytes(), bool(Path(path).stat().st_mode & 0o100)) for path in parts.files}
    start = [parts.program, *FLAGS, _PLACE]
    health = f"#!/bin/sh\nexec {' '.join(start)} health\n".encode()
    users = b"root:x:0:0:root:/:/bin/sh\ndemo:x:10001:10001:demo:/:/bin/sh\n"
    own = {_PLACE: (_PROGRAM.read_bytes(), False), _HEALTH: (health, True), "/etc/passwd": (users, False)}
    settings = {
        "User": _USER,
        "Entrypoint": start,
        "Env": ["PATH=/usr/bin:/bin:/sealane", f"LD_LIBRARY_PATH={':'.join(parts.libraries)}"],
        "WorkingDir": "/",
        "ExposedPorts": {"8080/tcp": {}},
    }
    return _image(own_platform(), [_archive(contents, dict(parts.links)), _archive(own, {})], settings)


def _stand_in(wanted: str) -> Image:
    text = f"A stand-in for an image of {wanted}: it can be pulled and cannot run.\n"
    return _image(wanted, [_archive({"/README": (text.encode(), False)}, {})], {"Cmd": ["/README"]})


def _image(wanted: str, archives: list[bytes], settings: dict[str, Any]) -> Image:
    system, _, architecture = wanted.partition("/")
    layers = [gzip.compress(archive, 1, mtime=0) for archive in archives]
    config = _json(
        {
            "architecture": architecture,
            "os": system,
            "config": settings,
            "rootfs": {"type": "layers", "diff_ids": [_digest(archive) for archive in archives]},
        }
    )
    manifest = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": _descriptor(CONFIG, config),
        "layers": [_descriptor(LAYER, layer) for layer in layers],
    }
    return Image(manifest=_json(manifest), blobs={_digest(blob): blob for blob in (config, *layers)})


def _archive(files: Mapping[str, tuple[bytes, bool]], links: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    folders = {os.fspath(parent) for path in (*files, *links) for parent in Path(path).parents} - {"/"}
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        # What is a link on this machine, as /lib to usr/lib, must not come as a folder too.
        for path in sorted(folders | {*files, *links}):
            entry = tarfile.TarInfo(path.lstrip("/"))
            entry.mode = 0o755
            content = b""
            if path in links:
                entry.type, entry.linkname = tarfile.SYMTYPE, links[path]
            elif path in files:
                content, runs = files[path]
                entry.mode, entry.size = (0o755 if runs else 0o644), len(content)
            else:
                entry.type = tarfile.DIRTYPE
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def _descriptor(media_type: str, blob: bytes) -> dict[str, Any]:
    return {"mediaType": media_type, "digest": _digest(blob), "size": len(blob)}


def _digest(blob: bytes) -> str:
    return f"sha256:{hashlib.sha256(blob).hexdigest()}"


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
