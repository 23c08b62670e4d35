"""One identity card for each cause; `sealane explain` shows it, and its page under `docs/causes/` is made of it."""

from __future__ import annotations

import importlib

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

__all__ = ["Card", "card_of", "cards"]


def card_of(cause: Cause) -> Card:
    """Return a cause's card; its module is imported only then, for most runs need few of them."""
    module = importlib.import_module(f"{__name__}.{cause.value.replace('-', '_')}")
    card: Card = module.CARD
    return card


def cards() -> tuple[Card, ...]:
    """Return every card, in the order of the closed list."""
    return tuple(map(card_of, Cause))
