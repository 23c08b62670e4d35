"""The identity card of `foreign-layers`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.FOREIGN_LAYERS,
    title="The manifest points at layers outside of ECR",
    means=(
        (
            "Some layers, mostly the base layers of Windows images, are not stored in ECR: the manifest names"
            " a URL elsewhere."
        ),
        "The task would have to fetch them over the internet.",
    ),
    evidence=(
        "a layer of the image's manifest has a foreign media type or `urls`",
        "the task has no way to the internet",
    ),
    shown=(
        (
            "CannotPullContainerError: … failed to copy: httpReaderSeeker: failed open: failed to do request:"
            ' Get "https://mcr.microsoft.com/…"'
        ),
    ),
    change="push the image again with its non-distributable layers included",
    cli="""\
# In the Docker daemon's settings: "allow-nondistributable-artifacts": ["REGISTRY"]
docker push REGISTRY/REPOSITORY:TAG
""",
    links=("https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",),
)
