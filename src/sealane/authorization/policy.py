"""A policy as statements that were read once and can be held against any request."""

from __future__ import annotations

from dataclasses import dataclass

from sealane.authorization.conditions.block import Tests
from sealane.authorization.elements.action import ActionElement
from sealane.authorization.elements.principal import PrincipalElement
from sealane.authorization.elements.resource import ResourceElement
from sealane.verdicts.condition import Undecided
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

    `resource` is `None` when the policy's own resource is meant, `principal` when the layer takes none. `names_arn` is
    whether the condition lets only certain `aws:PrincipalArn` through. `misses` and `applied` are the answers that cost
    nothing to give.
    """

    name: str
    effect: Effect
    action: ActionElement
    resource: ResourceElement | None
    principal: PrincipalElement | None
    condition: Tests
    names_arn: bool
    misses: dict[Mismatch, Applied]
    applied: Applied


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A statement that was not understood, or not known: nobody can say whether it applies.

    `effect` is unclear unless at least that could be read.
    """

    name: str
    effect: Effect
    because: Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy of one layer, with what is wrong in it."""

    name: str
    layer: Layer
    statements: tuple[Statement | Unreadable, ...]
    problems: tuple[PolicyProblem, ...] = ()
