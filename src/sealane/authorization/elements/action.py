"""`Action` and `NotAction`: case-insensitive, with wildcards.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sealane.authorization.globs import Symbol, Symbols, glob, overlaps
from sealane.authorization.templates import letters_of
from sealane.authorization.text_patterns import Test, any_test
from sealane.grammar.patterns import pattern
from sealane.verdicts.condition import TextMatch, Truth, negate
from sealane.world.text import Hole, Text, parts_of

_ACTION = pattern(r"\*+|[a-z0-9*?-]+:[a-z0-9*?_-]+", re.IGNORECASE)


class ActionElement(NamedTuple):
    """The actions a statement names; `inverted` for `NotAction`. `unknown` are those not known yet."""

    known: tuple[str, ...]
    unknown: tuple[Text, ...]
    inverted: bool
    test: Test

    def matches(self, action: str) -> Truth:
        """Tell whether the statement is about an action, given in lower case."""
        if self.test(action):
            return not self.inverted
        for text in self.unknown:
            if overlaps(_pattern_of(text), letters_of(action)):
                may = TextMatch("Action", action, str(text))
                return negate(may) if self.inverted else may
        return self.inverted


# The same list of actions stands in the policies of many roles.
@lru_cache(maxsize=4096)
def read_actions(texts: tuple[Text, ...], *, inverted: bool) -> ActionElement:
    """Read the values of `Action` or `NotAction`.

    Raises:
        ValueError: when one is neither `*` nor a service and a name, or there is none.

    """
    if not texts:
        message = "a statement names no action"
        raise ValueError(message)
    known = tuple([_lowered(text) for text in texts if isinstance(text, str)])
    return ActionElement(
        known=known,
        unknown=() if len(known) == len(texts) else tuple(text for text in texts if not isinstance(text, str)),
        inverted=inverted,
        test=any_test(known),
    )


def _pattern_of(text: Text) -> Symbols:
    """Read an action of which a part is not known: what is known of it has wildcards and no case."""
    symbols: list[Symbol] = []
    for part in parts_of(text):
        symbols += [part] if isinstance(part, Hole) else glob(part.lower())
    return tuple(symbols)


@lru_cache(maxsize=8192)
def _lowered(text: str) -> str:
    if not _ACTION.fullmatch(text):
        message = f"{text!r} is not an action: write it as `service:Name`"
        raise ValueError(message)
    return text.lower()
