"""What the task role is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sealane.grammar import limits, statements
from sealane.spec.checks.arns import policy
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_STATEMENT = Rule(code="statement-invalid", link=statements.SOURCE)
_TOO_LONG = Rule(code="statements-too-long", link=limits.POLICIES_SOURCE)
_TOO_MANY = Rule(code="policies-too-many", link=limits.POLICIES_SOURCE, severity="warning")


def roles_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Check the policies and statements of every task role."""
    for name, service in spec.services.items():
        path: Path = ("services", name, "task_role_policies")
        for position, text in enumerate(service.task_role_policies):
            yield from policy(text, (*path, position), spec.region, code="task-role-policy-invalid")
        if len(service.task_role_policies) > limits.POLICIES_PER_ROLE:
            what = f"{len(service.task_role_policies)} policies are above the default quota for a role"
            facts = (("default quota", str(limits.POLICIES_PER_ROLE)),)
            yield _TOO_MANY.broken(path, what, "join some of them, or have the quota raised", facts=facts)
        path = ("services", name, "task_role_statements")
        for position, statement in enumerate(service.task_role_statements):
            yield from _statement(statement, (*path, position))
        yield from _length(service.task_role_statements, path)


def _statement(statement: dict[str, Any], path: Path) -> Iterator[Finding]:
    for flaw in statements.flaws(statement):
        yield _STATEMENT.broken((*path, *flaw.path), flaw.what, flaw.hint, on_key=flaw.on_key)
    if not _finite(statement):
        yield _STATEMENT.broken(path, "a policy cannot hold an infinite number", "write a finite number")


def _finite(value: object) -> bool:
    if isinstance(value, dict):
        return all(_finite(part) for part in value.values())
    if isinstance(value, (list, tuple)):
        return all(_finite(part) for part in value)
    if not isinstance(value, float):
        return True
    import math

    return math.isfinite(value)


def _length(given: tuple[dict[str, Any], ...], path: Path) -> Iterator[Finding]:
    if not given:
        return
    import json

    text = json.dumps(given, ensure_ascii=False, default=str)
    length = len("".join(text.split()))
    if length > limits.INLINE_POLICY_CHARACTERS:
        what = f"the statements have {length:,} characters, more than a role's inline policies may"
        facts = (("allowed", f"{limits.INLINE_POLICY_CHARACTERS:,} without white space"),)
        yield _TOO_LONG.broken(path, what, "make a managed policy and name it in `task_role_policies`", facts=facts)
