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
    """The policies of a file: each read once for each layer that has it, and those of a role gathered once."""

    def __init__(self, mix: dict[str, Any]) -> None:
        self._documents = mix["documents"]
        self._roles = mix["roles"]
        self._read: dict[tuple[int, Layer], Policy] = {}
        self._levels: dict[str, tuple[Level, ...]] = {}
        self._of_role: dict[int, Policies] = {}

    def policies(self, raw: dict[str, Any], request: Request) -> Policies:
        """Gather every policy that has a say about a request."""
        number = raw["role"]
        of_role = self._of_role.get(number)
        if of_role is None:
            of_role = self._of_role[number] = self._gathered(self._roles[number])
        policy, endpoint = raw["policy"], raw["endpoint"]
        return Policies(
            identity=of_role.identity,
            boundary=of_role.boundary,
            scps=of_role.scps,
            rcps=of_role.rcps,
            resource=None if policy is None else self._policy(policy, resource_layer(request)),
            endpoint=None if endpoint is None else self._policy(endpoint, Layer.ENDPOINT),
        )

    def _gathered(self, role: dict[str, Any]) -> Policies:
        boundary = role["boundary"]
        return Policies(
            identity=tuple([self._policy(number, Layer.IDENTITY) for number in role["identity"]]),
            boundary=None if boundary is None else self._policy(boundary, Layer.BOUNDARY),
            scps=self._organisation(role["scps"], Layer.SCP),
            rcps=self._organisation(role["rcps"], Layer.RCP),
        )

    def _policy(self, number: int, layer: Layer) -> Policy:
        found = self._read.get((number, layer))
        if found is None:
            found = read_policy(self._documents[number], name=f"p{number}", layer=layer)
            self._read[number, layer] = found
        return found

    def _organisation(self, raw: list[list[int]], layer: Layer) -> tuple[Level, ...]:
        key = f"{layer} {raw}"
        if key not in self._levels:
            self._levels[key] = tuple(
                Level(name=f"{place}", policies=tuple(self._policy(number, layer) for number in numbers))
                for place, numbers in enumerate(raw)
            )
        return self._levels[key]


def request_from(raw: dict[str, Any], role: str) -> Request:
    """Make a request of a role's session."""
    return request_of(
        caller_of(raw["principal"], role=role),
        raw["action"],
        raw["resource"],
        context=raw["context"],
        resource_account=Known(raw["account"]),
    )


def answers_of(mix: dict[str, Any], way: str) -> list[str]:
    """Decide every request."""
    reader, roles = Reader(mix), mix["roles"]
    answers = []
    for raw in mix["requests"]:
        request = request_from(raw, roles[raw["role"]]["arn"])
        policies = reader.policies(raw, request)
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
