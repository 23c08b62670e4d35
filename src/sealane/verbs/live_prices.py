"""The live price list of a Region: asked once a day, and kept as a price file that `--prices` takes too."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sealane.errors import EnvironmentFailure, Problem, SealaneError
from sealane.pricing.price_list import PriceList
from sealane.pricing.price_list_api import CALLED_IN, LINK, QUERIES, prices_of
from sealane.pricing.price_reading import read_prices
from sealane.pricing.price_writing import written
from sealane.records import replace
from sealane.verbs.saving import save

if TYPE_CHECKING:
    from sealane.readers.live.door import Line
    from sealane.verbs.request import Request

NAME: Final = "the live price list"
_DAY: Final = 24 * 60 * 60


def live_prices(request: Request, region: str, line: Line | None = None) -> PriceList:
    """Return the live prices of a Region; those of the last day are not asked for again.

    Raises:
        EnvironmentFailure: when the price list cannot be asked, or has nothing for the Region.

    """
    kept = cache_folder(request.environ) / f"{region}.json"
    fresh = _fresh(kept)
    if fresh is not None:
        return fresh
    found = replace(prices_of(_asked(request, region, line), region), name=NAME)
    if not found.prices:
        raise EnvironmentFailure(_nothing(region))
    save(kept, written(found))
    return found


def _fresh(kept: Path) -> PriceList | None:
    try:
        if not 0 <= time.time() - kept.stat().st_mtime < _DAY:
            return None
        return replace(read_prices(kept.read_bytes(), kept.name), name=NAME)
    except (OSError, SealaneError):
        # What is kept can be made again.
        return None


def _asked(request: Request, region: str, line: Line | None) -> tuple[str, ...]:
    from sealane.readers.live.door import Door
    from sealane.readers.live.price_list import products

    door = Door(
        profile=request.profile,
        region=CALLED_IN,
        role_arn=request.role_arn,
        endpoint_url=request.endpoint_url,
        environ=request.environ,
        line=line,
    )
    return products(door, region, QUERIES, CALLED_IN)


def _nothing(region: str) -> Problem:
    return Problem(
        code="prices-not-listed",
        what=f"the price list has nothing for {region or 'a Region that is not named'}",
        hint="leave `--live-prices` out, or name a price file with `--prices FILE`",
        link=LINK,
    )


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return where prices that were asked for are kept.

    The XDG base directory specification puts what can be made again under `$XDG_CACHE_HOME`, by default `~/.cache`,
    and says to ignore a relative path there: https://specifications.freedesktop.org/basedir/latest/
    """
    chosen = environ.get("XDG_CACHE_HOME", "")
    root = Path(chosen) if Path(chosen).is_absolute() else Path(environ.get("HOME", "~")).expanduser() / ".cache"
    return root / "sealane" / "prices"
