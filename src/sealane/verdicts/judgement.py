"""What one policy layer says about a request, judged alone, with the reason why each statement did or did not apply."""

from __future__ import annotations

import enum
from typing import NamedTuple

from sealane.verdicts.condition import Truth


class Layer(enum.StrEnum):
    """The kinds of policy that have a say, in the words of the AWS documentation.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
    """

    IDENTITY = "identity"
    BOUNDARY = "permissions-boundary"
    SESSION = "session"
    SCP = "scp"
    RCP = "rcp"
    RESOURCE = "resource"
    TRUST = "trust"
    KEY = "key"
    ENDPOINT = "endpoint"


class Effect(enum.StrEnum):
    """What a statement does when it applies; unclear when the statement cannot be read."""

    ALLOW = "Allow"
    DENY = "Deny"
    UNCLEAR = "unclear"


class Mismatch(enum.StrEnum):
    """The element of a statement that kept it from applying."""

    ACTION = "action"
    RESOURCE = "resource"
    PRINCIPAL = "principal"
    CONDITION = "condition"


class Applied(NamedTuple):
    """One statement held against one request.

    `policy` is the policy's name, `statement` its `Sid` or else its number from 1; `applies` is whether every element
    matched, `mismatch` the first element that surely did not.
    """

    policy: str
    statement: str
    effect: Effect
    applies: Truth
    mismatch: Mismatch | None = None


class Judgement(NamedTuple):
    """One layer's say: does it allow, does it explicitly deny, and what became of each statement.

    `level` names the level of the organisation for SCPs and RCPs, and is empty for all others.
    """

    layer: Layer
    allow: Truth
    deny: Truth
    statements: tuple[Applied, ...]
    level: str = ""

    @property
    def allowing(self) -> tuple[Applied, ...]:
        """The statements that allow, or may."""
        return tuple(s for s in self.statements if s.effect is not Effect.DENY and s.applies is not False)

    @property
    def denying(self) -> tuple[Applied, ...]:
        """The statements that deny, or may."""
        return tuple(s for s in self.statements if s.effect is not Effect.ALLOW and s.applies is not False)

    @property
    def unmatched(self) -> tuple[Applied, ...]:
        """The statements that surely do not apply, each with the element that kept it from applying."""
        return tuple(s for s in self.statements if s.applies is False)
