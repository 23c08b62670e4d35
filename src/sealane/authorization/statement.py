"""A statement that was read once and can be held against any request."""

from __future__ import annotations

from typing import NamedTuple

from sealane.authorization.conditions.block import Tests
from sealane.authorization.elements.action import ActionElement
from sealane.authorization.elements.principal import PrincipalElement
from sealane.authorization.elements.resource import ResourceElement
from sealane.records import dataclass
from sealane.verdicts.condition import Undecided
from sealane.verdicts.judgement import Effect


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
