"""Images: in private ECR, in the tasks' Region, and named by tag or digest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar.images import ImageProblem, ImageReference, Registry, parse, repository_region
from sealane.grammar.partitions import known_regions
from sealane.grammar.registry_hosts import private_registry_host
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_GRAMMAR = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"
_PULLS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html"
_PUSH = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html"
_REPLICATION = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html"
_LATEST = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html"
_FIPS = "https://docs.aws.amazon.com/general/latest/gr/ecr.html"

_PUBLIC = Rule(code="image-not-private", link=_PULLS)
_OTHER_REGION = Rule(code="image-other-region", link=_REPLICATION)
_NO_TAG = Rule(code="image-tag-missing", link=_GRAMMAR)
_MOVING = Rule(code="image-tag-moving", link=_LATEST, severity="warning")
_DUAL_STACK = Rule(code="image-dual-stack", link=_FIPS, severity="warning")
_REGISTRY_NAMES = {Registry.ECR_PUBLIC: "Amazon ECR Public", Registry.DOCKER_HUB: "Docker Hub"}


def images_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check the image of every service."""
    for name, service in spec.services.items():
        path: Path = ("services", name, "image")
        try:
            image = parse(service.image)
        except ImageProblem as problem:
            yield Rule(code=problem.code, link=_GRAMMAR).broken(path, problem.what, problem.hint)
            continue
        yield from _one(image, path, spec.region)


def _one(image: ImageReference, path: Path, region: str) -> Iterator[Finding]:
    if not image.in_private_ecr:
        yield _not_private(image, path, region)
        return
    place = repository_region(image, region)
    if image.private is not None and region and place != region:
        what = f"the image is in `{place}`, the tasks are in `{region}`, and no gateway endpoint for S3 spans Regions"
        hint = f"replicate it: `aws ecr put-replication-configuration --region {place} --replication-configuration "
        hint += _destinations(region, image.private.account) + "`"
        yield _OTHER_REGION.broken(path, what, hint, also=(("region",),))
    if not image.tag and not image.digest:
        # ECS would take `latest` without a word, and a later deployment would run something else.
        what = f"the image `{image.text}` has neither a tag nor a digest"
        hint = f"name one: `{image.text}:1.0`; `aws ecr list-images --repository-name {image.repository}` prints them"
        yield _NO_TAG.broken(path, what, hint)
    if image.tag == "latest" and not image.digest:
        what = "the tag `latest` moves: what runs after the next deployment depends on the last push"
        hint = "name a version, or a digest: `<repository>@sha256:…`"
        yield _MOVING.broken(path, what, hint)
    if image.private is not None and image.private.dual_stack:
        what = "AWS's pages disagree on whether dual-stack registry names work over VPC endpoints"
        hint = f"use the IPv4 name: `{private_registry_host(image.private.account, place)}/{image.repository}`"
        yield _DUAL_STACK.broken(path, what, hint)


def _not_private(image: ImageReference, path: Path, region: str) -> Finding:
    registry = _REGISTRY_NAMES.get(image.registry, f"`{image.host}`")
    what = f"the image is in {registry}, and only private ECR can be reached without the internet"
    account = "$(aws sts get-caller-identity --query Account --output text)"
    name = image.repository.removeprefix("library/")
    place = region if region in known_regions() else "us-east-1"
    target = f"{private_registry_host(account, place)}/{name}:{image.tag or 'latest'}"
    hint = (
        f"mirror it: `aws ecr create-repository --repository-name {name}` and then\n"
        f"`skopeo copy --all docker://{image.text} docker://{target}`, and write `image: {name}:{image.tag or '<tag>'}`"
    )
    return _PUBLIC.broken(path, what, hint, facts=(("registry", image.host),))


def _destinations(region: str, account: str) -> str:
    return f'\'{{"rules":[{{"destinations":[{{"region":"{region}","registryId":"{account}"}}]}}]}}\''
