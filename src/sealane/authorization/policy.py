"""A policy, and which of its statements are about an action."""

from __future__ import annotations

from typing import NamedTuple

from sealane.authorization.plain_statements import Plain, plain_statement
from sealane.authorization.statement import Statement, Unreadable
from sealane.records import dataclass, field
from sealane.verdicts.condition import Truth
from sealane.verdicts.judgement import Applied, Effect, Layer, Mismatch


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyProblem:
    """What is wrong in a policy: a kebab-case code, one sentence, and the `Sid` or number of the statement, if any."""

    code: str
    what: str
    policy: str
    statement: str = ""


class Candidate(NamedTuple):
    """A statement that may be about an action: whether it is, and the short way to hold it against a request."""

    statement: Statement | Unreadable
    about: Truth
    plain: Plain | None


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
            return statement, False, Applied(self.name, statement.name, statement.effect, False, Mismatch.ACTION)  # noqa: FBT003
        if about is True and statement.unconditional:
            return statement, True, Applied(self.name, statement.name, statement.effect, applies=True)
        return statement, about, None


def _about(statements: tuple[Statement | Unreadable, ...], action: str) -> About:
    allowed = denied = False
    allowing: list[Candidate] = []
    denying: list[Candidate] = []
    for statement in statements:
        if isinstance(statement, Unreadable):
            candidate, sure = Candidate(statement, about=True, plain=None), False
        else:
            element = statement.action
            # Most statements are about other actions, and this is the quickest way to know.
            if not element.test(action) and not element.inverted and not element.unknown:
                continue
            about = element.matches(action)
            if about is False:
                continue
            candidate = Candidate(statement, about, plain_statement(statement) if about is True else None)
            sure = about is True and statement.unconditional
        if statement.effect is not Effect.DENY:
            allowing.append(candidate)
            allowed = allowed or sure
        if statement.effect is not Effect.ALLOW:
            denying.append(candidate)
            denied = denied or sure
    return About(allowed, denied, tuple(allowing), tuple(denying))
