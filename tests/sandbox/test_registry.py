"""Images in the sandbox: in the registry and in the ECR API alike, and gone with the sandbox."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import itertools
import json
import os
import signal
import subprocess
import tarfile
import time
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.sandbox import daemon, demo_image, group, images, registry
from sealane.sandbox.images import Place
from sealane.sandbox.record import Sandbox
from sealane.sandbox.registry_calls import RegistryCalls

_INDEX = "application/vnd.oci.image.index.v1+json"


def _place(repository: str, tag: str = "1.0", account: str = "123456789012") -> Place:
    return Place(account=account, region="eu-west-1", repository=repository, tag=tag)


def _layout(folder: Path, architectures: tuple[str, ...]) -> str:
    """Write an OCI layout with an image for each architecture, as an index when there are several."""
    blobs = folder / "blobs/sha256"
    blobs.mkdir(parents=True)

    def put(value: bytes, kind: str) -> dict[str, Any]:
        digest = hashlib.sha256(value).hexdigest()
        (blobs / digest).write_bytes(value)
        return {"mediaType": kind, "digest": f"sha256:{digest}", "size": len(value)}

    def image(architecture: str) -> dict[str, Any]:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            archive.addfile(tarfile.TarInfo(architecture))
        diff = f"sha256:{hashlib.sha256(out.getvalue()).hexdigest()}"
        config = {"architecture": architecture, "os": "linux", "rootfs": {"type": "layers", "diff_ids": [diff]}}
        layer = put(gzip.compress(out.getvalue(), mtime=0), demo_image.LAYER)
        described = {"config": put(json.dumps(config).encode(), demo_image.CONFIG), "layers": [layer]}
        manifest = {"schemaVersion": 2, "mediaType": demo_image.MANIFEST, **described}
        platform = {"os": "linux", "architecture": architecture}
        return put(json.dumps(manifest).encode(), demo_image.MANIFEST) | {"platform": platform}

    listed = [image(each) for each in architectures]
    top = listed[0]
    if len(listed) > 1:
        top = put(json.dumps({"schemaVersion": 2, "mediaType": _INDEX, "manifests": listed}).encode(), _INDEX)
    named = top | {"annotations": {"org.opencontainers.image.ref.name": "it"}}
    (folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [named]}))
    (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
    return f"oci:{folder}:it"


def _read(url: str) -> bytes:
    with build_opener(ProxyHandler({})).open(url) as answer:
        return bytes(answer.read())


def test_an_image_is_in_the_registry_and_in_the_api_alike(sandbox: Sandbox, tmp_path: Path) -> None:
    """Tag, digest, manifest and layers are the same by both, and a repository without the image has none of them."""
    place = _place("one")
    digest = images.push(sandbox, _layout(tmp_path / "oci", ("amd64",)), place)
    ecr = images.ecr_client(sandbox, place)
    (image,) = ecr.batch_get_image(repositoryName="one", imageIds=[{"imageTag": "1.0"}])["images"]
    with contextlib.closing(RegistryCalls(registry.ensure(sandbox))) as calls:
        stored = calls.manifest(place.stored, digest)
    assert stored is not None
    assert stored.text == image["imageManifest"]
    assert image["imageId"]["imageDigest"] == digest
    layer = json.loads(image["imageManifest"])["layers"][0]["digest"]
    got = _read(ecr.get_download_url_for_layer(repositoryName="one", layerDigest=layer)["downloadUrl"])
    assert f"sha256:{hashlib.sha256(got).hexdigest()}" == layer
    ecr.create_repository(repositoryName="empty")
    with pytest.raises(ecr.exceptions.LayersNotFoundException):
        ecr.get_download_url_for_layer(repositoryName="empty", layerDigest=layer)


def test_an_index_comes_with_its_images(sandbox: Sandbox, tmp_path: Path) -> None:
    """The tag stands for the index, and each platform's manifest is known by its digest."""
    place = _place("many")
    digest = images.push(sandbox, _layout(tmp_path / "oci", ("amd64", "arm64")), place)
    ecr = images.ecr_client(sandbox, place)
    (image,) = ecr.batch_get_image(repositoryName="many", imageIds=[{"imageTag": "1.0"}])["images"]
    assert image["imageId"]["imageDigest"] == digest
    listed = [{"imageDigest": each["digest"]} for each in json.loads(image["imageManifest"])["manifests"]]
    assert len(ecr.batch_get_image(repositoryName="many", imageIds=listed)["images"]) == 2


def test_a_copy_is_the_same_image_in_another_account(sandbox: Sandbox, tmp_path: Path) -> None:
    """The digest stays, the other account's API has it, and the first account's repository of that name has not."""
    place, other = _place("source"), _place("target", "2.0", "210987654321")
    digest = images.push(sandbox, _layout(tmp_path / "oci", ("amd64", "arm64")), place)
    assert images.copy(sandbox, place, other) == digest
    there = images.ecr_client(sandbox, other).describe_images(repositoryName="target", imageIds=[{"imageTag": "2.0"}])
    assert there["imageDetails"][0]["imageDigest"] == digest
    ecr = images.ecr_client(sandbox, place)
    with pytest.raises(ecr.exceptions.RepositoryNotFoundException):
        ecr.describe_images(repositoryName="target")


