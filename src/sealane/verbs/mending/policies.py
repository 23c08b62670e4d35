"""Policies: one statement more, in whatever form the document is written.

A document is an object under `jsonencode`, a data source of statements, or JSON in a heredoc. Names of resources that
the directory has are written as references, so nothing that has a name becomes a `*`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from sealane.fixes.policies import statements
from sealane.proof.blocks.permissions import Need
from sealane.records import dataclass, replace
from sealane.terraform.editing import additions
from sealane.terraform.editing.expressions import argument_of_call, list_at, object_at
from sealane.terraform.hcl import block as nested
from sealane.terraform.hcl_values import Call, Code, Reference, Template, Value, flat, rendered
from sealane.verbs.mending import arns, keys
from sealane.verbs.mending.unsure import Unsure
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.policies import Role
from sealane.world.stores import Bucket, FileSystem, Key, Repository, Secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sealane.terraform.configuration.blocks import Argument
    from sealane.verbs.mending.draft import Draft, Place
    from sealane.world.world import World

ECS_TASKS: Final = "ecs-tasks.amazonaws.com"
_VERSION: Final = "2012-10-17"
_DATA: Final = re.compile(r"data\.aws_iam_policy_document\.([A-Za-z_][\w-]*)\.(?:minified_)?json")
_INLINE: Final = "inline_policy"
# The resource that holds the policy of a store, its argument for the policy, the one that names the store, and by what.
_OF_STORE: Final = {
    Repository: ("aws_ecr_repository_policy", "policy", "repository", "name"),
    Secret: ("aws_secretsmanager_secret_policy", "policy", "secret_arn", "arn"),
    Bucket: ("aws_s3_bucket_policy", "policy", "bucket", "id"),
    Key: ("aws_kms_key_policy", "policy", "key_id", "id"),
    FileSystem: ("aws_efs_file_system_policy", "policy", "file_system_id", "id"),
}
Store = Repository | Secret | Bucket | Key | FileSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Allow:
    """An Allow to write; `principal` is a type and an identifier, as a data source has them."""

    actions: tuple[str, ...]
    resources: tuple[Value, ...] = ()
    principal: tuple[str, Value] | None = None


def write_role(draft: Draft, before: Role | None, after: Role) -> None:
    """Give a role what it lacks, or let ECS tasks assume it."""
    place = draft.place(after.id)
    draft.single(place)
    if before is not None and before.trust != after.trust:
        trust = Allow(actions=("sts:AssumeRole",), principal=("Service", ECS_TASKS))
        extend(draft, place, "assume_role_policy", [trust])
    needs = tuple(draft.matter.lacking(after.id))
    if not needs:
        return
    allows = _allows(draft, place, needs)
    body = jsonencoded(allows)
    name = "-".join(("start", *dict.fromkeys(need.action.partition(":")[0] for need in needs)))
    if any(one.type == _INLINE for one in place.block.blocks):
        # Such blocks are all that the role may have: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/
        # resources/iam_role#inline_policy
        draft.inside(place, nested(_INLINE, {"name": name, "policy": body}))
        return
    told: dict[str, Value] = {"name": name, "role": draft.refer(place, after.id, attribute="name"), "policy": body}
    draft.behind(place, "aws_iam_role_policy", keys.label(f"{place.block.labels[1]} {name}"), told)


def write_store(draft: Draft, _before: Store | None, after: Store) -> None:
    """Let the policy of a store allow what it is silent about."""
    kind, argument, naming, attribute = _OF_STORE[type(after)]
    place = draft.place(after.id)
    draft.single(place)
    allows = _denied(draft, place, after.origin)
    if isinstance(after, Repository):
        # A repository's policy is about that repository, so its statements name none.
        allows = [Allow(actions=one.actions, principal=one.principal) for one in allows]
    if argument in place.block.arguments:
        extend(draft, place, argument, allows)
        return
    name = keys.address(after.id)
    for block in place.module.blocks("resource"):
        of = block.arguments.get(naming)
        if block.labels[0] == kind and of is not None and re.search(rf"\b{re.escape(name)}\.", of.text):
            prefix = f"{place.module_key}." if place.module_key else ""
            extend(draft, draft.place(f"{prefix}{'.'.join(block.labels)}"), argument, allows)
            return
    body: dict[str, Value] = {naming: draft.refer(place, after.id, attribute), argument: jsonencoded(allows)}
    draft.behind(place, kind, place.block.labels[1], body)


def for_endpoint(draft: Draft, place: Place, after: Endpoint) -> list[Allow]:
    """Return what the policy of an endpoint is to allow more."""
    allows = _denied(draft, place, after.origin, everyone=after.kind is EndpointKind.GATEWAY)
    if not allows:
        msg = "what the endpoint's policy keeps out is not known"
        raise Unsure(msg)
    return allows


def extend(draft: Draft, place: Place, name: str, allows: list[Allow]) -> None:
    """Add statements to the document that an argument has.

    Raises:
        Unsure: when it is written elsewhere, or for others too.

    """
    argument = place.value(name)
    labels = ".".join(place.block.labels)
    if argument is None:
        msg = f"{labels} has no `{name}`"
        raise Unsure(msg)
    text = place.file.text
    inner = argument_of_call(text, argument.start, argument.end, "jsonencode")
    if inner is not None:
        _in_object(draft, place, inner, allows)
    elif found := _DATA.fullmatch(argument.text):
        _in_data(draft, place, found[1], allows)
    elif argument.text.startswith("<<"):
        _in_heredoc(draft, place, argument, allows)
    else:
        msg = f"`{name}` of {labels} takes its value from `{argument.text.splitlines()[0]}`"
        raise Unsure(msg)


def _in_object(draft: Draft, place: Place, at: tuple[int, int], allows: list[Allow]) -> None:
    text = place.file.text
    whole = object_at(text, *at)
    member = whole.member("Statement") if whole is not None else None
    listed = list_at(text, member.start, member.end) if member is not None else None
    if listed is None:
        msg = f"the statements of {'.'.join(place.block.labels)} are not written as a list"
        raise Unsure(msg)
    for allow in allows:
        draft.edit(place, additions.appended(text, listed, rendered(_object(allow)), flat(_object(allow))))


def _in_data(draft: Draft, place: Place, name: str, allows: list[Allow]) -> None:
    """Add statements to a data source that nothing else uses."""
    own = f"data.aws_iam_policy_document.{name}"
    uses = sum(len(re.findall(rf"(?<![\w.]){re.escape(own)}\b", file.text)) for file in place.module.files)
    if uses != 1:
        msg = f"{own} is used in {uses} places, and only one of them needs the statement"
        raise Unsure(msg)
    where = draft.place(f"{f'{place.module_key}.' if place.module_key else ''}{own}")
    draft.single(where)
    for allow in allows:
        body: list[object] = [{"actions": list(allow.actions)}]
        if allow.resources:
            body = [{"actions": list(allow.actions), "resources": list(allow.resources)}]
        if allow.principal is not None:
            kind, who = allow.principal
            body.append(nested("principals", {"type": kind, "identifiers": [who]}))
        draft.inside(where, nested("statement", *body))  # type: ignore[arg-type]  # mappings and a block


def _in_heredoc(draft: Draft, place: Place, argument: Argument, allows: list[Allow]) -> None:
    text = place.file.text
    first = text.index("\n", argument.start) + 1
    last = text.rindex("\n", first, argument.end)
    whole = object_at(text, first, last)
    member = whole.member("Statement") if whole is not None else None
    listed = list_at(text, member.start, member.end) if member is not None else None
    if listed is None:
        msg = f"the statements of {'.'.join(place.block.labels)} are not written as a list"
        raise Unsure(msg)
    for allow in allows:
        told = _plain(_object(allow))
        draft.edit(place, additions.appended(text, listed, json.dumps(told, indent=2), json.dumps(told)))


def _plain(value: Value) -> object:
    """Return a value as JSON in a template: references as they are put into text."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Reference):
        return f"${{{value.path}}}"
    if isinstance(value, Template):
        return "".join(one if isinstance(one, str) else f"${{{rendered(one)}}}" for one in value.parts)
    if isinstance(value, Code):
        reason = "a heredoc takes no reference with a key in quotation marks"
        raise Unsure(reason)
    return value


