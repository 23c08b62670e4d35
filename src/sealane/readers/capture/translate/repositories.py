"""ECR repositories with policy and images, and pull through cache rules, to facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from sealane.readers.capture.translate.shelf import Answer, Shelf, command_of, document_of, key_of, origin_of
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
    nodes = tuple(shelf.nodes(_REPOSITORIES, "repositories"))
    names = frozenset(key_of(node, "repositoryName") for node in nodes)
    policies, images = _by_repository(shelf, _POLICY, "", names), _by_repository(shelf, _IMAGES, "imageDetails", names)
    manifests = _by_repository(shelf, _MANIFESTS, "images", names)
    for node in nodes:
        key, name = key_of(node, "repositoryArn"), node.text("repositoryName")
        parts = [*key.split(":", _FIELDS - 1), *[""] * _FIELDS]
        registry = node.text("registryId") or parts[_ACCOUNT]
        yield Repository(
            id=key,
            origin=origin_of(key, node),
            name=Known(name),
            account=Known(registry),
            region=Known(parts[_REGION]),
            policy=_policy(name, registry, policies.get(name, ())),
            images=_images(name, registry, images.get(name, ()), manifests.get(name, ())),
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
                account=Known(node.text("registryId")),
            )


Told = tuple[Answer, Node | None]
"""An answer, with the document in it that is about a repository; none where the answer as a whole is."""


def _by_repository(shelf: Shelf, call: str, key: str, names: frozenset[str]) -> Mapping[str, list[Told]]:
    """Return what every answer of a call tells, by the repository's name."""
    found: dict[str, list[Told]] = {}
    for answer in shelf.every(call):
        documents = tuple(answer.node.nodes(key)) if key and answer.call.answered else (answer.node,)
        asked = answer.parameter("repositoryName") or (answer.one_of(names) if answer.call.file else "")
        if asked:
            found.setdefault(asked, []).append((answer, None))
        for node in documents:
            if node.text("repositoryName"):
                found.setdefault(node.text("repositoryName"), []).append((answer, node))
        if answer.call.refused and not asked:
            for name in names:
                found.setdefault(name, []).append((answer, None))
    return found


def _of(registry: str, told: Iterable[Told]) -> Iterator[Node]:
    """Yield the documents that are of a registry."""
    yield from (node for _, node in told if node is not None and node.text("registryId", registry) == registry)


def _policy(name: str, registry: str, told: Iterable[Told]) -> Value[Document]:
    for node in _of(registry, told):
        return Known(document_of(node, "policyText") or NO_POLICY)
    for answer, _ in told:
        if answer.call.absent:
            return Known(NO_POLICY)
        if answer.call.refused:
            return Unread(f"AWS refused {command_of(_POLICY)}: {answer.call.error}", _POLICY)
    return Unread(f"no answer of {command_of(_POLICY)} names {name}", _POLICY)


def _images(name: str, registry: str, told: Iterable[Told], pulled: Iterable[Told]) -> Value[tuple[Image, ...]]:
    """Return the images; those that were asked for by tag or digest count for all, because a task asks by those too."""
    for answer, _ in told:
        if answer.call.refused:
            return Unread(f"AWS refused {command_of(_IMAGES)}: {answer.call.error}", _IMAGES)
    manifests = _manifests(registry, pulled)
    details: dict[str, set[str]] = {}
    asked = any(node is None for _, node in told)
    for node in _of(registry, told):
        asked = True
        details.setdefault(key_of(node, "imageDigest"), set()).update(node.texts("imageTags"))
    for digest, (tags, _) in manifests.items():
        details.setdefault(digest, set()).update(tags)
    if not asked and not manifests:
        return Unread(f"no answer of {command_of(_IMAGES)} names {name}", _IMAGES)
    return Known(tuple(_image(digest, tuple(sorted(tags)), manifests) for digest, tags in details.items()))


Manifest = tuple[set[str], str]


def _manifests(registry: str, pulled: Iterable[Told]) -> dict[str, Manifest]:
    found: dict[str, Manifest] = {}
    for node in _of(registry, pulled):
        digest, tag = node.node("imageId").text("imageDigest"), node.node("imageId").text("imageTag")
        tags, _ = found.get(digest, (set(), ""))
        found[digest] = ({*tags, *filter(None, (tag,))}, node.text("imageManifest"))
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
