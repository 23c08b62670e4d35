"""Routes that go: a resource of its own, or a block within its table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sealane.terraform.configuration.blocks import unquoted
from sealane.terraform.editing import additions
from sealane.verbs.mending.unsure import Unsure
from sealane.world.route_tables import Route, RouteTable
from sealane.world.values import Known

if TYPE_CHECKING:
    from sealane.verbs.mending.draft import Draft, Place

_DESTINATIONS = ("cidr_block", "ipv6_cidr_block")


def write(draft: Draft, before: RouteTable | None, after: RouteTable) -> None:
    """Take out the routes that the table is to lose."""
    for route in before.routes if before is not None else ():
        if route not in after.routes:
            _remove(draft, route)


def _remove(draft: Draft, route: Route) -> None:
    place = draft.place(route.origin.name)
    draft.single(place)
    if place.block.labels[0] == "aws_route":
        _unreferred(place)
        draft.edit(place, additions.removed(place.file.text, place.block))
        return
    destination = route.destination.value if isinstance(route.destination, Known) else ""
    for inner in place.block.of_type("route"):
        for name in _DESTINATIONS:
            argument = inner.arguments.get(name)
            if argument is not None and unquoted(argument.text) == destination:
                draft.edit(place, additions.removed(place.file.text, inner))
                return
    msg = f"the route to {destination} is not written as such in {'.'.join(place.block.labels)}"
    raise Unsure(msg)


def _unreferred(place: Place) -> None:
    name = ".".join(place.block.labels)
    pattern = re.compile(rf"(?<![\w.]){re.escape(name)}\b")
    if any(pattern.search(file.text) for file in place.module.files):
        msg = f"other blocks refer to {name}"
        raise Unsure(msg)
