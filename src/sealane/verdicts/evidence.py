"""Everything that was looked at for one step, also where it holds: its packets' ways and what was asked of IAM."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup.step import Principal
from sealane.verdicts.decision import Decision
from sealane.verdicts.trace import Trace
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One action on one resource, decided under every layer.

    `role` is the role that asks, `None` for ECS itself; `resource` is what policies are held against, as text;
    `through` is the AWS service that makes the call in the role's name, empty when the role does.
    """

    principal: Principal
    role: Origin | None
    action: str
    resource: str
    decision: Decision
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a step's verdict rests on; `traces` has one for each place of the task, those that are equal once."""

    traces: tuple[Trace, ...] = ()
    permissions: tuple[Permission, ...] = ()
