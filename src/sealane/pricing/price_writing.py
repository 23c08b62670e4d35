"""Prices to the text of a price file."""

from __future__ import annotations

import json
from typing import Any

from sealane.pricing.price import Price, Status
from sealane.pricing.price_list import PriceList
from sealane.pricing.price_reading import CURRENCY, SCHEMA


def written(prices: PriceList) -> str:
    """Return the text of a file that is read back as the same prices."""
    document = {
        "schema": SCHEMA,
        "currency": CURRENCY,
        "as_of": prices.as_of,
        "prices": [_price(price) for price in prices.prices.values()],
    }
    return json.dumps(document, indent=2) + "\n"


def _price(price: Price) -> dict[str, Any]:
    found: dict[str, Any] = {"charge": str(price.charge), "region": price.region}
    if price.status is Status.CONFLICT:
        found["figures"] = [f"{figure:f}" for figure in price.figures]
    else:
        found["tiers"] = [{"above": f"{tier.above:f}", "price": f"{tier.price:f}"} for tier in price.tiers]
    found |= {"status": str(price.status), "date": price.date, "link": price.link}
    return {**found, "note": price.note} if price.note else found
