"""How long CloudWatch Logs keeps events.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
"""

from __future__ import annotations

from typing import Final

SOURCE: Final = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"

FOR_EVER: Final = 0
DAYS: Final = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180),
    *(365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""The values that `PutRetentionPolicy` takes."""


def nearest_offered(days: int) -> int:
    """Return the shortest period offered that keeps events at least that long, the longest if none does."""
    return next((offered for offered in DAYS if offered >= days), DAYS[-1])
