"""Instances of one block that refer to the instances of another, without the plan telling which to which.

`aws_subnet.p[count.index].id` in several instances is printed without what stands in the brackets. Still the plan
decides something. Where AWS refuses two of a kind for one owner, as two tables for a subnet, as many instances as there
are owners must have one owner each; which has which makes no difference as long as the instances differ in nothing
else, so they are paired in order. Where it makes no difference which owner is meant, any will do.
"""

from __future__ import annotations

from typing import Final

from sealane.readers.plan.interchange import Tables, told
from sealane.readers.plan.kinds import TABLE, Kind
from sealane.readers.plan.lookup import Resources
from sealane.readers.plan.resource import Linked, Part, Resource
from sealane.records import dataclass, field

_ROUTE_TARGETS: Final = frozenset(
    {
        "gateway_id",
        "nat_gateway_id",
        "transit_gateway_id",
        "vpc_peering_connection_id",
        "vpc_endpoint_id",
        "egress_only_gateway_id",
        "network_interface_id",
    }
)
_NOTHING: Final[frozenset[str]] = frozenset()

# What an owner cannot have twice, by the attribute that names the owner, with the attributes that make no second one:
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
# https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
_ONCE: Final = {
    ("aws_route_table_association", "subnet_id"): _NOTHING,
    ("aws_network_acl_association", "subnet_id"): _NOTHING,
    ("aws_route", "route_table_id"): _ROUTE_TARGETS,
    ("aws_vpc_endpoint_route_table_association", "route_table_id"): _NOTHING,
    ("aws_vpc_endpoint_subnet_association", "subnet_id"): _NOTHING,
    ("aws_vpc_security_group_ingress_rule", "security_group_id"): _NOTHING,
    ("aws_vpc_security_group_egress_rule", "security_group_id"): _NOTHING,
    ("aws_efs_mount_target", "subnet_id"): _NOTHING,
}
_ANY: Final = ("aws_route_table_association", "route_table_id")


@dataclass(slots=True)
class Pairs:
    """The pairs of a plan, found when they are asked for."""

    tables: Tables = field(default_factory=Tables)
    _found: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    def of(self, estate: Resources, part: Part, name: str, kind: Kind) -> str:
        """Return the owner that an instance is paired with, empty when it is with none."""
        home = part.home
        if part.path or ((home.type, name) not in _ONCE and (home.type, name) != _ANY):
            return ""
        memo = (home.module, home.block, name)
        if memo not in self._found:
            self._found[memo] = self._paired(estate, part, name, kind)
        return self._found[memo].get(part.address, "")

    def _paired(self, estate: Resources, part: Part, name: str, kind: Kind) -> dict[str, str]:
        home = part.home
        of_block = (home.block, home.module)
        siblings = [one for one in estate.of(home.type) if (one.home.block, one.home.module) == of_block]
        owners = [estate.candidates(one, name, kind) for one in siblings]
        if len(set(owners)) != 1 or not owners[0]:
            return {}
        if (home.type, name) == _ANY:
            if not self.tables.interchangeable(estate, owners[0]):
                return {}
        elif len(owners[0]) != len(siblings) or not self._alike(estate, siblings, name):
            return {}
        return {one.address: owners[0][place % len(owners[0])] for place, one in enumerate(siblings)}

    def _alike(self, estate: Resources, siblings: list[Resource], name: str) -> bool:
        """Tell whether instances differ in nothing but their owner."""
        first = siblings[0]
        if any(told(one, name, "description") != told(first, name, "description") for one in siblings):
            return False
        makes_no_second = _ONCE[first.home.type, name]
        open_ones = [other for other in first.expressions if other != name and other not in makes_no_second]
        return all(self._same(estate, siblings, other) for other in open_ones if not first.decided(other))

    def _same(self, estate: Resources, siblings: list[Resource], name: str) -> bool:
        """Tell whether an undecided attribute means the same for every instance."""
        linked = [estate.links.linked(one, name) for one in siblings]
        if all(isinstance(one, Linked) and not one.one_of and one == linked[0] for one in linked):
            return True
        any_will_do = (siblings[0].home.type, name) == _ANY
        return any_will_do and self.tables.interchangeable(estate, estate.candidates(siblings[0], name, TABLE))
