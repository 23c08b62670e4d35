"""What a fix is made for: a finding of a service in a world."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup.step import Step
from sealane.verdicts.proof import Finding, ServiceProof
from sealane.world.route_tables import RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Value
from sealane.world.vpcs import Vpc
from sealane.world.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A finding with the service that it is about and the world that it is in."""

    finding: Finding
    proof: ServiceProof
    world: World

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that the finding stops."""
        block = self.finding.block
        return tuple(
            one.step
            for one in self.proof.steps
            if any(block.cause is other.cause for check in one.checks for other in check.blocks)
        )

    @property
    def subnets(self) -> tuple[Subnet, ...]:
        """The subnets of the service, as far as the world has them."""
        keys = self.proof.service.subnets
        table = self.world.table(Subnet)
        return tuple(table[key] for key in keys.value if key in table) if isinstance(keys, Known) else ()

    @property
    def vpc(self) -> Vpc | None:
        """The VPC of the service."""
        for subnet in self.subnets:
            vpc: Value[Vpc] = self.world.find(Vpc, subnet.vpc)
            if isinstance(vpc, Known):
                return vpc.value
        return None

    @property
    def route_tables(self) -> tuple[RouteTable, ...]:
        """The tables that the subnets really use: their own, or else the main one of the VPC."""
        tables = self.world.table(RouteTable).values()
        found: dict[str, RouteTable] = {}
        for subnet in self.subnets:
            own = next((table for table in tables if subnet.id in table.subnets), None)
            main = next((table for table in tables if table.main and table.vpc == subnet.vpc), None)
            chosen = own or main
            if chosen is not None:
                found[chosen.id] = chosen
        return tuple(found.values())

    @property
    def groups(self) -> tuple[str, ...]:
        """The keys of the task's security groups, as far as they are known."""
        keys = self.proof.service.security_groups
        return keys.value if isinstance(keys, Known) else ()
