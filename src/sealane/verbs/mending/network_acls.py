"""Entries of network ACLs, written as the others of the ACL are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.terraform.hcl import block as nested
from sealane.terraform.hcl_values import Value
from sealane.verbs.mending.unsure import Unsure
from sealane.world.network_acls import AclEntry, NetworkAcl
from sealane.world.security_groups import Direction
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft, Place

_DEFAULT: Final = "aws_default_network_acl"
_RULE: Final = "aws_network_acl_rule"


def write(draft: Draft, before: NetworkAcl | None, after: NetworkAcl) -> None:
    """Add entries."""
    old = before.entries if before is not None else ()
    # The default ACL is known by its VPC and written where somebody takes it over.
    place = draft.place(after.origin.name)
    draft.single(place)
    for entry in after.entries:
        if entry not in old:
            _entry(draft, place, after, entry)


def _entry(draft: Draft, place: Place, acl: NetworkAcl, entry: AclEntry) -> None:
    labels = ".".join(place.block.labels)
    if place.block.labels[0] not in {_DEFAULT, "aws_network_acl"}:
        msg = f"the default ACL of {labels} is written nowhere in the directory"
        raise Unsure(msg)
    if {"ingress", "egress"} & set(place.block.arguments):
        msg = f"{labels} has its entries as the value of an argument"
        raise Unsure(msg)
    inner = {one.labels[0] if one.type == "dynamic" and one.labels else one.type for one in place.block.blocks}
    body: dict[str, Value] = {
        "protocol": _known(entry.protocol),
        "from_port": _known(entry.from_port),
        "to_port": _known(entry.to_port),
        "cidr_block": _known(entry.cidr),
    }
    if place.block.labels[0] == _DEFAULT or inner & {"ingress", "egress"}:
        head: dict[str, Value] = {"rule_no": _known(entry.number), "action": "allow"}
        draft.inside(place, nested(str(entry.direction), head | body))
        return
    own: dict[str, Value] = {
        "network_acl_id": draft.refer(place, acl.id),
        "egress": entry.direction is Direction.EGRESS,
        "rule_number": _known(entry.number),
        "rule_action": "allow",
    }
    name = f"{place.block.labels[1]}_{entry.direction}_{_known(entry.number)}"
    draft.behind(place, _RULE, name, own | body)


def _known(value: object) -> Value:
    told: Value = value.value if isinstance(value, Known) else None
    return told
