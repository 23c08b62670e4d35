"""Every policy statement that had a say, folded over all requests: what it let through and what it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.records import dataclass, field
from sealane.report.decision.layers import NAMES
from sealane.verdicts.judgement import Layer

if TYPE_CHECKING:
    from sealane.verdicts.evidence import Evidence
    from sealane.verdicts.judgement import Judgement


@dataclass(slots=True, kw_only=True)
class PolicyView:
    """One statement of one policy; `allows` and `denies` are actions of the steps, `services` those that need it."""

    layer: str
    policy: str
    statement: str
    allows: dict[str, None] = field(default_factory=dict)
    denies: dict[str, None] = field(default_factory=dict)
    services: dict[int, None] = field(default_factory=dict)


def policy_views(evidence: tuple[tuple[Evidence, ...], ...]) -> tuple[PolicyView, ...]:
    """Fold the decisions of every step, by layer, policy and statement."""
    found: dict[tuple[str, ...], PolicyView] = {}
    for number, steps in enumerate(evidence):
        for step in steps:
            for permission in step.permissions:
                role = permission.role.name if permission.role is not None else ""
                for judgement in permission.decision.judgements:
                    _count(found, judgement, role, permission.action, number)
    order = {layer: place for place, layer in enumerate(NAMES.values())}
    return tuple(sorted(found.values(), key=lambda view: order[view.layer]))


def _count(
    found: dict[tuple[str, ...], PolicyView], judgement: Judgement, role: str, action: str, service: int
) -> None:
    # A policy that is written into a role is called by its own name alone, which many roles may use.
    own = f"{role}: " if judgement.layer in {Layer.IDENTITY, Layer.SESSION} and role else ""
    for applied, denies in (*((one, False) for one in judgement.allowing), *((one, True) for one in judgement.denying)):
        key = (NAMES[judgement.layer], f"{own}{applied.policy}", applied.statement)
        view = found.get(key)
        if view is None:
            view = found[key] = PolicyView(layer=key[0], policy=key[1], statement=key[2])
        (view.denies if denies else view.allows)[action] = None
        view.services[service] = None
