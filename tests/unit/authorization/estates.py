"""Strategies: small worlds of policies in which everything meets everything often."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from sealane.authorization.caller import Caller, caller_of
from sealane.authorization.decide import Policies, decide, resource_layer
from sealane.authorization.organisation import Level
from sealane.authorization.policy import Policy
from sealane.authorization.reading import read_policy
from sealane.authorization.request import Request, request_of
from sealane.verdicts.decision import Decision, Outcome
from sealane.verdicts.judgement import Layer
from sealane.world.values import Known, Unknown

HOME, AWAY = "111122223333", "444455556666"
ROLE = f"arn:aws:iam::{HOME}:role/app"
SESSION = f"arn:aws:sts::{HOME}:assumed-role/app/one"
USER = f"arn:aws:iam::{HOME}:user/ann"
RANK = {Outcome.DENIED: 0, Outcome.UNKNOWN: 1, Outcome.ALLOWED: 2}

_TARGETS = (
    ("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:us-east-1:{HOME}:secret:a"),
    ("secretsmanager:GetSecretValue", f"arn:aws:secretsmanager:us-east-1:{AWAY}:secret:a"),
    ("kms:Decrypt", f"arn:aws:kms:us-east-1:{HOME}:key/a"),
    ("kms:Decrypt", f"arn:aws:kms:us-east-1:{AWAY}:key/a"),
    ("sts:AssumeRole", f"arn:aws:iam::{HOME}:role/a"),
    ("ecr:GetAuthorizationToken", "*"),
)
_CALLERS = (
    caller_of(ROLE, session=Known("one")),
    caller_of(USER),
    caller_of(f"arn:aws:iam::{HOME}:root"),
    caller_of("ecs-tasks.amazonaws.com"),
)
_VALUES = ("x", "y")
_KEYS = ("app:colour", "app:size")


@dataclass(frozen=True)
class Estate:
    """A request and the raw documents of each layer; `scps` and `rcps` hold one list of documents for each level."""

    caller: Caller
    action: str
    resource: str
    context: dict[str, Any]
    identity: list[Any]
    single: dict[str, Any]
    scps: list[list[Any]]
    rcps: list[list[Any]]

    def request(self) -> Request:
        """Make the request."""
        return request_of(self.caller, self.action, self.resource, context=self.context)

    def policies(self) -> Policies:
        """Read every document."""
        layers = {
            "boundary": Layer.BOUNDARY,
            "session": Layer.SESSION,
            "resource": resource_layer(self.request()),
            "endpoint": Layer.ENDPOINT,
        }
        read: dict[str, Any] = {
            name: read_policy(self.single[name], name=name, layer=layer)
            for name, layer in layers.items()
            if name in self.single
        }
        return Policies(
            identity=tuple(_read(self.identity, Layer.IDENTITY)),
            scps=tuple(Level(name=str(n), policies=_read(docs, Layer.SCP)) for n, docs in enumerate(self.scps)),
            rcps=tuple(Level(name=str(n), policies=_read(docs, Layer.RCP)) for n, docs in enumerate(self.rcps)),
            **read,
        )

    def decided(self) -> Decision:
        """Decide the request."""
        return decide(self.request(), self.policies())

    def rank(self) -> int:
        """Return how far the request gets: 0 denied, 1 unknown, 2 allowed."""
        return RANK[self.decided().outcome]

    def having(self, **changes: Any) -> Estate:
        """Return a changed estate."""
        return replace(self, **changes)


def _read(documents: list[Any], layer: Layer) -> tuple[Policy, ...]:
    # All of a layer share a name, because a name by position would change with the order.
    return tuple(read_policy(document, name=layer.value, layer=layer) for document in documents)


def document(*statements: Any) -> dict[str, Any]:
    """Make a document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _conditions() -> st.SearchStrategy[dict[str, Any]]:
    operators = ["StringEquals", "StringNotEquals", "StringLikeIfExists", "ForAllValues:StringEquals"]
    operators += ["ForAnyValue:StringNotLike", "StringEqualsIgnoreCase"]
    values = st.lists(st.sampled_from([*_VALUES, "x*", "${app:size}"]), min_size=1, max_size=2)
    tests = st.dictionaries(st.sampled_from(_KEYS), values, min_size=1, max_size=2)
    nulls = st.dictionaries(
        st.just("Null"), st.dictionaries(st.sampled_from(_KEYS), st.sampled_from(["true", "false"]))
    )
    return st.one_of(st.dictionaries(st.sampled_from(operators), tests, max_size=2), nulls)


