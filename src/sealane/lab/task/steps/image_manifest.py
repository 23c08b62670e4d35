"""The image's manifest: looked at, fetched, and the one for the task's platform taken."""

from __future__ import annotations

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.images import digest_of, platform_of, reference_of, repository_of
from sealane.lab.task.registry import NoSuchPlatform, Repository, child_of, fetch, parts_of, read
from sealane.lab.task.scene import Made, Manifest, Scene, failed, not_made, worked
from sealane.lab.task.steps.connecting import connected
from sealane.lab.task.subjects import host_of
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict


def make(step: Step, scene: Scene) -> Made:
    """Ask the registry with the execution role's token."""
    reference = reference_of(step, scene)
    if reference is None:
        return not_made("the image is not known")
    url = f"https://{host_of(step)}/v2/{reference.repository}/manifests/{reference.manifest}"
    if not reference.in_private_ecr:
        return connected(step, scene, lambda error: words.manifest(error, reference.text, url))
    repository = repository_of(step, scene)
    if repository is None:
        return not_made("there is no token to ask the registry with")
    named = f"{repository.host}/{repository.name}{'@' if reference.digest else ':'}{reference.manifest}"
    try:
        looked = repository.look(reference.manifest)
        scene.prepared.manifests[step.subject] = _manifest(repository, reference.manifest, scene)
    except CallFailed as error:
        return failed(error, words.manifest(error, named, repository.manifest_url(reference.manifest)))
    except NoSuchPlatform:
        wanted = "/".join(platform_of(scene))
        message, detail = words.platform(wanted), f"the image has nothing for {wanted}"
        return Made(verdict=Verdict.FAILS, failure=Failure.INVALID, message=message, detail=detail)
    return worked(looked.address, looked.port)


def _manifest(repository: Repository, reference: str, scene: Scene) -> Manifest:
    system, architecture = platform_of(scene)
    document = repository.manifest(reference)
    child = child_of(read(document), system, architecture)
    if child:
        return parts_of(read(repository.manifest(child)), child)
    manifest = parts_of(read(document), digest_of(document))
    _check_platform(repository, manifest.config, system, architecture)
    return manifest


def _check_platform(repository: Repository, config: str, system: str, architecture: str) -> None:
    """Look into the configuration of an image without an index; what keeps it away is the next step's to report.

    https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties
    """
    try:
        answer, url = repository.where(config)
        body = fetch(repository.caller, url, whole=True).body if url else answer.body
    except CallFailed:
        return
    told = read(body)
    if (told.get("os", system), told.get("architecture", architecture)) != (system, architecture):
        raise NoSuchPlatform
