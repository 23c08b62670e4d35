"""The spec that a request means, and the images that it puts in their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.errors import InputError
from sealane.spec.load import load
from sealane.verbs.request import Request
from sealane.verbs.wanted import wanted

TWO = "version: 1\nservices: {web: {image: a/web:1}, job: {image: a/job:1}}\n"


def images(request: Request) -> dict[str, str]:
    """Return the image of every service."""
    return {name: service.image for name, service in wanted(request).spec.services.items()}


def refused(request: Request) -> str:
    """Return the code of the refusal."""
    with pytest.raises(InputError) as raised:
        wanted(request)
    return raised.value.problems[0].code


def test_an_image_alone_is_a_spec(tmp_path: Path) -> None:
    """Without a file one image is enough, whatever YAML would take it for; one for a named service is not."""
    assert images(Request(images=("demo/app:1.0",), folder=tmp_path)) == {"app": "demo/app:1.0"}
    assert refused(Request(images=("it's: 1 # x",), folder=tmp_path)) == "image-character-invalid"
    assert refused(Request(images=("web=demo/app:1.0",), folder=tmp_path)) == "spec-missing"
    assert refused(Request(folder=tmp_path)) == "spec-missing"


def test_images_go_where_they_belong(tmp_path: Path) -> None:
    """`SERVICE=IMAGE` replaces that service's image, a bare one the only service's; the last of two wins."""
    (tmp_path / "sealane.yaml").write_text(TWO)
    assert images(Request(images=("web=b/new:2",), folder=tmp_path)) == {"web": "b/new:2", "job": "a/job:1"}
    assert images(Request(images=("web=b/new:2", "job=b/job:3", "web=c/c:3"), folder=tmp_path)) == {
        "web": "c/c:3",
        "job": "b/job:3",
    }
    assert images(Request(folder=tmp_path)) == {"web": "a/web:1", "job": "a/job:1"}
    (tmp_path / "one.yaml").write_text("version: 1\nimage: a/web:1\n")
    assert images(Request(file="one.yaml", images=("b/new:2",), folder=tmp_path)) == {"app": "b/new:2"}


def test_images_that_belong_nowhere_are_refused(tmp_path: Path) -> None:
    """A bare image for two services, a service that is not there, and no image at all."""
    (tmp_path / "sealane.yaml").write_text(TWO)
    codes = [refused(Request(images=(image,), folder=tmp_path)) for image in ("b/new:2", "other=b/new:2", "web=", "")]
    assert codes == ["image-for-no-service", "image-for-no-service", "image-empty", "image-empty"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder and a file in another encoding have codes of their own."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.yaml").write_bytes("image: grün".encode("latin-1"))
    assert refused(Request(file="folder", folder=tmp_path)) == "spec-is-a-folder"
    assert refused(Request(file="latin.yaml", folder=tmp_path)) == "spec-encoding"


def test_a_spec_built_in_python_is_checked(tmp_path: Path) -> None:
    """A spec value is taken as it is when it is right, and refused as a file would be when it is not."""
    spec = load("version: 1\nimage: demo/app:1.0\n", "sealane.yaml").spec
    assert wanted(Request(spec=spec, folder=tmp_path)).spec == spec
    wrong = spec.model_copy(update={"region": "nowhere"})
    assert refused(Request(spec=wrong, folder=tmp_path)).startswith("region")
