"""A question to AWS, and what is known when the next one is thought of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from sealane.readers.capture.translate.references import Reference
from sealane.readers.capture.translate.shelf import Answer, Shelf
from sealane.readers.json_node import Node
from sealane.readers.live.scope import Scope
from sealane.records import dataclass
from sealane.world.gaps import Noun
from sealane.world.values import Known, Value
from sealane.world.world import World


@dataclass(frozen=True, slots=True)
class Question:
    """One call to make; `region` is empty for the door's own."""

    call: str
    parameters: Mapping[str, object]
    region: str = ""

    @property
    def key(self) -> str:
        """What two equal questions share."""
        return f"{self.call} {self.region} {json.dumps(self.parameters, sort_keys=True, default=str)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was read so far: the answers, the world they make, and what its tasks name."""

    scope: Scope
    shelf: Shelf
    world: World
    wanted: tuple[Reference, ...]
    region: str

    @property
    def account(self) -> str:
        """The caller's account, empty until it is known."""
        return next((answer.node.text("Account") for answer in self.shelf.answers("sts:GetCallerIdentity")), "")

    def answers(self, call: str) -> Iterator[Answer]:
        """Yield the answers of a call."""
        yield from self.shelf.answers(call)

    def nodes(self, call: str, key: str) -> Iterator[Node]:
        """Yield everything under a key of all answers of a call."""
        yield from self.shelf.nodes(call, key)

    def named(self, noun: Noun) -> Iterator[Reference]:
        """Yield what the tasks name of a noun."""
        yield from (reference for reference in self.wanted if reference.noun is noun)


def filtered(name: str, *values: str) -> list[dict[str, object]]:
    """Return a filter of EC2's form."""
    return [{"Name": name, "Values": list(values)}]


def batches(values: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield the values once each, in lists of at most a size."""
    every = list(dict.fromkeys(values))
    for start in range(0, len(every), size):
        yield every[start : start + size]


def text_of(value: Value[str]) -> str:
    """Return a known text, empty for any other."""
    return value.value if isinstance(value, Known) else ""