def jsonencoded(allows: Iterable[Allow]) -> Value:
    """Return a whole document."""
    return Call("jsonencode", ({"Version": _VERSION, "Statement": [_object(one) for one in allows]},))


def _object(allow: Allow) -> dict[str, Value]:
    told: dict[str, Value] = {"Effect": "Allow"}
    if allow.principal is not None:
        kind, who = allow.principal
        told["Principal"] = "*" if who == "*" else {kind: who}
    told["Action"] = _one_or_all(allow.actions)
    return told | ({"Resource": _one_or_all(allow.resources)} if allow.resources else {})


def _one_or_all(values: tuple[Value, ...]) -> Value:
    return values[0] if len(values) == 1 else list(values)


def of_role(needs: tuple[Need, ...], world: World) -> Value:
    """Return a whole document for what a role lacks, where nothing is known of the module that it is for."""
    named = {need.resource: arns.named(need.resource, world, lambda key: keys.refer(key, "", "arn")) for need in needs}
    return jsonencoded(_grouped(needs, named))


def _allows(draft: Draft, place: Place, needs: tuple[Need, ...]) -> list[Allow]:
    """Return statements for what is needed, with references for what the directory names."""
    named = {need.resource: arns.written(draft, place, need.resource, draft.matter.world) for need in needs}
    return _grouped(needs, named)


def _grouped(needs: tuple[Need, ...], named: Mapping[str, Value]) -> list[Allow]:
    """Return statements as `fixes` groups them."""
    by_actions = statements(needs, hole=None)
    return [
        Allow(actions=tuple(one["Action"]), resources=tuple(named[resource] for resource in one["Resource"]))
        for one in by_actions
    ]


def _denied(draft: Draft, place: Place, origin: object, *, everyone: bool = False) -> list[Allow]:
    found: list[Allow] = []
    for block in draft.matter.denied(origin):
        if everyone:
            principal: tuple[str, Value] = ("AWS", "*")
        elif block.role is None:
            msg = "who asks is not known, and nobody else is to be let in"
            raise Unsure(msg)
        else:
            principal = ("AWS", draft.refer(place, block.role.id, "arn"))
        found += [replace(one, principal=principal) for one in _allows(draft, place, block.needs)]
    return found
