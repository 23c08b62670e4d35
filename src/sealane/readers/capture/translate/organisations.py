"""Service and resource control policies above an account, to facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.capture.translate.shelf import Answer, Shelf, Unclaimed, command_of, document_of, key_of, origin_of
from sealane.readers.json_node import Node
from sealane.world.policies import Organisation, OrganisationLevel, Policy
from sealane.world.values import Known, Origin, Unread, Value

_PARENTS = "organizations:ListParents"
_OF_TARGET = "organizations:ListPoliciesForTarget"
_POLICY = "organizations:DescribePolicy"
_TARGET = r"r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12}"
_KINDS = ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY")
# Evaluated from the root down: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
_DEPTH = 8


def organisations(shelf: Shelf) -> Iterator[Organisation]:
    """Yield what binds each account whose parents are known, from the root down.

    https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html
    """
    parents = _parents(shelf)
    documents = {
        key_of(node.node("PolicySummary"), "Id"): node
        for node in (answer.node.node("Policy") for answer in shelf.answers(_POLICY))
    }
    targets = _targets(shelf)
    for account in (child for child in parents if child.isdigit()):
        path = _path(account, parents)
        scps, rcps = (_levels(kind, path, targets, documents) for kind in _KINDS)
        yield Organisation(id=account, origin=Origin(account), scps=scps, rcps=rcps)


def _path(account: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    path = [account]
    while path[0] in parents and len(path) < _DEPTH:
        path.insert(0, parents[path[0]])
    return tuple(path)


def _levels(
    kind: str, path: tuple[str, ...], targets: Mapping[str, tuple[Node, ...]], documents: Mapping[str, Node]
) -> Value[tuple[OrganisationLevel, ...]]:
    if not path[0].startswith("r-"):
        return Unread(f"no answer of {command_of(_PARENTS)} names what is above {path[0]}", _PARENTS)
    missing = [target for target in path if f"{kind}:{target}" not in targets]
    if missing:
        command = f"`aws organizations list-policies-for-target --target-id {missing[0]} --filter {kind}`"
        return Unread(f"the answer of {command} is missing", _OF_TARGET)
    return Known(
        tuple(
            OrganisationLevel(
                name=target, policies=tuple(_policy(node, documents) for node in targets[f"{kind}:{target}"])
            )
            for target in path
        )
    )


def _policy(summary: Node, documents: Mapping[str, Node]) -> Policy:
    key = key_of(summary, "Id")
    found = documents.get(key)
    document: Value[str] = Unread(
        f"the answer of `aws organizations describe-policy --policy-id {key}` is missing", _POLICY
    )
    if found is not None:
        document = Known(document_of(found, "Content"))
    return Policy(
        id=key,
        origin=origin_of(summary.text("Arn") or key, summary),
        name=Known(summary.text("Name")),
        document=document,
        arn=Known(summary.text("Arn")),
    )


def _parents(shelf: Shelf) -> dict[str, str]:
    found: dict[str, str] = {}
    for answer in shelf.answers(_PARENTS):
        child = answer.parameter("ChildId") or answer.named(_TARGET)
        for node in answer.node.nodes("Parents"):
            if child:
                found[child] = key_of(node, "Id")
            else:
                shelf.unclaimed.append(Unclaimed(answer.call, "whose parents it tells"))
    return found


def _targets(shelf: Shelf) -> dict[str, tuple[Node, ...]]:
    found: dict[str, tuple[Node, ...]] = {}
    for answer in shelf.answers(_OF_TARGET):
        target = answer.parameter("TargetId") or answer.named(_TARGET)
        kind = _kind(answer)
        if target and kind:
            found[f"{kind}:{target}"] = tuple(answer.node.nodes("Policies"))
        else:
            shelf.unclaimed.append(Unclaimed(answer.call, "which target and kind of policy it is about"))
    return found


def _kind(answer: Answer) -> str:
    kinds = {node.text("Type") for node in answer.node.nodes("Policies")}
    return answer.parameter("Filter") or next((kind for kind in _KINDS if kind in kinds), "")
