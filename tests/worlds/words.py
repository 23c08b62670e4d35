"""What each source has no words for, wound by wound, and what it leaves undecided: nothing else may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_IMAGES: Final = "images are not in the source"
_ADDRESSES: Final = "how many addresses are free is not in the source"


def _taken(noun: str) -> str:
    return f"a {noun} that the source does not create is taken to exist"


# A plan, a state and a template have only what they make themselves.
_OWN_PART: Final = {
    "a service control policy does not allow logging": "what an organisation allows above the account",
    "the secret waits for its deletion": "a secret that waits for its deletion is not in the source",
    "the secret is not there": _taken("Secret"),
    "the parameter is not there": _taken("Parameter"),
    "the log group is not there": _taken("LogGroup"),
    "the log group is in another Region": _taken("log group"),
    "no subnet has a free address": _ADDRESSES,
    "the only subnet has no free address": _ADDRESSES,
    "the repository is not there": _taken("Repository"),
    "the tag is not there": _IMAGES,
    "the digest is not there": _IMAGES,
    "the task wants ARM and the image is for X86": _IMAGES,
    "the image is for ARM and the task wants X86": _IMAGES,
    "layers of the linux/amd64 image are outside of ECR": _IMAGES,
    "layers of the linux/amd64/v2 image are outside of ECR": _IMAGES,
    "nobody has pulled through the cache rule of hub yet": _IMAGES,
    "nobody has pulled through the cache rule of quay yet": _IMAGES,
}
LACKING: Final[Mapping[str, Mapping[str, str]]] = {
    "plan": _OWN_PART,
    "state": _OWN_PART,
    "capture": {},
    "cloudformation": {
        **_OWN_PART,
        "the repository of another account lets nobody in": "a repository of another account",
    },
}
"""The wounds that a source cannot express, each with the reason."""

# Ids are made up by AWS when all is applied, so whether one is the id in a policy is open until then.
_IDS: Final = {
    "the pull is allowed through another endpoint only": "vpce-other",
    "the secret's policy denies all but another endpoint": "vpce-other",
    "the bucket's policy denies all but another endpoint": "vpce-other",
}
UNDECIDED: Final[Mapping[str, Mapping[str, str]]] = {
    "plan": _IDS,
    "cloudformation": {
        **_IDS,
        # A template says nothing of the addresses of S3, which a narrow route may be about alone.
        "a route for a few public addresses to a working NAT gateway, in one zone": "overlaps the prefix list",
        "a transit gateway leads a few public addresses to another VPC's NAT gateway": "overlaps the prefix list",
    },
}
"""The wounds that a source expresses and nobody can decide from it, each with a word of the reason that is given."""
