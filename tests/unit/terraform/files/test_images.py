"""The image patterns in the files read an image as sealane itself does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.grammar.images import ImageProblem, ImageReference, Registry, parse
from sealane.terraform.files.images import IMAGE_PATTERN, PRIVATE_PATTERN

# As Terraform reads them: its strings write a backslash twice.
IMAGE, PRIVATE = (re.compile(pattern.replace("\\\\", "\\")) for pattern in (IMAGE_PATTERN, PRIVATE_PATTERN))
DIGEST = f"@sha256:{'0' * 64}"

registries = st.sampled_from(
    [
        "",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/",
        "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/",
        "123456789012.dkr-ecr.us-east-1.on.aws/",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/",
        "public.ecr.aws/",
        "docker.io/",
        "quay.io/",
        "host:5000/",
    ]
)
names = st.from_regex(r"[a-zA-Z0-9._/-]{2,20}", fullmatch=True) | st.from_regex(
    r"[a-z0-9]{2,5}([._/-][a-z0-9]{1,5}){0,3}", fullmatch=True
)
ends = st.sampled_from(["", ":1.0", ":", ":-x", DIGEST, f":1{DIGEST}", "@sha256:0", ":Ünicode"])


def sealanes(text: str) -> ImageReference | None:
    """Return what sealane makes of it; nothing when that is no image of private ECR."""
    try:
        found = parse(text)
    except ImageProblem:
        return None
    return found if found.in_private_ecr else None


@given(st.tuples(registries, names, ends).map("".join))
def test_patterns_agree_with_the_grammar(text: str) -> None:
    """Terraform takes an image exactly when sealane does (lengths aside), and finds the same registry and name."""
    own, theirs = sealanes(text), IMAGE.search(text) if PRIVATE.search(text) else None
    # A bare `localhost/…` is a registry to Docker, and no repository is called that.
    assert (own is None) == (theirs is None) or text.startswith("localhost/")
    if own and theirs:
        assert theirs["repository"] == own.repository
        assert (theirs["account"], theirs["region"]) == (
            (own.private.account, own.private.region) if own.private else (None, None)
        )


@pytest.mark.parametrize("text", ["public.ecr.aws/nginx/nginx:1", "docker.io/library/nginx", "host:5000/a/b:1"])
def test_other_registries_are_refused(text: str) -> None:
    """A registry that has no private path does not pass for a repository with a dot in its name."""
    assert parse(text).registry not in {Registry.OWN_ECR, Registry.PRIVATE_ECR}
    assert not (IMAGE.search(text) and PRIVATE.search(text))
    assert IMAGE.search("my.repo:1")
    assert PRIVATE.search("my.repo:1")
