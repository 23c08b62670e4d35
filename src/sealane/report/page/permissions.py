"""What was asked of IAM for a step, and what every layer made of it; actions with one story stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.records import dataclass
from sealane.report.decision.layers import NAMES, kind_of, says
from sealane.verdicts.decision import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sealane.verdicts.evidence import Permission

VERDICTS: Final = {Outcome.ALLOWED: "holds", Outcome.DENIED: "fails", Outcome.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """What one layer says; `mark` as of a hop."""

    mark: str
    layer: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionView:
    """Actions on one resource by one principal."""

    who: str
    actions: tuple[str, ...]
    resource: str
    outcome: str
    verdict: str
    layers: tuple[LayerView, ...]
    conditions: tuple[str, ...]


def permission_views(permissions: Iterable[Permission]) -> tuple[PermissionView, ...]:
    """Return what was asked, those that share everything but the action in one."""
    found: dict[object, tuple[Permission, dict[str, None]]] = {}
    for one in permissions:
        key = (who(one), one.resource, one.decision)
        found.setdefault(key, (one, {}))[1][one.action] = None
    return tuple(_view(one, tuple(actions)) for one, actions in found.values())


def who(permission: Permission) -> str:
    """Name who asks."""
    name = permission.role.name if permission.role is not None else _NOBODY.get(str(permission.principal), "")
    name = name or str(permission.principal).replace("-", " ")
    return f"{permission.through} in the name of {name}" if permission.through else name


_NOBODY: Final = {"ecs": "Amazon ECS", "nobody": "Amazon ECR"}


def _view(permission: Permission, actions: tuple[str, ...]) -> PermissionView:
    decision = permission.decision
    return PermissionView(
        who=who(permission),
        actions=actions,
        resource=permission.resource,
        outcome=str(decision.outcome),
        verdict=VERDICTS[decision.outcome],
        layers=tuple(
            LayerView(
                mark=kind_of(judgement, decision),
                layer=NAMES[judgement.layer] + (f" at {judgement.level}" if judgement.level else ""),
                says=says(judgement),
            )
            for judgement in decision.judgements
        ),
        conditions=tuple(map(str, decision.conditions)),
    )
