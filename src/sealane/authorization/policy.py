"""A policy as statements that were read once and can be held against any request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sealane.authorization.conditions.block import Tests
from sealane.authorization.elements.action import ActionElement
from sealane.authorization.elements.principal import PrincipalElement
from sealane.authorization.elements.resource import ResourceElement
from sealane.verdicts.condition import Truth, Undecided
from sealane.verdicts.judgement import Applied, Effect, Layer, Mismatch


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyProblem:
    """What is wrong in a policy: a kebab-case code, one sentence, and the `Sid` or number of the statement, if any."""

    code: str
    what: str
    policy: str
    statement: str = ""


class Statement(NamedTuple):
    """A statement that was understood.

    `resource` is `None` when every resource is meant, or the policy's own; `principal` is `None` when the layer takes
    none. `names_arn` is whether the condition lets only certain `aws:PrincipalArn` through. `unconditional` is whether
    it applies to every request about its actions, whoever asks.
    """

    name: str
    effect: Effect
    action: ActionElement
    resource: ResourceElement | None
    principal: PrincipalElement | None
    condition: Tests
    names_arn: bool
    unconditional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A statement that was not understood, or not known: nobody can say whether it applies.

    `effect` is unclear unless at least that could be read.
    """

    name: str
    effect: Effect
    because: Undecided


Candidate = tuple[Statement | Unreadable, Truth]
Told = tuple[Statement | Unreadable, Truth, Applied | None]


class About(NamedTuple):
    """What a policy says about one action, as far as that depends on nothing else.

    `allowed` and `denied` are whether a statement does so whatever the rest of the request is. `allowing` are the
    statements that may, `denying` likewise; statements that cannot be read are in both.
    """

    allowed: bool
    denied: bool
    allowing: tuple[Candidate, ...]
    denying: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy of one layer, with what is wrong in it.

    `_abouts` and `_told` remember what was asked before: many requests are about few actions, and most statements about
    others.
    """

    name: str
    layer: Layer
    statements: tuple[Statement | Unreadable, ...]
    problems: tuple[PolicyProblem, ...] = ()
    _abouts: dict[str, About] = field(default_factory=dict, init=False, compare=False, repr=False)
    _told: dict[str, tuple[Told, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def about(self, action: str) -> About:
        """Return what the policy says about an action, given in lower case."""
        found = self._abouts.get(action)
        if found is None:
            found = self._abouts[action] = _about(self.statements, action)
        return found

    def told(self, action: str) -> tuple[Told, ...]:
        """Return every statement with whether it is about an action and, where that settles it, what became of it."""
        found = self._told.get(action)
        if found is None:
            found = self._told[action] = tuple([self._tell(statement, action) for statement in self.statements])
        return found

    def _tell(self, statement: Statement | Unreadable, action: str) -> Told:
        if isinstance(statement, Unreadable):
            return statement, True, None
        about = statement.action.matches(action)
        if about is False:
            missed = Applied(self.name, statement.name, statement.effect, applies=False, mismatch=Mismatch.ACTION)
            return statement, False, missed
        if about is True and statement.unconditional:
            return statement, True, Applied(self.name, statement.name, statement.effect, applies=True)
        return statement, about, None


def _about(statements: tuple[Statement | Unreadable, ...], action: str) -> About:
    allowed = denied = False
    allowing: list[Candidate] = []
    denying: list[Candidate] = []
    for statement in statements:
        truth: Truth = isinstance(statement, Unreadable) or statement.action.matches(action)
        if truth is False:
            continue
        sure = truth is True and isinstance(statement, Statement) and statement.unconditional
        if statement.effect is not Effect.DENY:
            allowing.append((statement, truth))
            allowed = allowed or sure
        if statement.effect is not Effect.ALLOW:
            denying.append((statement, truth))
            denied = denied or sure
    return About(allowed, denied, tuple(allowing), tuple(denying))
