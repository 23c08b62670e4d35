"""What was pulled: an OCI layout's one image, its configuration, and its root file system.

https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sealane.lab.task.layers import lay
from sealane.lab.task.tree import Tree
from sealane.records import dataclass


class Unusable(Exception):
    """An image that cannot be unpacked here, and why."""

    def __init__(self, what: str, error: Exception) -> None:
        """Say what could not be done, and what stood in the way."""
        super().__init__(f"{what}: {error}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What an image says about how it runs.

    https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
    """

    entry_point: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    user: str = ""
    folder: str = ""
    stop_signal: str = ""
    volumes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """An image on disk: the digest of its manifest, the digest of its configuration, and how it runs."""

    digest: str
    image_id: str
    configuration: Configuration
    layers: tuple[Path, ...]


def pulled(layout: Path) -> Pulled:
    """Read a layout that holds one image.

    Raises:
        Unusable: it is none.

    """
    try:
        index = json.loads((layout / "index.json").read_bytes())
        entry = index["manifests"][0]
        manifest = json.loads(_blob(layout, entry["digest"]).read_bytes())
        config = json.loads(_blob(layout, manifest["config"]["digest"]).read_bytes())
        layers = tuple(_blob(layout, layer["digest"]) for layer in manifest["layers"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        what = "the image's layout cannot be read"
        raise Unusable(what, error) from error
    return Pulled(
        digest=entry["digest"],
        image_id=manifest["config"]["digest"],
        configuration=configuration_of(config.get("config") or {}),
        layers=layers,
    )


def configuration_of(config: Mapping[str, Any]) -> Configuration:
    """Read an image's configuration."""
    return Configuration(
        entry_point=tuple(config.get("Entrypoint") or ()),
        command=tuple(config.get("Cmd") or ()),
        environment=tuple(config.get("Env") or ()),
        user=str(config.get("User") or ""),
        folder=str(config.get("WorkingDir") or ""),
        stop_signal=str(config.get("StopSignal") or ""),
        volumes=tuple(config.get("Volumes") or ()),
    )


def unpack(image: Pulled, root: Path) -> Tree:
    """Lay the image's layers into an empty folder.

    Raises:
        Unusable: a layer is packed in a way that is not known here, or the disk is full.

    """
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)
    tree = Tree(root)
    for layer in image.layers:
        try:
            lay(layer, tree)
        except (tarfile.TarError, OSError, EOFError) as error:
            what = f"failed to extract layer {layer.name}"
            raise Unusable(what, error) from error
    return tree


def _blob(layout: Path, digest: str) -> Path:
    algorithm, _, name = digest.partition(":")
    if not algorithm.isalnum() or not name.isalnum():
        raise ValueError(digest)
    return layout / "blobs" / algorithm / name
