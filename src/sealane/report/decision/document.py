"""The answer to one request for machines: `sealane/decision/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sealane.verdicts.condition import Truth
    from sealane.verdicts.decision import Decision
    from sealane.verdicts.judgement import Applied, Judgement


def as_json(decision: Decision) -> dict[str, Any]:
    """Render a decision under the name of its schema."""
    return {"schema": "sealane/decision/1", **decision_part(decision)}


def decision_part(decision: Decision) -> dict[str, Any]:
    """Render a decision as a part of another document."""
    return {
        "decision": str(decision.outcome),
        "explicit": decision.explicit,
        "blocked_by": [str(layer) for layer in decision.blocked_by],
        "if": [str(condition) for condition in decision.conditions],
        "layers": list(map(_judgement, decision.judgements)),
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "layer": str(judgement.layer),
        "level": judgement.level,
        "allows": _truth(judgement.allow),
        "denies": _truth(judgement.deny),
        "statements": list(map(_applied, judgement.statements)),
    }


def _applied(applied: Applied) -> dict[str, Any]:
    return {
        "policy": applied.policy,
        "statement": applied.statement,
        "effect": str(applied.effect),
        "applies": _truth(applied.applies),
        "mismatch": str(applied.mismatch or ""),
    }


def _truth(truth: Truth) -> str:
    """Write a truth as `yes`, `no`, or what it hangs on."""
    if isinstance(truth, bool):
        return "yes" if truth else "no"
    return f"if {truth}"
