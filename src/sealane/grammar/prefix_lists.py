"""The ids of AWS's own prefix lists, as far as AWS prints them: an id is a Region's own, and the same in every account.

https://docs.aws.amazon.com/code-library/latest/ug/ec2_example_ec2_DescribePrefixLists_section.html
"""

from __future__ import annotations

from typing import Final

_PRINTED: Final = {
    ("us-east-1", "pl-63a5400a"): "s3",
    ("eu-west-1", "pl-6da54004"): "s3",
    ("eu-west-1", "pl-6fa54006"): "dynamodb",
}


def managed_prefix_list(identifier: str, region: str) -> str:
    """Return the name of AWS's prefix list with that id, `com.amazonaws.us-east-1.s3`; empty when it is not known."""
    service = _PRINTED.get((region, identifier))
    return f"com.amazonaws.{region}.{service}" if service else ""
