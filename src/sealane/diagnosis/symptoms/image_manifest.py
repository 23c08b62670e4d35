"""Messages about an image's manifest: the registry itself, the repository, the tag."""

from __future__ import annotations

from typing import Final

from sealane.diagnosis.symptoms import disk_space, image_platform, pull_limit, registry_login
from sealane.diagnosis.symptoms.answer_outlook import absent, denied
from sealane.diagnosis.symptoms.family import Family, marked
from sealane.diagnosis.symptoms.network_outlook import to_interface_endpoint, to_outside
from sealane.diagnosis.symptoms.outlook import NO_OUTLOOK, Outlook
from sealane.diagnosis.symptoms.symptom import FamilyName, Symptom
from sealane.startup.step import StepName
from sealane.verdicts.cause import Cause
from sealane.verdicts.observation import Failure

# Namespaces that the console offers for rules of a pull through cache.
# https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
_CACHES: Final = ("ecr-public", "docker-hub", "quay", "kubernetes", "github", "ghcr", "gitlab", "azure", "chainguard")


def outlook(symptom: Symptom) -> Outlook:
    """Judge by what the registry answered, or by its host when it did not."""
    cache = (Cause.PULL_THROUGH_CACHE_UPSTREAM,) if _by_cache(symptom) else ()
    if symptom.failure is Failure.DENIED:
        return _denied(symptom)
    if symptom.failure is Failure.ABSENT and symptom.says("api error (404)"):
        # Docker's own API has one answer for a repository that is not there and for one that nobody let the caller see.
        return denied(symptom, Cause.REPOSITORY_POLICY_DENIES, first=(*cache, Cause.IMAGE_MISSING))
    if symptom.failure is Failure.ABSENT:
        return absent(*cache, Cause.IMAGE_MISSING)
    if symptom.failure in {Failure.INVALID, Failure.OTHER}:
        return NO_OUTLOOK
    if symptom.service or not symptom.host:
        return to_interface_endpoint(symptom, *cache, Cause.IMAGE_OTHER_REGION)
    return to_outside(symptom, Cause.REGISTRY_NOT_PRIVATE)


def _denied(symptom: Symptom) -> Outlook:
    """Tell a denial by policy from one that means that there is nothing to be allowed.

    A registry that knows no such repository says that access is denied, and ECR answers 403 to the question for a
    digest that the repository no longer has.
    """
    nothing_there = symptom.says("pull access denied", "requested access to the resource is denied")
    if nothing_there and not symptom.named.action:
        return denied(symptom, Cause.REPOSITORY_POLICY_DENIES, first=(Cause.IMAGE_MISSING,))
    if symptom.says("/blobs/sha256"):
        first = (Cause.REPOSITORY_POLICY_DENIES, Cause.ACTION_NOT_ALLOWED, Cause.IMAGE_MISSING)
        return denied(symptom, Cause.REPOSITORY_POLICY_DENIES, first=first)
    return denied(symptom, Cause.REPOSITORY_POLICY_DENIES)


def _by_cache(symptom: Symptom) -> bool:
    """Tell whether the repository's name begins as those of a pull through cache do."""
    path = symptom.named.repository.partition("/")[2]
    return symptom.service == "ecr.dkr" and path.partition("/")[0] in _CACHES


FAMILY: Final = Family(
    name=FamilyName.IMAGE_MANIFEST,
    marks=marked(
        r"failed to resolve ref",
        r"/manifests/",
        r"\[manifests ",
        "inspect image has been retried",
        "image manifest has been retried",
        r"manifest (?:for \S+ )?(?:not found|unknown)",
        "name unknown",
        "pull access denied",
        "requested access to the resource is denied",
        "no basic auth credentials",
        r"repository \S+ not found",
        r"\becr:BatchGetImage\b",
        "CannotPullImageManifestError",
        r"/v2/?[\"\s:]",
        r"cannot pull '",
        "check whether the image exists",
    ),
    link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    yields=(disk_space.FAMILY, pull_limit.FAMILY, image_platform.FAMILY, registry_login.FAMILY),
    steps=(StepName.IMAGE_MANIFEST,),
    outlook=outlook,
)
