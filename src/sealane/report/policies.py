"""Least-privilege policies for the tasks asked about, as text and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sealane.startup.permissions import role_statements
from sealane.startup.policies import endpoint_policy, excess, identity_policy, trust_policy
from sealane.startup.step import Principal
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.report.style import Style
    from sealane.startup.needs import TaskSteps
    from sealane.verbs.understand import Understood

_ROLES = (("execution role", Principal.EXECUTION_ROLE), ("task role", Principal.TASK_ROLE))


def as_json(understood: Understood) -> dict[str, Any]:
    """Render every policy as a document that AWS takes."""
    return {
        "schema": "sealane/policies/1",
        "source": understood.source,
        "region": understood.setting.region,
        "trust": trust_policy(understood.setting),
        "tasks": [_task(task, understood) for task in understood.tasks],
        "endpoints": {
            need.suffix: endpoint_policy(need, understood.tasks, understood.setting) for need in understood.needs
        },
    }


def as_text(understood: Understood, style: Style) -> str:
    """Show each policy under its heading; what must be filled in is said first."""
    forms = as_json(understood)
    parts = []
    if not isinstance(understood.setting.account, Known):
        parts.append(
            "${account} stands for your 12-digit account; name it with --account to have it written out.\n"
            "${execution-role of TASK} and ${task-role of TASK} stand for ARNs of roles that TASK does not name."
        )
    parts.append(_titled("trust policy of both roles", forms["trust"], style))
    for task in forms["tasks"]:
        for title, principal in _ROLES:
            document = task[principal.replace("-", "_")]
            heading = f"{title} of {task['task']}"
            if document["Statement"]:
                parts.append(_titled(heading, document, style))
            else:
                parts.append(f"{style.paint(heading, 'bold')}\n  needs no permission to start")
    for suffix, document in forms["endpoints"].items():
        parts.append(_titled(f"endpoint policy of {suffix}", document, style))
        if over := excess(document):
            parts.append(style.paint(f"this policy is {over} characters longer than an endpoint takes", "yellow"))
    return "\n\n".join(parts)


def _task(task: TaskSteps, understood: Understood) -> dict[str, Any]:
    documents = {
        str(principal).replace("-", "_"): identity_policy(role_statements(task.steps, principal), understood.setting)
        for _, principal in _ROLES
    }
    return {"task": task.task} | documents


def _titled(title: str, document: object, style: Style) -> str:
    return f"{style.paint(title, 'bold')}\n{json.dumps(document, indent=2, ensure_ascii=False)}"
