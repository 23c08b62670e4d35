"""Decide the requests of a file with sealane, from raw documents to answers, several rounds in one process.

`python -m benchmarks.deciding_ours MIX OUTPUT ROUNDS WAY`: `asked` asks whether a request is allowed and for the whole
story only of those that are not, as the proof does; `told` asks for the whole story of each.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from sealane.authorization.ask import allows, decide
from sealane.authorization.caller import caller_of
from sealane.authorization.decide import Policies, resource_layer
from sealane.authorization.organisation import Level
from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.authorization.request import Request, request_of
from sealane.verdicts.decision import Outcome
from sealane.verdicts.judgement import Layer
from sealane.world.values import Known


class Reader:
    """The policies of a file, each read once for each layer that has it."""

    def __init__(self, documents: list[Any]) -> None:
        self._documents = documents
        self._read: dict[tuple[int, Layer], Policy] = {}
        self._levels: dict[tuple[str, Layer], tuple[Level, ...]] = {}

    def policy(self, number: int, layer: Layer) -> Policy:
        """Return a policy by its number."""
        found = self._read.get((number, layer))
        if found is None:
            found = read_policy(self._documents[number], name=f"p{number}", layer=layer)
            self._read[number, layer] = found
        return found

    def optional(self, number: int | None, layer: Layer) -> Policy | None:
        """Return a policy that need not be there."""
        return None if number is None else self.policy(number, layer)

    def levels(self, raw: list[list[int]], layer: Layer) -> tuple[Level, ...]:
        """Return the levels of an organisation, which many requests share."""
        key = (str(raw), layer)
        if key not in self._levels:
            self._levels[key] = tuple(
                Level(name=f"{place}", policies=tuple(self.policy(number, layer) for number in numbers))
                for place, numbers in enumerate(raw)
            )
        return self._levels[key]


def request_from(raw: dict[str, Any]) -> Request:
    """Make a request."""
    return request_of(
        caller_of(raw["principal"], role=raw["role"]),
        raw["action"],
        raw["resource"],
        context=raw["context"],
        resource_account=Known(raw["account"]),
    )


def policies_of(raw: dict[str, Any], request: Request, reader: Reader) -> Policies:
    """Gather every policy that has a say."""
    return Policies(
        identity=tuple(reader.policy(number, Layer.IDENTITY) for number in raw["identity"]),
        boundary=reader.optional(raw["boundary"], Layer.BOUNDARY),
        scps=reader.levels(raw["scps"], Layer.SCP),
        rcps=reader.levels(raw["rcps"], Layer.RCP),
        resource=reader.optional(raw["policy"], resource_layer(request)),
        endpoint=reader.optional(raw["endpoint"], Layer.ENDPOINT),
    )


def answers_of(mix: dict[str, Any], way: str) -> list[str]:
    """Decide every request."""
    reader = Reader(mix["documents"])
    answers = []
    for raw in mix["requests"]:
        request = request_from(raw)
        policies = policies_of(raw, request, reader)
        if way == "asked" and allows(request, policies) is True:
            answers.append(Outcome.ALLOWED.value)
            continue
        decision = decide(request, policies)
        answers.append(f"{decision.outcome}{' explicitly' if decision.explicit else ''}")
    return answers


def main(arguments: list[str]) -> None:
    """Decide and write the seconds of each round beside the answers."""
    source, target, rounds, way = arguments
    mix = json.loads(Path(source).read_text(encoding="utf-8"))
    # What was read is no garbage, and looking at it again and again would be timed.
    gc.freeze()
    seconds, answers = [], list[str]()
    for _ in range(int(rounds)):
        started = time.perf_counter()
        answers = answers_of(mix, way)
        seconds.append(time.perf_counter() - started)
    Path(target).write_text(json.dumps({"seconds": seconds, "answers": answers}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
