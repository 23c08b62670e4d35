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


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
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

    Attributes:
        allowed: a statement allows it whatever the rest of the request is.
        denied: a statement denies it so.
        allowing: the statements that may allow it, each with whether it is about the action.
        denying: those that may deny it; statements that cannot be read are in both.
        told: every statement with what became of it for certain, or whether it is about the action.

    """

    allowed: bool
    denied: bool
    allowing: tuple[Candidate, ...]
    denying: tuple[Candidate, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy of one layer, with what is wrong in it.

    `_abouts` remembers what was asked before: many requests are about few actions, and most statements about others.
    """

    name: str
    layer: Layer
    statements: tuple[Statement | Unreadable, ...]
    problems: tuple[PolicyProblem, ...] = ()
    _abouts: dict[str, About] = field(default_factory=dict, init=False, compare=False, repr=False)

    def about(self, action: str) -> About:
        """Return what the policy says about an action, given in lower case."""
        found = self._abouts.get(action)
        if found is None:
            found = self._abouts[action] = self._sorted(action)
        return found

    def _sorted(self, action: str) -> About:
        told = tuple([self._told(statement, action) for statement in self.statements])
        open_ones = [(statement, truth) for statement, truth, _ in told if truth is not False]
        sure = {s.effect for s, truth in open_ones if truth is True and isinstance(s, Statement) and s.unconditional}
        return About(
            allowed=Effect.ALLOW in sure,
            denied=Effect.DENY in sure,
            allowing=tuple([pair for pair in open_ones if pair[0].effect is not Effect.DENY]),
            denying=tuple([pair for pair in open_ones if pair[0].effect is not Effect.ALLOW]),
            told=told,
        )

    def _told(self, statement: Statement | Unreadable, action: str) -> Told:
        if isinstance(statement, Unreadable):
            return statement, True, None
        about = statement.action.matches(action)
        if about is False:
            missed = Applied(self.name, statement.name, statement.effect, applies=False, mismatch=Mismatch.ACTION)
            return statement, False, missed
        if about is True and statement.unconditional:
            return statement, True, Applied(self.name, statement.name, statement.effect, applies=True)
        return statement, about, None
