"""From a policy document to statements; what is wrong in it becomes problems, never a crash and never an Allow.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sealane.authorization.json_values import NotKnown, is_object, listed
from sealane.authorization.partial_json import parse_partial
from sealane.authorization.policy import Policy, PolicyProblem
from sealane.authorization.statement import Statement, Unreadable
from sealane.authorization.statement_reading import effect_of, read_statement
from sealane.verdicts.condition import Undecided
from sealane.verdicts.judgement import Effect, Layer
from sealane.world.text import Partial, Text
from sealane.world.values import Known, Unknown, Unread, Value

_VERSIONS = {"2008-10-17": False, "2012-10-17": True}

Document = Text | Mapping[str, object]


class _Fault(ValueError):
    """A fault that concerns the whole document."""


def read_policy(document: Value[Document] | Document, *, name: str, layer: Layer) -> Policy:
    """Read a policy.

    Args:
        document: the JSON text or the parsed document, in which any value may be `Unknown`, `Unread` or a `Partial`
            text; or an unknown or unread document.
        name: what to call the policy in answers.
        layer: where the policy is attached; it decides which elements a statement has.

    """
    raw = document.value if isinstance(document, Known) else document
    if isinstance(raw, Unknown | Unread):
        said = raw.reason if name in raw.reason else f"policy {name} is not known: {raw.reason}"
        return _opaque(name, layer, said, ())
    if isinstance(raw, Partial):
        try:
            raw = _whole(raw)
        except (ValueError, RecursionError) as unclear:
            return _opaque(name, layer, f"policy {name} is known only in part: {unclear}", ())
    try:
        parsed = _parsed(raw)
        variables = _variables(parsed)
        statements = parsed.get("Statement")
        if statements is None:
            message = "the policy has no Statement"
            raise _Fault(message)  # noqa: TRY301 - the three faults of a document meet in one place
    except _Fault as fault:
        problem = PolicyProblem(code="policy-not-understood", what=str(fault), policy=name)
        return _opaque(name, layer, f"policy {name} is not understood: {fault}", (problem,))
    if isinstance(statements, Unknown | Unread):
        return _opaque(name, layer, f"the statements of policy {name} are not known: {statements.reason}", ())
    read = [_statement(s, str(n), name, layer, variables) for n, s in enumerate(listed(statements), start=1)]
    return Policy(
        name=name,
        layer=layer,
        statements=tuple(statement for statement, _ in read),
        problems=tuple(problem for _, problem in read if problem is not None),
    )


def _whole(raw: Partial) -> Document:
    """Return the document that a text with holes is, if its structure is known.

    Raises:
        ValueError: when it is not.

    """
    parsed = parse_partial(raw)
    if not isinstance(parsed, Mapping):
        message = "it is not an object"
        raise ValueError(message)  # noqa: TRY004 - a fault of the text, not of the caller
    return parsed


def _parsed(raw: object) -> Mapping[str, object]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError) as broken:
            message = "the policy is not JSON"
            raise _Fault(message) from broken
    if not isinstance(raw, Mapping):
        message = "the policy is not an object"
        raise _Fault(message)
    return raw


def _variables(parsed: Mapping[str, object]) -> bool:
    """Tell whether the policy's version knows variables; a policy without version is of the first."""
    version = parsed.get("Version", "2008-10-17")
    if not isinstance(version, str) or version not in _VERSIONS:
        message = f"{version!r} is not a version of the policy language"
        raise _Fault(message)
    return _VERSIONS[version]


def _statement(
    raw: object,
    number: str,
    policy: str,
    layer: Layer,
    variables: bool,  # noqa: FBT001
) -> tuple[Statement | Unreadable, PolicyProblem | None]:
    if isinstance(raw, Unknown | Unread):
        because = Undecided(f"statement {number} of policy {policy} is not known: {raw.reason}")
        return Unreadable(name=number, effect=Effect.UNCLEAR, because=because), None
    sid = raw.get("Sid") if is_object(raw) else None
    name = sid if isinstance(sid, str) and sid else number
    try:
        return read_statement(raw, name=name, layer=layer, variables=variables), None
    except NotKnown as gap:
        because = Undecided(f"statement {name} of policy {policy} is not known: {gap}")
        return Unreadable(name=name, effect=effect_of(raw), because=because), None
    except ValueError as fault:
        because = Undecided(f"statement {name} of policy {policy} is not understood: {fault}")
        problem = PolicyProblem(code="statement-not-understood", what=str(fault), policy=policy, statement=name)
        return Unreadable(name=name, effect=effect_of(raw), because=because), problem


def _opaque(name: str, layer: Layer, because: str, problems: tuple[PolicyProblem, ...]) -> Policy:
    """Return a policy of which nobody can say what it does."""
    statement = Unreadable(name="", effect=Effect.UNCLEAR, because=Undecided(because))
    return Policy(name=name, layer=layer, statements=(statement,), problems=problems)
