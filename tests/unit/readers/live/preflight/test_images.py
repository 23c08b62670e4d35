"""Images: single and multi-platform manifests, other accounts and Regions, other registries."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.readers.live.preflight.finding import NotSeen
from sealane.readers.live.preflight.images import ForeignLayers, ImageMissing, PlatformMismatch
from sealane.readers.live.preflight.manifests import Index, Manifest, Platform, platform_of, read
from tests.unit.readers.live.account_in_memory import Account, door_to, error
from tests.unit.readers.live.preflight import healthy
from tests.unit.readers.live.preflight.healthy import blobs, found, manifest, spec

AMD = Platform(operating_system="linux", architecture="amd64")
ARM = Platform(operating_system="linux", architecture="arm64")


def index(*platforms: str) -> dict[str, Any]:
    """Return an OCI index for platforms, with the attestation that build tools add."""
    parts = [(text.partition("/")[0], text.partition("/")[2]) for text in (*platforms, "unknown/unknown")]
    return {
        "schemaVersion": 2,
        "manifests": [
            {"digest": f"sha256:{number}", "platform": {"os": system, "architecture": architecture}}
            for number, (system, architecture) in enumerate(parts)
        ],
    }


def by_reference(top: dict[str, Any], inner: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of the account
    """Answer the tag with one manifest and every digest with another."""

    def answer(**asked: Any) -> dict[str, Any]:
        return manifest(inner if "imageDigest" in asked["imageIds"][0] else top)

    return answer


@pytest.mark.parametrize(
    ("service", "platform", "fits"),
    [
        ({}, "linux/amd64", True),
        ({}, "linux/arm64", False),
        ({"architecture": "arm64"}, "linux/arm64", True),
        ({"architecture": "arm64"}, "linux/amd64", False),
        ({"operating_system": "windows-server-2022-core"}, "windows/amd64", True),
        ({"operating_system": "windows-server-2022-core"}, "linux/amd64", False),
    ],
)
@pytest.mark.parametrize("listed", [True, False])
def test_platform_must_fit(service: dict[str, str], platform: str, fits: bool, listed: bool) -> None:  # noqa: FBT001 - parameters of the test
    """An index names its platforms, a single manifest's configuration does; a mismatch says what there is."""
    answer = by_reference(index(platform), healthy.SINGLE) if listed else manifest(healthy.SINGLE)
    findings = found({"BatchGetImage": answer}, of=spec(service), blob=blobs(platform))
    if fits:
        assert findings == ()
    else:
        (finding,) = findings
        assert isinstance(finding, PlatformMismatch)
        assert [str(offered) for offered in finding.offered] == [platform]
        assert "docker buildx build --platform" in finding.problem().hint


def test_manifest_in_the_index_must_exist_and_have_its_layers() -> None:
    """An index may point at a manifest that is gone, or whose layers are outside ECR."""
    foreign = {"layers": [{"mediaType": "application/x", "urls": ["https://mcr.example/layer"]}]}
    outside = found({"BatchGetImage": by_reference(index("linux/amd64"), foreign)})
    assert [type(finding) for finding in outside] == [ForeignLayers]
    assert isinstance(outside[0], ForeignLayers)
    assert outside[0].hosts == ("mcr.example",)

    def gone(**asked: Any) -> dict[str, Any]:
        return {"images": []} if "imageDigest" in asked["imageIds"][0] else manifest(index("linux/amd64"))

    (finding,) = found({"BatchGetImage": gone})
    assert isinstance(finding, ImageMissing)
    assert finding.lacking == "digest"


@pytest.mark.parametrize(
    ("image", "lacking"),
    [("demo/app:1.0", "tag"), ("demo/app", "tag"), (f"demo/app@{healthy.DIGEST}", "digest")],
)
def test_missing_tag_and_digest_are_told_apart(image: str, lacking: str) -> None:
    """The finding says what of the reference is missing, and nothing is said when it is there."""
    (finding,) = found({"BatchGetImage": {"images": []}}, of=spec({"image": image}))
    assert isinstance(finding, ImageMissing)
    assert finding.lacking == lacking
    assert found(of=spec({"image": image})) == ()


