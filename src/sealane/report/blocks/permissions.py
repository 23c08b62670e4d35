"""What keeps a call from being allowed, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sealane.proof.blocks.permissions import KeyDisabled, LayerDenies, Need, RoleLacks, RoleNotAssumable
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal
from sealane.verdicts.cause import Cause
from sealane.verdicts.judgement import Layer

_EVALUATION = (
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"
)
_EXECUTION_ROLE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"
_TASK_ROLE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html"
_KEYS = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html"
_KEY_STATES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html"
_ENDPOINTS = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"
_SHOWN = 3

# How each layer's policy is called, and the page that says what it does.
_POLICIES: Final[dict[Layer, tuple[str, str]]] = {
    Layer.IDENTITY: ("a policy of", _EVALUATION),
    Layer.BOUNDARY: (
        "the permissions boundary of",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    ),
    Layer.SESSION: ("the session policy of", _EVALUATION),
    Layer.SCP: (
        "a service control policy of",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    ),
    Layer.RCP: (
        "a resource control policy of",
        "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    ),
    Layer.RESOURCE: ("the policy of", _EVALUATION),
    Layer.TRUST: ("the trust policy of", _EXECUTION_ROLE),
    Layer.KEY: ("the key policy of", _KEYS),
    Layer.ENDPOINT: ("the policy of", _ENDPOINTS),
}


def _lacks(block: RoleLacks) -> Words:
    role, actions, resources = literal(block.role.origin.name), _actions(block.needs), _resources(block.needs)
    match block.cause:
        case Cause.RESOURCE_NOT_ALLOWED:
            sentence = f"{role} may use {actions}, but not on {resources}"
            change = f"add {resources} to the statement that allows it"
        case Cause.CONDITION_NOT_MET:
            sentence = f"{role} may use {actions} on {resources} only under conditions that do not hold"
            change = "mend the condition so that it holds for the task's call, or take it away"
        case Cause.KEY_NOT_USABLE:
            sentence = f"{role} may not use {actions} on the key {resources}"
            change = f"allow {actions} on that key in a policy of the role"
        case _:
            sentence = f"{role} has no statement that allows {actions}"
            few = len(block.needs) <= _SHOWN
            change = f"allow {f'{actions} on {resources}' if few else 'all of them'} in a policy of the role"
    return Words(sentence=sentence, change=change, link=_EXECUTION_ROLE)


def _denies(block: LayerDenies) -> Words:
    called, link = _POLICIES[block.layer]
    policy, actions, resources = literal(block.subject_name), _actions(block.needs), _resources(block.needs)
    if block.statements:
        which = f"the statement{_plural(block.statements)} {_listed(block.statements)}"
        sentence = f"{called} {policy} denies {actions} on {resources} by {which}"
        change = f"narrow {which} so that the call is not denied"
    else:
        sentence = f"{called} {policy} does not allow {actions} on {resources}"
        change = f"allow {actions} on {resources} there"
    return Words(sentence=sentence, change=change, link=link)


def _not_assumable(block: RoleNotAssumable) -> Words:
    which = block.which.replace("-", " ")
    link = _EXECUTION_ROLE if block.which == "execution-role" else _TASK_ROLE
    if not block.name:
        return Words(sentence=f"the task definition names no {which}", change="name one", link=link)
    return Words(
        sentence=f"ECS cannot assume the {which} {literal(block.name)}",
        change="let the service `ecs-tasks.amazonaws.com` use `sts:AssumeRole` in its trust policy",
        link=link,
    )


def _disabled(block: KeyDisabled) -> Words:
    return Words(
        sentence=f"the key {literal(block.key)} is disabled or waits for its deletion",
        change="enable the key, or cancel its deletion",
        link=_KEY_STATES,
    )


def _actions(needs: Iterable[Need]) -> str:
    return _listed(dict.fromkeys(need.action for need in needs))


def _resources(needs: Iterable[Need]) -> str:
    return _listed(dict.fromkeys(need.resource for need in needs))


def _listed(names: Iterable[str]) -> str:
    """Write the first names one after the other and count the rest."""
    every = [literal(name) for name in names]
    if not every:
        return "the call"
    if len(every) > _SHOWN + 1:
        every = [*every[:_SHOWN], f"{len(every) - _SHOWN} more"]
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"


def _plural(names: tuple[str, ...]) -> str:
    return "" if len(names) == 1 else "s"


TABLE: Wording = {
    RoleLacks: _lacks,
    LayerDenies: _denies,
    RoleNotAssumable: _not_assumable,
    KeyDisabled: _disabled,
}
