"""The roles of the tasks with every policy that has a say: inline, attached, boundary, and the organisation's."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.capture.translate.shelf import last_part
from sealane.readers.live.closure.question import Question, Seen, text_of
from sealane.world.gaps import Noun
from sealane.world.policies import Role
from sealane.world.values import Known

_KINDS = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")


def roles(seen: Seen) -> Iterator[Question]:
    """Yield what leads from a role's ARN to the documents of all its policies."""
    for reference in seen.named(Noun.ROLES):
        if reference.identifier.split(":")[4:5] in ([seen.account], []):
            yield Question("iam:GetRole", {"RoleName": last_part(reference.identifier)})
    for role in seen.world.table(Role).values():
        whose = {"RoleName": text_of(role.name)}
        yield Question("iam:ListRolePolicies", whose)
        yield Question("iam:ListAttachedRolePolicies", whose)
        for policy in role.inline.value if isinstance(role.inline, Known) else ():
            yield Question("iam:GetRolePolicy", {**whose, "PolicyName": text_of(policy.name)})
        for arn in (*(role.attached.value if isinstance(role.attached, Known) else ()), text_of(role.boundary)):
            if arn:
                yield Question("iam:GetPolicy", {"PolicyArn": arn})
    for arn in seen.scope.policies:
        yield Question("iam:GetPolicy", {"PolicyArn": arn})
    for answer in seen.answers("iam:GetPolicy"):
        told = answer.node.node("Policy")
        version = {"PolicyArn": told.text("Arn"), "VersionId": told.text("DefaultVersionId")}
        yield Question("iam:GetPolicyVersion", version)


def organisations(seen: Seen) -> Iterator[Question]:
    """Yield what leads from the account up to the root, and to the policies on the way."""
    children = [seen.account] if seen.account else []
    for answer in seen.answers("organizations:ListParents"):
        children += [node.text("Id") for node in answer.node.nodes("Parents")]
    answered = any(True for _ in seen.answers("organizations:ListParents"))
    for child in children:
        if not child.startswith("r-"):
            yield Question("organizations:ListParents", {"ChildId": child})
        if answered:
            for kind in _KINDS:
                yield Question("organizations:ListPoliciesForTarget", {"TargetId": child, "Filter": kind})
    for node in seen.nodes("organizations:ListPoliciesForTarget", "Policies"):
        yield Question("organizations:DescribePolicy", {"PolicyId": node.text("Id")})
