"""Tags of scalable targets.

AWS: a scalable target has tags, given to RegisterScalableTarget, changed with TagResource and UntagResource, listed
with ListTagsForResource.
https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ListTagsForResource.html
moto 5.2: none of the three is implemented and each ends in an internal error, which Terraform retries without end.
"""

from __future__ import annotations

import json
from typing import Any

from sealane.sandbox.seam import Original, around, missing


def close() -> None:
    """Keep tags beside the backend's targets, by the target's ARN; they go when the target goes."""
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

    @around(ApplicationAutoScalingResponse, "register_scalable_target")
    def register(original: Original, self: Any) -> str:  # noqa: ANN401
        answer: str = original(self)
        _tags(self, json.loads(answer)["ScalableTargetARN"]).update(self._get_param("Tags") or {})
        return answer

    @missing(ApplicationAutoScalingResponse, "list_tags_for_resource")
    def list_tags_for_resource(self: Any) -> str:  # noqa: ANN401
        return json.dumps({"Tags": _tags(self, self._get_param("ResourceARN"))})

    @missing(ApplicationAutoScalingResponse, "tag_resource")
    def tag_resource(self: Any) -> str:  # noqa: ANN401
        _tags(self, self._get_param("ResourceARN")).update(self._get_param("Tags"))
        return "{}"

    @missing(ApplicationAutoScalingResponse, "untag_resource")
    def untag_resource(self: Any) -> str:  # noqa: ANN401
        for key in self._get_param("TagKeys"):
            _tags(self, self._get_param("ResourceARN")).pop(key, None)
        return "{}"


def _tags(response: Any, arn: str) -> dict[str, str]:  # noqa: ANN401
    targets = response.applicationautoscaling_backend.targets
    for by_resource in targets.values():
        for target in by_resource.values():
            if target.arn == arn:
                kept: dict[str, str] = target.__dict__.setdefault("sealane_tags", {})
                return kept
    return {}