def test_other_account_is_asked_and_its_silence_is_unknown() -> None:
    """A repository that another account does not show is an open question; in the own account it is missing."""
    image = "444455556666.dkr.ecr.us-east-1.amazonaws.com/demo/app:1.0"
    account = {"BatchGetImage": error("RepositoryNotFoundException")}
    (theirs,) = found(account, of=spec({"image": image}))
    assert isinstance(theirs, NotSeen)
    assert "444455556666" in theirs.unread.reason
    own = image.replace("444455556666", healthy.ACCOUNT)
    (ours,) = found(account, of=spec({"image": own}))
    assert isinstance(ours, ImageMissing)
    assert ours.lacking == "repository"


def test_image_of_another_region_is_asked_for_there() -> None:
    """The question goes to the registry's own account and Region."""
    from sealane.readers.live.preflight.account import preflight

    image = "444455556666.dkr.ecr.eu-west-1.amazonaws.com/demo/app:1.0"
    account = Account(healthy.answers(), blobs())
    preflight(door_to(account), spec({"image": image}), healthy.SETTING, network=healthy.network())
    asked = {(region, call["registryId"]) for what, region, call in account.asked if what.service == "ecr"}
    assert asked == {("eu-west-1", "444455556666")}


def test_image_outside_private_ecr_is_not_looked_at() -> None:
    """Other registries are the spec's own matter: ECR is not asked."""
    assert found({"BatchGetImage": error("AnyError")}, of=spec({"image": "public.ecr.aws/x/app:1.0"})) == ()


def test_blob_that_cannot_be_fetched_leaves_the_platform_open() -> None:
    """Where ECR's layer store cannot be reached, the platform is unknown, and an unreadable blob is no platform."""
    (unreachable,) = found(blob={})
    assert isinstance(unreachable, NotSeen)
    assert unreachable.question == "the platform of demo/app:1.0"
    (unreadable,) = found(blob={healthy.CONFIG: b"<html>"})
    assert isinstance(unreadable, NotSeen)


def test_manifests_of_every_generation_are_read() -> None:
    """An index, a manifest with a configuration, and one of schema 1 that names its architecture itself."""
    found_index = read(json.dumps(index("linux/amd64", "linux/arm64")))
    assert isinstance(found_index, Index)
    assert found_index.platforms == (AMD, ARM)
    assert found_index.digest_for(ARM) == "sha256:1"
    assert found_index.digest_for(Platform(operating_system="windows", architecture="amd64")) == ""
    single = read(json.dumps(healthy.SINGLE))
    assert single == Manifest(config_digest=healthy.DIGEST, platform=None, foreign=())
    old = read('{"schemaVersion": 1, "architecture": "amd64"}')
    assert isinstance(old, Manifest)
    assert old.platform == AMD


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
KEYS = st.sampled_from(
    ["manifests", "config", "layers", "platform", "os", "architecture", "urls", "mediaType", "digest"]
)
MANIFESTS = st.recursive(
    JSON, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


@given(MANIFESTS)
def test_any_json_is_a_manifest_or_refused(document: Any) -> None:  # noqa: ANN401 - any JSON
    """Whatever a registry serves, reading it answers or raises ValueError, never another exception."""
    text = json.dumps(document)
    if isinstance(document, dict):
        assert isinstance(read(text), Index | Manifest)
    else:
        with pytest.raises(ValueError, match="manifest"):
            read(text)
    assert platform_of(text.encode()) is None or isinstance(document, dict)


def test_bottomless_document_is_refused() -> None:
    """A document nested too deeply to be read is no manifest and names no platform."""
    with pytest.raises(ValueError, match="nested"):
        read("[" * 200_000)
    assert platform_of(b"[" * 200_000) is None


@given(st.binary())
def test_any_blob_names_a_platform_or_none(blob: bytes) -> None:
    """Bytes that are no JSON name no platform."""
    assert platform_of(blob) is None
