"""Documents with something wrong in them, and how far a world knows less than another one."""

from __future__ import annotations

import copy
import dataclasses
import json
import random
from collections.abc import Iterator
from typing import Any

from sealane.world.text import Partial
from sealane.world.values import Known, Unknown, Unread
from sealane.world.world import World

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    [],
    {},
    [None],
    [[]],
    {"a": 1},
    "module.x",
    "${a}",
    "\ue0000\ue001",
    {"references": ["aws_vpc.main.id", "aws_vpc.main"]},
    {"references": [1]},
    {"references": ["each.value"]},
    {"references": ["count.index"]},
    {"constant_value": None},
)
_KEYS = ("id", "arn", "after", "references", "index", "values", "type", "expressions")


def mutant(document: object, chance: random.Random) -> bytes:
    """Return a document with a few places removed, replaced, repeated or added, and now and then cut short."""
    changed = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        places = list(_places(changed))
        if places:
            _mutate(chance.choice(places), places, chance)
    text = json.dumps(changed).encode("utf-8", "surrogatepass")
    return text[: chance.randrange(len(text))] if chance.random() < 0.05 else text


def _mutate(place: tuple[Any, Any], places: list[tuple[Any, Any]], chance: random.Random) -> None:
    holder, key = place
    way = chance.randrange(4)
    if way == 0:
        del holder[key]
    elif way == 1:
        holder[key] = copy.deepcopy(chance.choice(ODD))
    elif way == 2:
        other, name = chance.choice(places)
        holder[key] = copy.deepcopy(other[name])
    elif isinstance(holder, list):
        holder.insert(key, copy.deepcopy(chance.choice(ODD)))
    else:
        holder[chance.choice(_KEYS)] = copy.deepcopy(chance.choice(ODD))


def _places(document: object) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a document as what holds it and its key."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        keys: list[Any] = list(node) if isinstance(node, dict) else []
        if isinstance(node, list):
            keys = list(range(len(node)))
        for key in keys:
            yield node, key
            waiting.append(node[key])  # type: ignore[index]  # a list or an object


def contradictions(less: World, more: World) -> Iterator[str]:
    """Yield what a world states that another one, of the same source with more decided, states otherwise."""
    told = [(gap.noun, gap.scope, gap.why) for gap in more.gaps]
    if any((gap.noun, gap.scope, gap.why) not in told for gap in less.gaps):
        # What a gap is about may be otherwise than it seems: that is what it says.
        return
    for kind, facts in more.tables.items():
        for key, fact in facts.items():
            other = less.tables.get(kind, {}).get(key)
            if other is None:
                yield f"{kind.__name__} {key} is gone"
            elif not _knows_less(other, fact):
                yield f"{kind.__name__} {key}: {other} was {fact}"


def _knows_less(less: object, more: object) -> bool:
    """Tell whether a value says nothing that another one does not say too."""
    if less == more or isinstance(less, Unknown | Unread | Partial):
        return True
    if isinstance(less, Known) and isinstance(more, Known):
        return _knows_less(less.value, more.value)
    if isinstance(less, tuple) and isinstance(more, tuple):
        return _lists_less(less, more)
    if isinstance(less, dict) and isinstance(more, dict):
        return list(less) == list(more) and all(_knows_less(less[name], more[name]) for name in less)
    if isinstance(less, list) and isinstance(more, list):
        return len(less) == len(more) and all(map(_knows_less, less, more))
    if isinstance(less, str) and isinstance(more, str):
        # An ARN or alias that finds no fact of the source any more is one that was not read.
        return less.startswith(("arn:", "alias/"))
    if not dataclasses.is_dataclass(less) or type(less) is not type(more):
        return False
    if getattr(less, "hidden", ()) != getattr(more, "hidden", ()):
        return True
    return all(_knows_less(getattr(less, one.name), getattr(more, one.name)) for one in dataclasses.fields(less))


def _lists_less(less: tuple[object, ...], more: tuple[object, ...]) -> bool:
    """Tell whether parts are the same ones, or whether those that differ have something unknown in them."""
    if len(less) == len(more) and all(map(_knows_less, less, more)):
        return True
    open_ones = [one for one in less if _is_open(one)]
    return bool(open_ones) and all(one in more for one in less if one not in open_ones)


def _is_open(value: object) -> bool:
    if not dataclasses.is_dataclass(value) or isinstance(value, Known):
        return False
    parts = (getattr(value, field.name) for field in dataclasses.fields(value))
    return any(isinstance(part, Unknown | Unread) for part in parts)
