"""Image references, as a spec and as a task definition write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealane.grammar.images import (
    ImageProblem,
    Registry,
    parse,
    parse_in_task_definition,
    repository_region,
)
from sealane.grammar.partitions import known_regions
from sealane.grammar.registry_hosts import PrivateRegistry, private_registry

DIGEST = "sha256:" + "0a" * 32
ACCOUNT = "123456789012"
COMPONENTS = st.from_regex(r"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+){0,2}", fullmatch=True).filter(lambda c: len(c) < 40)
# A first component with a dot is a registry's host as soon as another one follows.
REPOSITORIES = (
    st.lists(COMPONENTS, min_size=1, max_size=3)
    .filter(lambda parts: len(parts) == 1 or "." not in parts[0])
    .map("/".join)
    .filter(lambda name: len(name) > 1)
)


@pytest.mark.parametrize(
    ("text", "registry", "repository", "tag", "digest"),
    [
        ("app:1.0", Registry.OWN_ECR, "app", "1.0", ""),
        ("app", Registry.OWN_ECR, "app", "", ""),
        ("team/app:v2", Registry.OWN_ECR, "team/app", "v2", ""),
        (f"app@{DIGEST}", Registry.OWN_ECR, "app", "", DIGEST),
        (f"team/app:v2@{DIGEST}", Registry.OWN_ECR, "team/app", "v2", DIGEST),
        (f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/app:1", Registry.PRIVATE_ECR, "app", "1", ""),
        (f"{ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/a/b@{DIGEST}", Registry.PRIVATE_ECR, "a/b", "", DIGEST),
        ("public.ecr.aws/nginx/nginx:latest", Registry.ECR_PUBLIC, "nginx/nginx", "latest", ""),
        ("docker.io/library/nginx", Registry.DOCKER_HUB, "library/nginx", "", ""),
        ("ghcr.io/owner/app:1", Registry.OTHER, "owner/app", "1", ""),
        ("localhost/app:1", Registry.OTHER, "app", "1", ""),
        ("registry.local:5000/app:1", Registry.OTHER, "app", "1", ""),
        ("localhost:5000", Registry.OWN_ECR, "localhost", "5000", ""),
    ],
)
def test_parts_of_a_reference(text: str, registry: Registry, repository: str, tag: str, digest: str) -> None:
    """Registry, repository, tag and digest are read as Docker reads them."""
    reference = parse(text)
    assert (reference.registry, reference.repository) == (registry, repository)
    assert (reference.tag, reference.digest) == (tag, digest)


def test_a_bare_name_depends_on_who_wrote_it() -> None:
    """`nginx:1` is the caller's repository in a spec and Docker Hub's in a task definition."""
    assert parse("nginx:1").registry is Registry.OWN_ECR
    assert parse("nginx:1").host == ""
    assert parse_in_task_definition("nginx:1").registry is Registry.DOCKER_HUB
    assert parse_in_task_definition("nginx:1").host == "registry-1.docker.io"
    assert not parse_in_task_definition("nginx:1").in_private_ecr


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com", PrivateRegistry(account=ACCOUNT, region="us-east-1")),
        (
            f"{ACCOUNT}.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
            PrivateRegistry(account=ACCOUNT, region="us-gov-west-1", fips=True),
        ),
        (f"{ACCOUNT}.dkr-ecr.eu-west-1.on.aws", PrivateRegistry(account=ACCOUNT, region="eu-west-1", dual_stack=True)),
        (
            f"{ACCOUNT}.dkr-ecr-fips.us-east-2.on.aws",
            PrivateRegistry(account=ACCOUNT, region="us-east-2", fips=True, dual_stack=True),
        ),
        (f"{ACCOUNT}.dkr.ecr.us-iso-east-1.c2s.ic.gov", PrivateRegistry(account=ACCOUNT, region="us-iso-east-1")),
        ("ghcr.io", None),
        ("public.ecr.aws", None),
    ],
)
def test_private_registries(host: str, expected: PrivateRegistry | None) -> None:
    """Every variant of the ECR host is recognised, and nothing else is."""
    assert private_registry(host) == expected
    assert expected is None or expected.host == host


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "image-empty"),
        ("https://123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1", "image-has-scheme"),
        ("arn:aws:ecr:us-east-1:123456789012:repository/app", "image-is-arn"),
        ("app:1 ", "image-character-invalid"),
        ("ápp:1", "image-character-invalid"),
        ('${file("/etc/passwd")}', "image-character-invalid"),
        ("a" * 256, "image-too-long"),
        ("App:1", "image-repository-invalid"),
        ("a:1", "image-repository-invalid"),
        ("app/:1", "image-repository-invalid"),
        ("app--/x:1", "image-repository-invalid"),
        ("app:", "image-tag-invalid"),
        ("app:.1", "image-tag-invalid"),
        ("app:1:2", "image-tag-invalid"),
        ("app:" + "1" * 129, "image-tag-invalid"),
        ("app@sha256:abc", "image-digest-invalid"),
        (f"app@{DIGEST.upper()}", "image-digest-invalid"),
        ("app@", "image-digest-invalid"),
        ("12345.dkr.ecr.us-east-1.amazonaws.com/app:1", "image-registry-invalid"),
        (f"{ACCOUNT}.dkr.ecr.us-east-9.amazonaws.com/app:1", "image-registry-invalid"),
        (f"{ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com/app:1", "image-registry-invalid"),
        (f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com.cn/app:1", "image-registry-invalid"),
        (f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com:443/app:1", "image-registry-invalid"),
        ("-host.com/app:1", "image-registry-invalid"),
    ],
)
def test_what_is_no_reference(text: str, code: str) -> None:
    """A text that names no image is refused with its own code and a hint."""
    with pytest.raises(ImageProblem) as caught:
        parse(text)
    assert caught.value.code == code
    assert caught.value.hint


def test_upper_case_is_answered_with_lower_case() -> None:
    """The hint for an upper-case repository holds the name that works."""
    with pytest.raises(ImageProblem) as caught:
        parse("MyTeam/App:1")
    assert "`myteam/app`" in caught.value.hint


def test_the_region_of_an_image() -> None:
    """A full URI says its Region, a bare name is in the caller's."""
    china = parse(f"{ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1")
    assert repository_region(china, "us-east-1") == "cn-north-1"
    assert repository_region(parse("app:1"), "us-east-1") == "us-east-1"


@given(REPOSITORIES, st.sampled_from(known_regions()), st.sampled_from(["", ":v1", f"@{DIGEST}", f":v1@{DIGEST}"]))
def test_a_bare_name_and_its_uri_are_the_same_image(repository: str, region: str, version: str) -> None:
    """The full URI of a bare name reads back as the same repository, tag and digest, in the caller's account."""
    bare = parse(repository + version)
    full = parse(bare.uri(ACCOUNT, region))
    assert (full.repository, full.tag, full.digest) == (bare.repository, bare.tag, bare.digest)
    assert full.private == PrivateRegistry(account=ACCOUNT, region=region)
    assert full.uri("210987654321", "eu-west-1") == full.text


@given(st.text())
def test_any_text_is_an_image_or_a_problem(text: str) -> None:
    """No text at all makes the parser fail in another way, and what it accepts names a repository."""
    try:
        found = parse(text).repository
    except ImageProblem as problem:
        found = problem.code
    assert found