def statements(
    *,
    effect: str | None = None,
    principal: bool = False,
    resource: bool = True,
) -> st.SearchStrategy[dict[str, Any]]:
    """Draw statements; those of policies of resources have a `Principal`."""
    actions = st.sampled_from(["*", "kms:*", "secretsmanager:Get*", ["sts:AssumeRole", "ecr:*"], "s3:*"])
    resources = st.sampled_from(["*", "*", [f"arn:aws:*:*:{HOME}:*"], "arn:aws:*:us-east-1:*:*a", "arn:aws:s3:::b"])
    parts: dict[str, st.SearchStrategy[Any]] = {
        "Effect": st.just(effect) if effect else st.sampled_from(["Allow", "Allow", "Allow", "Deny"]),
        "Action": actions,
    }
    if resource:
        parts["Resource"] = resources
    if principal:
        parts["Principal"] = st.sampled_from(
            [
                *("*", {"AWS": HOME}, {"AWS": ROLE}, {"AWS": [SESSION, USER]}, {"AWS": AWAY}),
                {"Service": "ecs-tasks.amazonaws.com", "AWS": HOME},
            ],
        )
    return st.fixed_dictionaries(parts, optional={"Condition": _conditions()})


def _documents(**how: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(statements(**how), min_size=1, max_size=3).map(lambda drawn: document(*drawn))


def _contexts(*, unknown: bool) -> st.SearchStrategy[dict[str, Any]]:
    known = st.lists(st.sampled_from(_VALUES), max_size=2, unique=True).map(Known)
    values = st.one_of(known, known, st.just(Unknown("until apply"))) if unknown else known
    return st.dictionaries(st.sampled_from(_KEYS), values)


_OWN = _documents()
_OF_RESOURCE = _documents(principal=True)
_TRUST = _documents(principal=True, resource=False)
# AWS takes only `*` as the principal of a resource control policy.
_RCP = statements(effect="Deny").map(lambda drawn: drawn | {"Principal": "*"})
_RCPS = st.lists(st.lists(_RCP.map(document), max_size=1), max_size=1)
_SCPS = st.lists(st.lists(_OWN, min_size=1, max_size=2), max_size=2)
_OPEN = st.just(Unknown("until apply"))
_CONTEXTS = {unknown: _contexts(unknown=unknown) for unknown in (True, False)}


def _or_open(documents: st.SearchStrategy[Any], *, unknown: bool) -> st.SearchStrategy[Any]:
    return st.one_of(documents, documents, documents, documents, _OPEN) if unknown else documents


def estates(*, unknown: bool = True) -> st.SearchStrategy[Estate]:
    """Draw an estate; without `unknown` no context value and no document is left open."""
    return st.sampled_from(_TARGETS).flatmap(lambda target: _estates_about(target, unknown=unknown))


@cache
def _estates_about(target: tuple[str, str], *, unknown: bool) -> st.SearchStrategy[Estate]:
    action, resource = target
    own = _or_open(_OWN, unknown=unknown)
    of_resource = _TRUST if action == "sts:AssumeRole" else _OF_RESOURCE
    single = {
        "boundary": own,
        "session": own,
        "resource": _or_open(of_resource, unknown=unknown),
        "endpoint": _or_open(_OF_RESOURCE, unknown=unknown),
    }
    return st.builds(
        Estate,
        caller=st.sampled_from(_CALLERS),
        action=st.just(action),
        resource=st.just(resource),
        context=_CONTEXTS[unknown],
        identity=st.lists(own, max_size=2),
        single=st.fixed_dictionaries({}, optional=single),
        scps=_SCPS,
        rcps=_RCPS,
    )
