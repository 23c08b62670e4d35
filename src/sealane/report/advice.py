"""Advice about a task's start, in words: what AWS's own pages leave in doubt, and what a platform lacks."""

from __future__ import annotations

from sealane.startup.advice import (
    Advice,
    DualStackRegistry,
    EcsEndpointsInNewRegion,
    ExecutionRoleMissing,
    FeatureNotOnPlatform,
    FipsRegistry,
    ImageOfAnotherRegion,
    WindowsBaseLayers,
)


def advice_text(advice: Advice) -> str:
    """Say what one should know, and what to do about it."""
    match advice:
        case EcsEndpointsInNewRegion():
            return (
                f"in {advice.region} AWS asks for the endpoints {', '.join(advice.suffixes)}, and says elsewhere that "
                "Fargate needs none; add them if tasks do not start"
            )
        case FeatureNotOnPlatform():
            return f"{advice.feature} are not offered on platform version {advice.platform}"
        case ImageOfAnotherRegion():
            return (
                f"the image of {advice.container} is in {advice.region}; replicate it to the task's Region, "
                "where its endpoints are"
            )
        case DualStackRegistry():
            return f"{advice.image} is a dual-stack name; AWS's pages disagree on whether an endpoint serves it"
        case FipsRegistry():
            return f"{advice.image} is a FIPS name; which host Fargate then asks for the token is not documented"
        case WindowsBaseLayers():
            return (
                f"the Windows image of {advice.container} may have base layers that ECR does not hold; push them with "
                "`allow-nondistributable-artifacts`"
            )
        case ExecutionRoleMissing():
            return f"{advice.container} has an image of private ECR, and the task definition names no execution role"
