"""The objects that a message names.

Forms of the messages: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
Which policy denied: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

import re
from typing import Final

from sealane.records import dataclass
from sealane.verdicts.judgement import Layer

_ARN: Final = r"arn:[a-z-]+:{service}:[a-z0-9-]*:[0-9*xX<>a-z_]*:"
_PRINCIPAL: Final = re.compile(r"User: (?P<it>\S+?) is not authorized")
_ACTION: Final = re.compile(r"not authorized to perform: ?(?P<it>[a-z0-9-]+:[A-Za-z]+)")
_RESOURCE: Final = re.compile(r"on (?:resource|the resource): ?\"?(?P<it>arn:[^\s\",]+|\*)")
_EXPLICIT: Final = re.compile(r"explicit deny in (?:an? )?(?P<it>[a-z- ]+?policy|permissions boundary)", re.IGNORECASE)
_MISSING: Final = re.compile(r"because no (?P<it>[a-z- ]+?policy|permissions boundary) allows", re.IGNORECASE)
_SECRET: Final = re.compile(_ARN.format(service="secretsmanager") + r"secret:[^\s'\",]+")
_PARAMETER: Final = re.compile(_ARN.format(service="ssm") + r"parameter/[^\s'\",]+")
_NO_PARAMETERS: Final = re.compile(r"invalid ssm parameters: (?P<it>[^\s,:]+)", re.IGNORECASE)
_LOG_GROUP: Final = re.compile(_ARN.format(service="logs") + r"log-group:(?P<it>[^\s:'\",]+)")
_FILE_SYSTEM: Final = re.compile(r"\bfs-[0-9a-f]{8,17}\b")
_ROLE: Final = re.compile(r"\brole '?(?P<it>arn:[a-z-]+:iam::[^\s':]*:role/[^\s')]+)", re.IGNORECASE)
_SUBNET: Final = re.compile(r"\bsubnet-[0-9a-f]{8,17}\b")
_PLATFORM: Final = re.compile(r"platform '?(?P<it>(?:linux|windows)/[a-z0-9]+)|manifest for (?P<other>linux/[a-z0-9]+)")
_JSON_KEY: Final = re.compile(r"did not contain json key (?P<it>[^\s,:]+)", re.IGNORECASE)
_REFERENCES: Final = (
    re.compile(r"resolve ref(?:erence)? [\"']?(?P<it>[^\s\"',]+?)[\"']?(?::\s|$)", re.IGNORECASE),
    re.compile(r"cannot pull [\"'](?P<it>[^\s\"']+)", re.IGNORECASE),
    re.compile(r"pull access denied for (?P<it>[^\s,]+)", re.IGNORECASE),
    re.compile(r"manifest for (?P<it>[^\s,]+[:@][^\s,]+) (?:not found|unknown)", re.IGNORECASE),
    re.compile(r"repository (?P<it>[a-z0-9][^\s,:]*) not found", re.IGNORECASE),
)
_IN_URL: Final = re.compile(
    r"https://(?P<host>[^/\s\"]+)/v2/(?P<path>[^\s\"]+?)/(?:manifests|blobs)/(?P<ref>[^\s\",]+)"
)
_STARTS_WITH_DIGEST: Final = "sha256:"
_LAYERS: Final = {
    "identity-based policy": Layer.IDENTITY,
    "resource-based policy": Layer.RESOURCE,
    "permissions boundary": Layer.BOUNDARY,
    "session policy": Layer.SESSION,
    "service control policy": Layer.SCP,
    "resource control policy": Layer.RCP,
    "vpc endpoint policy": Layer.ENDPOINT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The objects that a message names; empty texts for what it does not.

    `layer` is the kind of policy that the message says denied the request, `explicit` whether by a Deny.
    """

    principal: str = ""
    action: str = ""
    resource: str = ""
    layer: Layer | None = None
    explicit: bool = False
    image: str = ""
    repository: str = ""
    tag: str = ""
    digest: str = ""
    secret: str = ""
    json_key: str = ""
    parameter: str = ""
    log_group: str = ""
    file_system: str = ""
    role: str = ""
    subnet: str = ""
    platform: str = ""


NOTHING: Final = Named()


def named(text: str) -> Named:
    """Find the objects that a message names; `text` has straight quotes."""
    image = _image(text)
    registry, repository, tag, digest = _parts(image)
    explicit = _found(_EXPLICIT, text).lower()
    missing = _found(_MISSING, text).lower()
    resource = _found(_RESOURCE, text)
    parameter = _found(_NO_PARAMETERS, text) or _found(_PARAMETER, text)
    return Named(
        principal=_found(_PRINCIPAL, text),
        action=_found(_ACTION, text),
        resource=resource,
        layer=_LAYERS.get(explicit or missing),
        explicit=bool(explicit) or "explicit deny" in text.lower(),
        image=image,
        repository=f"{registry}/{repository}" if registry else repository,
        tag=tag,
        digest=digest,
        secret=_found(_SECRET, text).rstrip(".:"),
        json_key=_found(_JSON_KEY, text),
        parameter=parameter.rstrip(".:"),
        log_group=_found(_LOG_GROUP, text),
        file_system=_found(_FILE_SYSTEM, text),
        role=_found(_ROLE, text),
        subnet=_found(_SUBNET, text),
        platform=_found(_PLATFORM, text),
    )


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        return ""
    groups = match.groupdict()
    return next((value for value in groups.values() if value), "") if groups else match[0]


def _image(text: str) -> str:
    """Return the image that the message names, or make its reference of the address that was asked."""
    for pattern in _REFERENCES:
        reference = _found(pattern, text).rstrip(":.,")
        if reference:
            return reference
    asked = _IN_URL.search(text)
    if asked is None:
        return ""
    reference = asked["ref"].rstrip(":.,")
    separator = "@" if reference.startswith(_STARTS_WITH_DIGEST) else ":"
    # A layer's digest is no image's.
    return f"{asked['host']}/{asked['path']}" + (f"{separator}{reference}" if "/manifests/" in asked[0] else "")


def _parts(image: str) -> tuple[str, str, str, str]:
    """Split a reference into registry, repository, tag and digest; the registry is empty for a bare name."""
    rest, _, digest = image.partition("@")
    first, slash, path = rest.partition("/")
    registry = first if slash and ("." in first or ":" in first) else ""
    name = path if registry else rest
    repository, _, tag = name.partition(":")
    return registry, repository, tag, digest
