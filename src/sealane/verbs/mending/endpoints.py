"""Endpoints: one more, written as the others are written, and settings of those that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sealane.terraform.editing import additions
from sealane.terraform.hcl_values import Code, Value, rendered
from sealane.verbs.mending import groups, keys, policies
from sealane.verbs.mending.lists import append, is_free, literal_list
from sealane.verbs.mending.unsure import Unsure
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft, Place

KIND: Final = "aws_vpc_endpoint"
_GROUP: Final = "aws_security_group"


def write(draft: Draft, before: Endpoint | None, after: Endpoint) -> None:
    """Add an endpoint, or change one."""
    if before is None:
        _add(draft, after)
        return
    place = draft.place(after.id)
    if before.private_dns != after.private_dns:
        draft.set(place, "private_dns_enabled", value=True)
    if before.security_groups != after.security_groups:
        draft.single(place)
        wanted = _list(draft, place, after.security_groups, _GROUP)
        groups.replace(draft, place, "security_group_ids", wanted)
    if before.policy != after.policy:
        draft.single(place)
        policies.extend(draft, place, "policy", policies.for_endpoint(draft, place, after))
    for key in _lacking(before, after):
        draft.single(place)
        append(draft, place, "route_table_ids", draft.refer(place, key))


def _lacking(before: Endpoint, after: Endpoint) -> Iterator[str]:
    old = before.route_tables.value if isinstance(before.route_tables, Known) else ()
    new = after.route_tables.value if isinstance(after.route_tables, Known) else ()
    yield from (key for key in new if key not in old)


def _add(draft: Draft, after: Endpoint) -> None:
    """Write an endpoint behind one of its kind, or behind the VPC."""
    like = _like(draft, after)
    if like is not None:
        try:
            if _in_list(draft, after, like):
                return
        except Unsure:
            pass
    service = after.service_name.value if isinstance(after.service_name, Known) else ""
    vpc = after.vpc.value if isinstance(after.vpc, Known) else ""
    place = draft.place(like.id if like is not None else vpc)
    if like is not None and keys.module_of(like.id) != keys.module_of(vpc) and not is_free(place, "vpc_id"):
        place = draft.place(vpc)
    body: dict[str, Value] = {
        "vpc_id": _as_like(place, "vpc_id") or draft.refer(place, vpc),
        "service_name": _service_name(place, like, service) or service,
        "vpc_endpoint_type": str(after.kind),
    }
    if after.kind is EndpointKind.GATEWAY:
        body["route_table_ids"] = _list(draft, place, after.route_tables)
    else:
        body["private_dns_enabled"] = True
        same = like is not None and like.subnets == after.subnets
        body["subnet_ids"] = (same and _as_like(place, "subnet_ids")) or _list(draft, place, after.subnets)
        same = like is not None and like.security_groups == after.security_groups
        body["security_group_ids"] = (same and _as_like(place, "security_group_ids")) or _list(
            draft, place, after.security_groups, _GROUP
        )
    draft.behind(place, KIND, keys.label(after.id), body, key=after.id)


def _like(draft: Draft, after: Endpoint) -> Endpoint | None:
    """Return an endpoint of the same VPC and kind, best one in the same subnets with the same groups."""
    others = [
        one for one in draft.matter.world.table(Endpoint).values() if one.vpc == after.vpc and one.kind is after.kind
    ]
    best = [one for one in others if (one.subnets, one.security_groups) == (after.subnets, after.security_groups)]
    return next(iter((*best, *others)), None)


def _as_like(place: Place, name: str) -> Value:
    """Return an argument of the endpoint that the place is, as it is written, where it means the same elsewhere."""
    argument = place.value(name)
    usable = argument is not None and place.block.labels[:1] == (KIND,) and is_free(place, name)
    return Code(argument.text) if argument is not None and usable and "\n" not in argument.text else None


def _service_name(place: Place, like: Endpoint | None, service: str) -> Value:
    """Return the service's name put together as the other one's is."""
    argument = place.value("service_name")
    if argument is None or like is None or not isinstance(like.service_name, Known):
        return None
    old, new = _suffix(like.service_name.value), _suffix(service)
    text = argument.text
    if not (old and new and is_free(place, "service_name") and text.endswith(f'.{old}"')):
        return None
    return Code(f'{text[: -len(old) - 1]}{new}"')


def _suffix(service: str) -> str:
    """Return what follows the Region in a service's name: `ecr.api`."""
    _, _, rest = service.removeprefix("com.amazonaws.").partition(".")
    return rest


def _in_list(draft: Draft, after: Endpoint, like: Endpoint) -> bool:
    """Add the service to the literal set that a `for_each` goes through, where its members are the services."""
    place = draft.place(like.id)
    argument = place.value("for_each")
    if argument is None or not (isinstance(after.service_name, Known) and isinstance(like.service_name, Known)):
        return False
    if (like.subnets, like.security_groups) != (after.subnets, after.security_groups):
        return False
    names = {like.service_name.value: after.service_name.value, _suffix(like.service_name.value): ""}
    names[_suffix(like.service_name.value)] = _suffix(after.service_name.value)
    member = like.id.rpartition('["')[2].removesuffix('"]')
    found = literal_list(place, argument)
    if found is None or member not in names:
        return False
    where, collection = found
    if f'"{member}"' not in [where.file.text[one.start : one.end] for one in collection.items]:
        return False
    draft.edit(where, additions.appended(where.file.text, collection, rendered(names[member]), rendered(names[member])))
    return True


def _list(draft: Draft, place: Place, value: object, kind: str = "") -> list[Value]:
    told = value.value if isinstance(value, Known) else ()
    return [draft.refer(place, key, kind=kind) for key in told]
