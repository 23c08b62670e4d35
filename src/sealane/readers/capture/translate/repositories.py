"""ECR repositories with policy and images, and pull through cache rules, to facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import Shelf, command_of, document_of, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.policies import Document
from sealane.world.stores import NO_POLICY, CacheRule, Image, Repository
from sealane.world.values import Known, Unread, Value

_REPOSITORIES = "ecr:DescribeRepositories"
_POLICY = "ecr:GetRepositoryPolicy"
_IMAGES = "ecr:DescribeImages"
_MANIFESTS = "ecr:BatchGetImage"
_REGION, _ACCOUNT = 3, 4
_FIELDS = 6


def repositories(shelf: Shelf) -> Iterator[Repository]:
    """Yield the repositories: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Repository.html."""
    for node in shelf.nodes(_REPOSITORIES, "repositories"):
        key = key_of(node, "repositoryArn")
        parts = [*key.split(":", _FIELDS - 1), *[""] * _FIELDS]
        name = key_of(node, "repositoryName")
        yield Repository(
            id=key,
            origin=origin_of(key, node),
            name=Known(name),
            account=Known(node.text("registryId") or parts[_ACCOUNT]),
            region=Known(parts[_REGION]),
            policy=_policy(shelf, name, node.text("registryId")),
            images=_images(shelf, name, node.text("registryId")),
            arn=Known(key),
        )


def cache_rules(shelf: Shelf) -> Iterator[CacheRule]:
    """Yield the rules: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PullThroughCacheRule.html."""
    for answer in shelf.answers("ecr:DescribePullThroughCacheRules"):
        for node in answer.node.nodes("pullThroughCacheRules"):
            prefix = key_of(node, "ecrRepositoryPrefix")
            region = answer.call.region
            key = ":".join(filter(None, ("cache-rule", node.text("registryId"), region, prefix)))
            yield CacheRule(
                id=key,
                origin=origin_of(key, node),
                prefix=Known(prefix),
                upstream=Known(node.text("upstreamRegistryUrl")),
                region=Known(region) if region else Unread("the answer does not tell the Region"),
            )


def _same(node: Node, name: str, registry: str) -> bool:
    return node.text("repositoryName") == name and node.text("registryId", registry) == registry


def _policy(shelf: Shelf, name: str, registry: str) -> Value[Document]:
    for answer in shelf.every(_POLICY):
        call = answer.call
        if call.answered and _same(answer.node, name, registry):
            return Known(document_of(answer.node, "policyText") or NO_POLICY)
        if not call.answered and (answer.parameter("repositoryName") or answer.one_of((name,))) == name:
            absent = Known(NO_POLICY)
            return absent if call.absent else Unread(f"AWS refused {command_of(_POLICY)}: {call.error}", _POLICY)
    return Unread(f"no answer of {command_of(_POLICY)} names {name}", _POLICY)


def _images(shelf: Shelf, name: str, registry: str) -> Value[tuple[Image, ...]]:
    """Return the images; those that were asked for by tag or digest count for all, because a task asks by those too."""
    manifests = _manifests(shelf, name, registry)
    details: dict[str, set[str]] = {}
    asked = False
    for answer in shelf.every(_IMAGES):
        own = answer.parameter("repositoryName") or answer.one_of((name,))
        if answer.call.refused and own in {name, ""}:
            return Unread(f"AWS refused {command_of(_IMAGES)}: {answer.call.error}", _IMAGES)
        asked = asked or (own == name and (answer.call.absent or answer.call.answered))
        for node in answer.node.nodes("imageDetails"):
            if _same(node, name, registry):
                asked = True
                details.setdefault(key_of(node, "imageDigest"), set()).update(node.texts("imageTags"))
    for digest, (tags, _) in manifests.items():
        details.setdefault(digest, set()).update(tags)
    if not asked and not manifests:
        return Unread(f"no answer of {command_of(_IMAGES)} names {name}", _IMAGES)
    return Known(tuple(_image(digest, tuple(sorted(tags)), manifests) for digest, tags in details.items()))


Manifest = tuple[set[str], str]


def _manifests(shelf: Shelf, name: str, registry: str) -> dict[str, Manifest]:
    found: dict[str, Manifest] = {}
    for node in shelf.nodes(_MANIFESTS, "images"):
        if _same(node, name, registry):
            tag = node.node("imageId").text("imageTag")
            tags, _ = found.get(node.node("imageId").text("imageDigest"), (set(), ""))
            found[node.node("imageId").text("imageDigest")] = (
                {*tags, *filter(None, (tag,))},
                node.text("imageManifest"),
            )
    return found


def _image(digest: str, tags: tuple[str, ...], manifests: Mapping[str, Manifest]) -> Image:
    why = Unread(f"no answer of {command_of(_MANIFESTS)} has the manifest of {digest}", _MANIFESTS)
    if digest not in manifests:
        return Image(tags=tags, digest=digest, platforms=why, foreign_layers=why)
    try:
        manifest = json.loads(manifests[digest][1])
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict):
        return Image(tags=tags, digest=digest, platforms=why, foreign_layers=why)
    return Image(tags=tags, digest=digest, platforms=_platforms(manifest), foreign_layers=_foreign(manifest))


def _platforms(manifest: Mapping[str, object]) -> Value[tuple[str, ...]]:
    """Return the platforms that an index names; those of a single manifest stand in its configuration, which is a blob.

    https://github.com/opencontainers/image-spec/blob/main/image-index.md
    """
    entries = manifest.get("manifests")
    if not isinstance(entries, list):
        return Unread("the manifest is for one platform, which its configuration names", "ecr:GetDownloadUrlForLayer")
    platforms = [entry.get("platform") for entry in entries if isinstance(entry, dict)]
    named = [(one.get("os"), one.get("architecture")) for one in platforms if isinstance(one, dict)]
    # Attestations stand in an index with the platform `unknown/unknown`.
    texts = [f"{system}/{architecture}" for system, architecture in named if architecture not in {None, "unknown"}]
    return Known(tuple(dict.fromkeys(texts)))


def _foreign(manifest: Mapping[str, object]) -> Value[bool]:
    """Tell whether a layer lies outside: https://docs.docker.com/registry/spec/manifest-v2-2/."""
    layers = manifest.get("layers")
    if not isinstance(layers, list):
        return Unread("the layers stand in the manifests that the index names", _MANIFESTS)
    return Known(
        any(
            isinstance(one, dict) and (bool(one.get("urls")) or "foreign" in str(one.get("mediaType")))
            for one in layers
        )
    )
