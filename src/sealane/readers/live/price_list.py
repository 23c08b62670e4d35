"""AWS's own price list, asked for the products of one Region: it is of no account, but every call is signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sealane.readers.live.call import Call
from sealane.readers.live.door import Door

GET_PRODUCTS: Final = Call(service="pricing", operation="GetProducts")
_LARGEST_PAGE: Final = 100


def products(
    door: Door, region: str, queries: Iterable[tuple[str, Mapping[str, str]]], called_in: str
) -> tuple[str, ...]:
    """Return the products of a Region as the API tells them, each a JSON document.

    https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html

    Raises:
        CallFailed: refused, throttled, unreachable, or answered with an error.
        EnvironmentFailure: no credentials, or expired ones.

    """
    found: list[str] = []
    for service, fields in queries:
        filters = [
            {"Type": "TERM_MATCH", "Field": name, "Value": value}
            for name, value in {"regionCode": region, **fields}.items()
        ]
        answers = door.every(
            GET_PRODUCTS,
            "PriceList",
            region=called_in,
            ServiceCode=service,
            Filters=filters,
            FormatVersion="aws_v1",
            MaxResults=_LARGEST_PAGE,
        )
        # The API gives each product as a text: its documents differ from service to service.
        found += [str(answer) for answer in answers]
    return tuple(found)
