"""The image of a step: its repository, its token, its manifest, learned from the start or out of band."""

from __future__ import annotations

import hashlib

from sealane.grammar.images import ImageReference, repository_region
from sealane.lab.task.registry import NoSuchPlatform, Repository, child_of, parts_of, read
from sealane.lab.task.scene import Manifest, Scene
from sealane.lab.task.subjects import host_of
from sealane.lab.task.supply import EXECUTION_ROLE
from sealane.startup.step import Step

_ARCHITECTURES = {"X86_64": "amd64", "ARM64": "arm64"}


def reference_of(step: Step, scene: Scene) -> ImageReference | None:
    """Return what the image is called; `None` when nobody knows."""
    reference = scene.image(step).reference
    return reference if isinstance(reference, ImageReference) else None


def platform_of(scene: Scene) -> tuple[str, str]:
    """Return the task's platform: `linux`, `amd64`.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
    """
    system = "windows" if scene.task.operating_system.upper().startswith("WINDOWS") else "linux"
    architecture = scene.task.architecture.upper()
    return system, _ARCHITECTURES.get(architecture, architecture.lower())


def token_of(reference: ImageReference, scene: Scene) -> str:
    """Return the token for a registry, out of band if the login did not bring it; empty when there is none."""
    region = repository_region(reference, scene.setting.region)
    if region in scene.prepared.tokens:
        return scene.prepared.tokens[region]
    keys = scene.keys(EXECUTION_ROLE)
    return scene.supply.aside.token(keys.access_key, region) if scene.supply.aside and keys else ""


def repository_of(step: Step, scene: Scene, host: str = "") -> Repository | None:
    """Return the repository at the step's host; `None` when there is no token to ask it with."""
    reference = reference_of(step, scene)
    token = token_of(reference, scene) if reference else ""
    if not reference or not token:
        return None
    return Repository(caller=scene.caller, host=host or host_of(step), name=reference.repository, token=token)


def manifest_aside(step: Step, scene: Scene, host: str) -> Manifest | None:
    """Return the image's manifest, as the start fetched it or out of band; `None` when it has none."""
    if step.subject in scene.prepared.manifests:
        return scene.prepared.manifests[step.subject]
    reference, aside = reference_of(step, scene), scene.supply.aside
    if reference is None or aside is None:
        return None
    document = aside.manifest(host, reference.repository, reference.manifest)
    if document is None:
        return None
    try:
        child = child_of(read(document), *platform_of(scene))
    except NoSuchPlatform:
        return None
    if child:
        document = aside.manifest(host, reference.repository, child)
    return None if document is None else parts_of(read(document), child or digest_of(document))


def digest_of(document: bytes) -> str:
    """Return the digest by which a document is known."""
    return f"sha256:{hashlib.sha256(document).hexdigest()}"
