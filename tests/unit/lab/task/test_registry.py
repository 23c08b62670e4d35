"""Manifests and indexes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sealane.lab.task.pull import arguments_of
from sealane.lab.task.registry import NoSuchPlatform, child_of, parts_of, read

_INDEX = {
    "manifests": [
        {"digest": "sha256:arm", "platform": {"os": "linux", "architecture": "arm64"}},
        {"digest": "sha256:amd", "platform": {"os": "linux", "architecture": "amd64"}},
    ]
}


def test_an_index_gives_the_manifest_of_the_platform() -> None:
    """The entry of the task's platform is taken, not the first."""
    assert child_of(_INDEX, "linux", "amd64") == "sha256:amd"


def test_an_index_without_the_platform_is_refused() -> None:
    """An index that lacks the platform is told apart from a plain manifest."""
    with pytest.raises(NoSuchPlatform):
        child_of(_INDEX, "windows", "amd64")
    assert child_of({"layers": []}, "windows", "amd64") == ""


def test_a_manifest_names_its_parts() -> None:
    """Configuration and layers are named in order; what is no manifest names none."""
    document = read(b'{"config": {"digest": "c"}, "layers": [{"digest": "a"}, {"digest": "b"}]}')
    assert parts_of(document, "d").layers == ("a", "b")
    assert parts_of(document, "d").config == "c"
    assert parts_of(read(b"[]"), "d").layers == parts_of(read(b"{"), "d").layers == ()


def test_skopeo_is_told_the_platform_and_no_secret() -> None:
    """The command line names platform, image and layout, and keeps the token out of every process list."""
    line = arguments_of("h/r:t", Path("l"), Path("a"), ("linux", "arm64"))
    assert line[line.index("--override-arch") + 1] == "arm64"
    assert line[-2] == "docker://h/r:t"
    assert "--authfile" in line
