"""Policy documents: texts that the source states, and what `aws_iam_policy_document` will make of its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ROLE
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.role_arns import arn_of_role
from sealane.world.policies import Document
from sealane.world.values import Known, Unknown, Value

_DATA: Final = "aws_iam_policy_document"
_TEXTS: Final = frozenset({"json", "minified_json"})
_MERGED: Final = ("source_policy_documents", "override_policy_documents", "source_json", "override_json")
_LISTS: Final = (
    ("actions", "Action"),
    ("not_actions", "NotAction"),
    ("resources", "Resource"),
    ("not_resources", "NotResource"),
)


def document_of(estate: Estate, part: Part, name: str, default: str = "") -> Value[Document]:
    """Return the policy in an attribute; the default where the source sets none.

    An attribute that the provider computes without being told is AWS's default too.
    """
    text = part.values.get(name)
    if isinstance(text, str):
        return Known(text or default)
    if text is not None:
        return part.text(name)
    if part.decided(name) or part.left_out(name):
        return Known(default)
    known = estate.links.text(part, name)
    if not isinstance(known, Unknown):
        return Known(known)
    linked = estate.links.linked(part, name)
    if isinstance(linked, Unknown) or len(linked.targets) != 1 or linked.literals or linked.one_of:
        return part.why(name)
    target = linked.targets[0]
    if target.resource.home.type != _DATA or target.attribute not in _TEXTS:
        return part.why(name)
    return _statements(estate, target.resource)


def _statements(estate: Estate, resource: Resource) -> Value[Document]:
    """Write the document that the provider will write of the data source's arguments.

    https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
    """
    text = resource.literal("json")
    if text:
        return Known(text)
    merged = next((name for name in _MERGED if resource.values.get(name) or not resource.decided(name)), "")
    if merged:
        return resource.why(merged)
    parts = resource.blocks("statement")
    if isinstance(parts, Unknown):
        return parts
    version = resource.literal("version") or "2012-10-17"
    return Known({"Version": version, "Statement": [dict(_statement(estate, part)) for part in parts]})


def _statement(estate: Estate, part: Part) -> Iterator[tuple[str, object]]:
    if part.literal("sid"):
        yield "Sid", part.literal("sid")
    effect = part.text("effect", "Allow")
    yield "Effect", effect.value or "Allow" if isinstance(effect, Known) else effect
    for name, key in _LISTS:
        values = _values(part, name)
        if values:
            yield key, values
    for name, key in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        blocks = part.blocks(name)
        if isinstance(blocks, Unknown):
            yield key, blocks
        elif blocks:
            yield key, _principals(estate, blocks)
    conditions = part.blocks("condition")
    if isinstance(conditions, Unknown):
        yield "Condition", conditions
    elif conditions:
        yield "Condition", _conditions(estate, conditions)


def _values(part: Part, name: str) -> Sequence[object] | Unknown:
    """Return the texts of a list, with unknowns among them; unknown as a whole where not even its length is told."""
    values = part.values.get(name)
    if values is None:
        return [] if part.decided(name) else part.why(name)
    if not isinstance(values, list):
        return part.why(name)
    return [_expanded(one) if isinstance(one, str) else part.why(name) for one in values]


def _expanded(text: str) -> str:
    """Turn the provider's notation of a policy variable into AWS's."""
    return text.replace("&{", "${")


def _principals(estate: Estate, blocks: Sequence[Part]) -> object:
    found: dict[str, list[object]] = {}
    for block in blocks:
        kind = block.text("type")
        identifiers = _with_roles(estate, block, "identifiers")
        if not isinstance(kind, Known) or isinstance(identifiers, Unknown):
            return kind if isinstance(kind, Unknown) else identifiers
        if kind.value == "*":
            return "*"
        found.setdefault(kind.value, []).extend(identifiers)
    return found


def _with_roles(estate: Estate, block: Part, name: str) -> Sequence[object] | Unknown:
    """Return the texts of a list; where each that is open can only be the ARN of one role, they are those ARNs."""
    stated = _values(block, name)
    if isinstance(stated, Sequence) and not any(isinstance(one, Unknown) for one in stated):
        return stated
    linked = estate.links.linked(block, name)
    if isinstance(linked, Unknown) or linked.literals or linked.one_of:
        return stated
    roles = [target.resource for target in linked.targets if target.attribute == "arn"]
    open_places = sum(isinstance(one, Unknown) for one in stated) if isinstance(stated, Sequence) else len(roles)
    if len(roles) != len(linked.targets) or len(roles) != open_places:
        return stated
    if any(role.home.type not in ROLE.types for role in roles):
        return stated
    known = [one for one in stated if not isinstance(one, Unknown)] if isinstance(stated, Sequence) else []
    return [*known, *(arn_of_role(role) for role in roles)]


def _conditions(estate: Estate, parts: Sequence[Part]) -> Mapping[str, object] | Unknown:
    found: dict[str, dict[str, object]] = {}
    for part in parts:
        test, variable, values = part.text("test"), part.text("variable"), _with_roles(estate, part, "values")
        if not isinstance(test, Known) or not isinstance(variable, Known):
            return part.why("test")
        of_test = found.setdefault(test.value, {})
        earlier = of_test.get(variable.value)
        if isinstance(values, Sequence) and isinstance(earlier, list):
            values = [*earlier, *values]
        of_test[variable.value] = values
    return found