def test_a_tag_moves_unless_it_may_not(sandbox: Sandbox, tmp_path: Path) -> None:
    """A second push under a tag takes it over; in a repository with immutable tags it is refused."""
    place, fixed = _place("moving"), _place("fixed")
    images.ecr_client(sandbox, fixed).create_repository(repositoryName="fixed", imageTagMutability="IMMUTABLE")
    first, second = _layout(tmp_path / "a", ("amd64",)), _layout(tmp_path / "b", ("arm64",))
    for each in (place, fixed):
        images.push(sandbox, first, each)
    digest = images.push(sandbox, second, place)
    ecr = images.ecr_client(sandbox, place)
    found = ecr.describe_images(repositoryName="moving", imageIds=[{"imageTag": "1.0"}])["imageDetails"]
    assert [each["imageDigest"] for each in found] == [digest]
    with pytest.raises(InputError, match="image-tag-immutable"):
        images.push(sandbox, second, fixed)


def test_the_demo_image_is_whole_and_runs(sandbox: Sandbox, tmp_path: Path) -> None:
    """Its layers hold a program that starts on nothing else, says what it can reach, and is well until it is ended."""
    place = _place("demo/app")
    digest = images.push_demo(sandbox, place)
    assert images.push_demo(sandbox, place) == digest
    image = demo_image.build()
    manifest = json.loads(image.manifest)
    for layer in manifest["layers"]:
        with tarfile.open(fileobj=io.BytesIO(gzip.decompress(image.blobs[layer["digest"]]))) as archive:
            archive.extractall(tmp_path, filter="fully_trusted")  # noqa: S202 (the archive is our own)
    settings = json.loads(image.blobs[manifest["config"]["digest"]])["config"]
    # In namespaces of its own it may change its root and can reach nothing.
    alone = ["unshare", "--user", "--map-root-user", "--net", "--root", os.fspath(tmp_path), "--"]
    environ = dict(each.split("=", 1) for each in settings["Env"])
    start = ["/bin/sh", "-c", 'export LD_LIBRARY_PATH="$1"; shift; exec "$@"', "sh", environ["LD_LIBRARY_PATH"]]
    with subprocess.Popen([*alone, *start, *settings["Entrypoint"]], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = list(itertools.takewhile(lambda line: "ready: answering on port 8080" not in line, running.stdout))
        running.terminate()
        ended = running.stdout.read()
    assert any("www.iana.org cannot be reached from here" in line for line in said)
    assert "ending, as asked" in ended
    assert running.returncode == 0


def test_a_demo_image_of_other_platforms_is_a_stand_in(sandbox: Sandbox) -> None:
    """An index has an image of each platform that is asked for, small where this machine could not run it."""
    place = _place("demo/many")
    wanted = ("linux/amd64", "linux/arm64", "windows/amd64")
    digest = images.push_demo(sandbox, place, wanted)
    with contextlib.closing(RegistryCalls(registry.ensure(sandbox))) as calls:
        top = calls.manifest(place.stored, "1.0")
        assert top is not None
        listed = json.loads(top.text)["manifests"]
        parts = [calls.manifest(place.stored, each["digest"]) for each in listed]
    assert top.digest == digest
    assert tuple(f"{each['platform']['os']}/{each['platform']['architecture']}" for each in listed) == wanted
    sizes = [sum(each["size"] for each in json.loads(part.text)["layers"]) for part in parts if part]
    small = [size < 1000 for size in sizes]
    assert small == [platform != demo_image.own_platform() for platform in wanted]


@pytest.mark.parametrize("source", ["nonsense", "oci:/nowhere:x", "--help"])
def test_a_source_that_is_no_image_is_bad_input(sandbox: Sandbox, source: str) -> None:
    """What skopeo cannot read is the user's mistake, told in skopeo's words; one out of reach is not."""
    with pytest.raises(InputError, match="image-source-unreadable"):
        images.push(sandbox, source, _place("bad"))
    with pytest.raises(EnvironmentFailure, match="image-source-unreadable"):
        images.push(sandbox, "docker://127.0.0.1:1/x:y", _place("bad"))


def test_a_tool_that_is_missing_is_named(sandbox: Sandbox) -> None:
    """Without skopeo or docker-registry the error has the command that brings it."""
    nothing = {**os.environ, "PATH": "/nowhere"}
    with pytest.raises(EnvironmentFailure, match="skopeo-not-installed") as skopeo:
        images.push(sandbox, "oci:/nowhere", _place("x"), nothing)
    with pytest.raises(EnvironmentFailure, match="registry-not-installed") as stored:
        images.push_demo(sandbox, _place("x"), (), nothing)
    hints = [each.value.problems[0].hint for each in (skopeo, stored)]
    assert hints == ["`sudo apt-get install skopeo`", "`sudo apt-get install docker-registry`"]


def test_registry_and_layers_go_with_the_sandbox(tmp_path: Path) -> None:
    """Whether the sandbox is stopped or was killed, nothing of the registry is left; killed alone it comes again."""
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path / "own")}
    for killed in (False, True):
        sandbox = daemon.start(environ)
        kept = registry.ensure(sandbox, environ)
        (first,) = _registries(sandbox)
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while registry.ensure(sandbox, environ) != kept or _registries(sandbox) in ([], [first]):
            assert time.monotonic() < deadline
        (pid,) = _registries(sandbox)
        if killed:
            os.kill(sandbox.pid, signal.SIGKILL)
        daemon.stop(environ)
        assert not group.alive(pid)
        assert not kept.folder.exists()


def _registries(sandbox: Sandbox) -> list[int]:
    asked = subprocess.run(["pgrep", "-g", str(sandbox.pid), "-f", "docker-registry"], capture_output=True, check=False)
    return [int(each) for each in asked.stdout.split()]
