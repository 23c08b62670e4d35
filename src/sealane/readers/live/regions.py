"""Whether a Region can be meant."""

from __future__ import annotations

import re

from sealane.errors import InputError, Problem
from sealane.grammar.partitions import known_regions
from sealane.spec.nearest import nearest

_REGION_LINK = "https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html"


def check_region(region: str, profile: str, *, custom: bool) -> None:
    """Refuse a Region that is missing or unknown; with `custom` endpoints any well-formed one will do.

    Raises:
        InputError: `region-missing`, `region-unknown`.

    """
    if not region:
        named = f" --profile {profile}" if profile else ""
        problem = Problem(
            code="region-missing",
            what="No AWS Region is set",
            facts=(("asked", "--region, the spec's `region`, AWS_REGION, AWS_DEFAULT_REGION, the profile"),),
            hint=f"name one with `--region us-east-1`, or for good with `aws configure set region us-east-1{named}`",
            link=_REGION_LINK,
        )
        raise InputError(problem)
    if custom and re.fullmatch(r"[a-z]{2,}(-[a-z]+)+-\d+", region):
        return
    known = known_regions()
    if region in known:
        return
    near = nearest(region, known)
    problem = Problem(
        code="region-unknown",
        what=f"There is no AWS Region {region}",
        facts=(("Region", region), *((("nearest", near),) if near else ())),
        hint=f"`--region {near or 'us-east-1'}`; a Region newer than the SDK needs `pip install -U boto3`",
        link="https://docs.aws.amazon.com/general/latest/gr/rande.html",
    )
    raise InputError(problem)
