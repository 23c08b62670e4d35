"""Where prices come from: those that sealane brings along, a file of the user's, and the live price list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import sealane.pricing
from sealane.errors import EnvironmentFailure, InputError, Place, Problem
from sealane.pricing.price_list import PriceList
from sealane.pricing.price_reading import read_prices
from sealane.records import replace

if TYPE_CHECKING:
    from sealane.verbs.request import Request

SHIPPED: Final = "the prices that sealane brings along"
_FILE: Final = "prices.json"


def shipped() -> PriceList:
    """Return the prices that sealane brings along, each with its date and source."""
    path = Path(next(iter(sealane.pricing.__path__))) / _FILE
    return replace(read_prices(path.read_bytes(), _FILE), name=SHIPPED)


def prices_for(request: Request, *, file: str = "", live: tuple[str, ...] = ()) -> PriceList:
    """Return the prices to bill by: those brought along, under those of the live list, under those of a file.

    Args:
        request: which AWS account signs the calls of the live list.
        file: a price file.
        live: the Regions whose live prices are wanted.

    Raises:
        InputError: when the file is missing or wrong.
        EnvironmentFailure: when the file cannot be read, or the price list cannot be asked.

    """
    found = shipped()
    if live:
        from sealane.verbs.live_prices import live_prices

        for region in live:
            found = found.under(live_prices(request, region))
    return found.under(_of_file(request.folder / file, file)) if file else found


def _of_file(path: Path, name: str) -> PriceList:
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = Problem(
            code="prices-not-readable",
            what=f"`{name}` cannot be read: {error.strerror or error}",
            hint="name a price file; `sealane schema prices` prints its form",
            place=Place(file=name),
        )
        if isinstance(error, FileNotFoundError | IsADirectoryError):
            raise InputError(problem) from None
        raise EnvironmentFailure(problem) from None
    return replace(read_prices(content, name), name=name)
