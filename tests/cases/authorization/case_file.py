"""A case: one request, the policies it meets, and the decision that the AWS page of its link describes.

In JSON, `{"$unknown": reason}` and `{"$unread": reason}` are values that are not known, `{"$partial": [...]}` is a text
of parts, and a principal `{"$foreign": owner}` is one that AWS uses in an account of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sealane.authorization.caller import Caller, caller_of, foreign_caller
from sealane.authorization.decide import Policies, decide, resource_layer
from sealane.authorization.organisation import Level
from sealane.authorization.policy import Policy, PolicyProblem
from sealane.authorization.reading import read_policy
from sealane.authorization.request import Request, request_of
from sealane.verdicts.decision import Decision
from sealane.verdicts.judgement import Layer
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Unknown, Unread, Value

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case ready to be decided, and the decision expected."""

    name: str
    link: str
    request: Request
    policies: Policies
    expect: dict[str, Any]

    @property
    def problems(self) -> tuple[PolicyProblem, ...]:
        """What is wrong in the case's policies."""
        return tuple(problem for policy in every_policy(self.policies) for problem in policy.problems)

    def decided(self) -> Decision:
        """Decide the case."""
        return decide(self.request, self.policies)


def all_cases() -> list[Case]:
    """Read every case file."""
    return [read_case(path) for path in sorted(FOLDER.glob("*/*.json"))]


def read_case(path: Path) -> Case:
    """Read one case file."""
    raw = revived(json.loads(path.read_text(encoding="utf-8")))
    request = _request(raw["request"])
    return Case(
        name=f"{path.parent.name}/{path.stem}",
        link=raw["link"],
        request=request,
        policies=_policies(raw["policies"], resource_layer(request)),
        expect=raw["expect"],
    )


def every_policy(policies: Policies) -> tuple[Policy, ...]:
    """List the policies of all layers."""
    single = (policies.boundary, policies.session, policies.resource, policies.endpoint)
    levels = (policy for level in (*policies.scps, *policies.rcps) for policy in level.policies)
    return (*policies.identity, *(policy for policy in single if policy is not None), *levels)


def revived(raw: Any) -> Any:  # noqa: ANN401 - JSON in, the values it stands for out
    """Turn the marked objects of JSON into the values they stand for."""
    if isinstance(raw, list):
        return [revived(item) for item in raw]
    if not isinstance(raw, dict):
        return raw
    if "$unknown" in raw:
        return Unknown(raw["$unknown"])
    if "$unread" in raw:
        return Unread(raw["$unread"])
    if "$foreign" in raw:
        return foreign_caller(raw["$foreign"])
    if "$partial" in raw:
        return Partial(tuple(part if isinstance(part, str) else _hole(part) for part in raw["$partial"]))
    return {key: revived(value) for key, value in raw.items()}


def _hole(raw: dict[str, Any]) -> Hole:
    return Hole(raw["$unknown"], token=raw.get("token", ""), plain=raw.get("plain", False))


def _request(raw: dict[str, Any]) -> Request:
    caller = raw["principal"]
    if not isinstance(caller, Caller):
        named = {"session": Known(raw["session"])} if "session" in raw else {}
        caller = caller_of(caller, role=raw.get("role", ""), **named)
    owner = raw.get("resource_account")
    return request_of(
        caller,
        raw["action"],
        raw["resource"],
        context={key: _value(value) for key, value in raw.get("context", {}).items()},
        missing=Unread(raw["missing"]) if "missing" in raw else None,
        resource_account=None if owner is None else Known(owner),
    )


def _value(raw: Any) -> Value[Any]:  # noqa: ANN401 - a text, a list of texts, or a value that is not known
    return raw if isinstance(raw, Unknown | Unread) else Known(raw)


def _policies(raw: dict[str, Any], layer: Layer) -> Policies:
    layers = {"boundary": Layer.BOUNDARY, "session": Layer.SESSION, "resource": layer, "endpoint": Layer.ENDPOINT}
    read = {key: read_policy(raw[key], name=key, layer=of) for key, of in layers.items() if key in raw}
    identity = enumerate(raw.get("identity", []), start=1)
    return Policies(
        identity=tuple(read_policy(doc, name=f"identity {n}", layer=Layer.IDENTITY) for n, doc in identity),
        scps=_levels(raw.get("scps", []), Layer.SCP),
        rcps=_levels(raw.get("rcps", []), Layer.RCP),
        endpoint_is_gateway=raw.get("endpoint_is_gateway", False),
        **read,
    )


def _levels(raw: list[dict[str, Any]], layer: Layer) -> tuple[Level, ...]:
    return tuple(
        Level(
            name=level["name"],
            policies=tuple(read_policy(doc, name=level["name"], layer=layer) for doc in level["policies"]),
        )
        for level in raw
    )
