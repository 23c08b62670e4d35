"""The image's layers: the registry's redirect for each, the download from S3, and then the pull by a real client."""

from __future__ import annotations

from sealane.grammar.images import ImageReference
from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.images import manifest_aside, platform_of, reference_of, repository_of, token_of
from sealane.lab.task.pull import pulled
from sealane.lab.task.registry import fetch
from sealane.lab.task.scene import Made, Manifest, Scene, failed, not_made, worked
from sealane.lab.task.steps.connecting import connected
from sealane.lab.task.subjects import host_of
from sealane.startup.image_manifest import to_registry
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure
from sealane.verdicts.verdict import Verdict
from sealane.world.values import Known

_NO_MANIFEST = "there is no manifest that would name layers"
_ASKS = "ecr:GetDownloadUrlForLayer"


def make(step: Step, scene: Scene) -> Made:
    """Ask for every layer, or fetch the first byte of every one and then pull."""
    reference = reference_of(step, scene)
    if reference is None:
        return not_made("the image is not known")
    if not reference.in_private_ecr:
        return connected(step, scene)
    if any(_ASKS in call.actions for call in step.calls):
        return _ask(step, scene)
    return _download(step, scene, reference)


def _ask(step: Step, scene: Scene) -> Made:
    repository = repository_of(step, scene)
    if repository is None:
        return not_made("there is no token to ask the registry with")
    manifest = manifest_aside(step, scene, repository.host)
    if manifest is None:
        return not_made(_NO_MANIFEST)
    address, port, urls = "", 0, []
    for digest in (manifest.config, *manifest.layers):
        try:
            answer, url = repository.where(digest)
        except CallFailed as error:
            return failed(error, words.layers(error, f"https://{repository.host}/v2/{repository.name}/blobs/{digest}"))
        address, port = answer.address, answer.port
        urls += [url] if url else []
    scene.prepared.urls[step.subject] = urls
    return worked(address, port)


def _download(step: Step, scene: Scene, reference: ImageReference) -> Made:
    journey = to_registry(reference, scene.setting)
    registry = journey.host.value if isinstance(journey.host, Known) else ""
    manifest = manifest_aside(step, scene, registry)
    if manifest is None:
        return not_made(_NO_MANIFEST)
    urls = scene.prepared.urls.get(step.subject) or _aside(manifest, scene, registry, reference)
    if not urls:
        return not_made("no layer of the image is in S3")
    address, port = "", 0
    for url in urls:
        try:
            answer = fetch(scene.caller, url, whole=False)
        except CallFailed as error:
            return failed(error, words.layers(error, url.partition("?")[0]))
        address, port = answer.address, answer.port
    return _pull(step, scene, reference, registry) or worked(address, port)


def _aside(manifest: Manifest, scene: Scene, registry: str, reference: ImageReference) -> list[str]:
    aside = scene.supply.aside
    if aside is None:
        return []
    return [aside.layer_url(registry, reference.repository, digest) for digest in (manifest.config, *manifest.layers)]


def _pull(step: Step, scene: Scene, reference: ImageReference, registry: str) -> Made | None:
    """Pull with skopeo when everything before was seen to work; `None` when the pull did too, or was not wanted."""
    ready = step.subject in scene.prepared.manifests and step.subject in scene.prepared.urls
    if scene.supply.pull is None or not ready:
        return None
    named = f"{registry}/{reference.repository}{'@' if reference.digest else ':'}{reference.manifest}"
    folder, ended = pulled(scene, named, token_of(reference, scene), platform_of(scene))
    if ended.status == 0:
        for container in scene.image(step).containers:
            scene.prepared.images[container] = folder
        return None
    late = ended.status is None
    detail = "the pull took too long" if late else ended.said
    error = CallFailed(Failure.TIMEOUT if late else Failure.OTHER, detail, transport=False)
    return Made(verdict=Verdict.FAILS, failure=error.failure, message=words.layers(error, host_of(step)), detail=detail)
