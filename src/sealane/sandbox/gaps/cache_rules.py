"""Pull through cache rules of ECR.

AWS: DescribePullThroughCacheRules lists them, none in a registry that has none.
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribePullThroughCacheRules.html
moto 5.2: has neither the rules nor the call, so whoever reads a registry cannot tell that it has none.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.seam import missing


def close() -> None:
    """Answer that there are none."""
    from moto.core.responses import ActionResult
    from moto.ecr.responses import ECRResponse

    @missing(ECRResponse, "describe_pull_through_cache_rules")
    def rules(self: Any) -> Any:  # noqa: ANN401
        del self
        return ActionResult({"pullThroughCacheRules": []})
