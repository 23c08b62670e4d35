"""One file of environment variables in S3: looked at, then fetched."""

from __future__ import annotations

from urllib.parse import quote

from sealane.lab.task import words
from sealane.lab.task.failures import CallFailed
from sealane.lab.task.refusals import refused
from sealane.lab.task.scene import Made, Scene, failed, not_made, worked
from sealane.lab.task.signing import ask_s3
from sealane.lab.task.subjects import NO_KEYS, host_of, name_of, region_of
from sealane.lab.task.supply import EXECUTION_ROLE, Keys
from sealane.startup.step import Step
from sealane.verdicts.observation import Failure


def make(step: Step, scene: Scene) -> Made:
    """Ask for it as the execution role, and keep it for the containers that take it."""
    keys = scene.keys(EXECUTION_ROLE)
    if keys is None or not step.calls:
        return not_made(NO_KEYS)
    place, host = name_of(step.calls[0].resources[0]), host_of(step)
    bucket, _, key = place.partition("/")
    path = key if host.startswith(f"{bucket}.") else place
    url = f"https://{host}/{quote(path)}"
    region = region_of(step.calls[0].resources[0], scene)
    try:
        address, port, body = _fetch(scene, keys, region, url)
    except CallFailed as error:
        return failed(error, words.environment_file(error, url))
    scene.prepared.files.setdefault(place, []).append(body)
    return worked(address, port)


def _fetch(scene: Scene, keys: Keys, region: str, url: str) -> tuple[str, int, bytes]:
    looked = ask_s3(scene.caller, keys, region, "HEAD", url)
    if not looked.succeeded:
        raise _bare(looked.status, looked.address, looked.port)
    answer = ask_s3(scene.caller, keys, region, "GET", url)
    if not answer.succeeded:
        raise refused(answer)
    return answer.address, answer.port, answer.body


def _bare(status: int, address: str, port: int) -> CallFailed:
    """Word the answer to HEAD, which has no body to say more; without the right to list, an absent object is a 403.

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
    """
    names = {403: ("Forbidden", Failure.DENIED), 404: ("NotFound", Failure.ABSENT)}
    code, failure = names.get(status, (str(status), Failure.OTHER))
    detail = f"https response error StatusCode: {status}, RequestID: , HostID: , api error {code}: {code}."
    return CallFailed(failure, detail, address=address, port=port, transport=False)
