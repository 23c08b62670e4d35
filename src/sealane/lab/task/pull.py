"""The pull itself, by skopeo inside the task's space, to an OCI layout in the task's folder.

https://github.com/containers/skopeo/blob/main/docs/skopeo-copy.1.md
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from sealane.lab.search import search_path
from sealane.lab.task.scene import Scene
from sealane.lab.task.supply import Ended

TAG = "pulled"


def pulled(scene: Scene, named: str, token: str, platform: tuple[str, str]) -> tuple[Path, Ended]:
    """Pull an image by its full name, and return the layout's folder with how it went."""
    run, supply = scene.supply.pull, scene.supply
    folder = supply.folder / hashlib.sha256(named.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "auth.json"
    handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"auths": {named.partition("/")[0]: {"auth": token}}}, file)
    arguments = arguments_of(named, folder / "layout", secret, platform)
    environment = {
        "PATH": search_path(),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "SSL_CERT_FILE": str(supply.authority),
        "SSL_CERT_DIR": os.devnull,
    }
    try:
        if run is None:
            return folder / "layout", Ended(status=None, said="nothing runs skopeo here")
        return folder / "layout", run(scene.caller.place.space, arguments, environment, scene.caller.timeouts.pull)
    finally:
        secret.unlink(missing_ok=True)


def arguments_of(named: str, layout: Path, secret: Path, platform: tuple[str, str]) -> list[str]:
    """Return skopeo's command line: one platform, no policy file of the machine's, no retries."""
    system, architecture = platform
    return [
        "skopeo",
        "--insecure-policy",
        "--override-os",
        system,
        "--override-arch",
        architecture,
        "copy",
        "--quiet",
        "--authfile",
        str(secret),
        f"docker://{named}",
        f"oci:{layout}:{TAG}",
    ]
