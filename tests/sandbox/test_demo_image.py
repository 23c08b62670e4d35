"""The image a demo starts from, read back as a preflight reads it."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from sealane.sandbox import demo
from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox

REGION = "eu-west-1"


def _fetch(ecr: Any, repository: str, digest: str) -> bytes:  # noqa: ANN401
    url = ecr.get_download_url_for_layer(repositoryName=repository, layerDigest=digest)["downloadUrl"]
    with build_opener(ProxyHandler({})).open(url) as answer:
        return bytes(answer.read())


def test_a_plain_image_tells_its_platform_in_its_configuration(sandbox: Sandbox) -> None:
    """Tag and digest give the same manifest, whose configuration blob names the platform."""
    digest = demo.push_metadata(sandbox, REGION, "plain", "1.0", ("linux/arm64",))
    ecr = client(sandbox, "ecr", REGION)
    (detail,) = ecr.describe_images(repositoryName="plain")["imageDetails"]
    assert (detail["imageTags"], detail["imageDigest"]) == (["1.0"], digest)
    by_tag = ecr.batch_get_image(repositoryName="plain", imageIds=[{"imageTag": "1.0"}])["images"][0]
    by_digest = ecr.batch_get_image(repositoryName="plain", imageIds=[{"imageDigest": digest}])["images"][0]
    assert by_tag["imageManifest"] == by_digest["imageManifest"]
    assert by_tag["imageManifestMediaType"] == demo.MANIFEST
    assert digest == f"sha256:{hashlib.sha256(by_tag['imageManifest'].encode()).hexdigest()}"
    manifest = json.loads(by_tag["imageManifest"])
    config = _fetch(ecr, "plain", manifest["config"]["digest"])
    assert manifest["config"] == {**manifest["config"], "size": len(config)}
    assert (json.loads(config)["os"], json.loads(config)["architecture"]) == ("linux", "arm64")
    layer = manifest["layers"][0]
    assert f"sha256:{hashlib.sha256(_fetch(ecr, 'plain', layer['digest'])).hexdigest()}" == layer["digest"]


def test_an_index_names_its_platforms_itself(sandbox: Sandbox) -> None:
    """The tag stands for an index, and each entry's manifest is there under its digest."""
    digest = demo.push_metadata(sandbox, REGION, "many", "1.0", ("linux/amd64", "linux/arm64"))
    ecr = client(sandbox, "ecr", REGION)
    image = ecr.batch_get_image(repositoryName="many", imageIds=[{"imageTag": "1.0"}])["images"][0]
    assert (image["imageId"]["imageDigest"], image["imageManifestMediaType"]) == (digest, demo.INDEX)
    entries = json.loads(image["imageManifest"])["manifests"]
    assert [each["platform"]["architecture"] for each in entries] == ["amd64", "arm64"]
    got = ecr.batch_get_image(repositoryName="many", imageIds=[{"imageDigest": each["digest"]} for each in entries])
    assert [json.loads(each["imageManifest"])["mediaType"] for each in got["images"]] == [demo.MANIFEST] * 2


def test_pushing_again_changes_nothing(sandbox: Sandbox) -> None:
    """The same image has the same digest, and there is still one of it."""
    first = demo.push_metadata(sandbox, REGION, "twice", "1.0")
    assert demo.push_metadata(sandbox, REGION, "twice", "1.0") == first
    ecr = client(sandbox, "ecr", REGION)
    assert len(ecr.describe_images(repositoryName="twice")["imageDetails"]) == 1


def test_what_is_not_there_is_said_so(sandbox: Sandbox) -> None:
    """A wrong tag is a failure of its image, a wrong blob an error."""
    demo.push_metadata(sandbox, REGION, "wrong", "1.0")
    ecr = client(sandbox, "ecr", REGION)
    got = ecr.batch_get_image(repositoryName="wrong", imageIds=[{"imageTag": "2.0"}])
    assert [each["failureCode"] for each in got["failures"]] == ["ImageNotFound"]
    with pytest.raises(ecr.exceptions.LayersNotFoundException):
        ecr.get_download_url_for_layer(repositoryName="wrong", layerDigest="sha256:" + "0" * 64)
