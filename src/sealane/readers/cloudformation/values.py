"""What the parts of a template come to.

A text, number or boolean is itself, `Partial` is a text known in part, `Hole` stands for a value of any form that only
a deployment decides, and `Reference` for a resource of the template, which a fact takes as a key and a text as what
CloudFormation would put there.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from sealane.world.text import Hole, Partial, parts_of
from sealane.world.values import Unknown

DYNAMIC = "{{resolve:"


class Nothing(enum.Enum):
    """`AWS::NoValue`: what takes the property away."""

    NOTHING = "AWS::NoValue"


NOTHING = Nothing.NOTHING


@dataclass(frozen=True, slots=True)
class Reference:
    """A resource by its key, and an attribute of it; no attribute means what `Ref` gives."""

    resource: str
    attribute: str = ""


Evaluated = (
    str | int | float | bool | None | Partial | Hole | Reference | Nothing | list["Evaluated"] | dict[str, "Evaluated"]
)
Spelled = str | Partial | Hole


def spelled(parts: Iterable[Spelled]) -> Spelled:
    """Put texts one after the other; nothing but one hole is that hole."""
    merged: list[str | Hole] = []
    for part in parts:
        for piece in (part,) if isinstance(part, Hole) else parts_of(part):
            if isinstance(piece, str) and merged and isinstance(merged[-1], str):
                merged[-1] += piece
            elif piece != "":
                merged.append(piece)
    if not merged:
        return ""
    if len(merged) == 1:
        return merged[0]
    return Partial(tuple(merged))


def closed(text: Spelled) -> Spelled:
    """Return a text, or a hole where CloudFormation would put a secret or parameter into it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
    """
    if isinstance(text, Hole) or not any(isinstance(part, str) and DYNAMIC in part for part in parts_of(text)):
        return text
    return Hole("a dynamic reference is looked up when the stack is deployed")


def unknown(hole: Hole) -> Unknown:
    """Return a hole as an unknown value."""
    return Unknown(hole.reason)
