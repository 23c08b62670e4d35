"""The gate between plan and apply: the plan is proved, with what the account has where it builds on that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.verbs.gate import Gate, Judgement

if TYPE_CHECKING:
    from sealane.verbs.settle import Settled
    from sealane.verdicts.acceptance import Acceptance
    from sealane.world.world import World

NAME = "the plan"


def gate_of(settled: Settled, acceptances: tuple[Acceptance, ...] = ()) -> Gate:
    """Return the gate for a spec's plan."""

    def gate(plan: bytes) -> Judgement:
        from sealane.readers.plan.read import world_of_plan
        from sealane.verbs.prove import proved

        world = _with_account(world_of_plan(plan, NAME), plan, settled)
        found = proved(world, acceptances)
        return Judgement(verdict=str(found.weighed.verdict), proved=found)

    return gate


def _with_account(world: World, plan: bytes, settled: Settled) -> World:
    """Add what an existing VPC has: a plan shows of it only what it changes."""
    if settled.network is None:
        return world
    from sealane.readers.live.fetch import world_of_live
    from sealane.readers.live.scope import Scope
    from sealane.readers.plan.standing import standing_of_plan
    from sealane.world.joining import joined

    seen, _ = world_of_live(settled.aws.door(), Scope(vpcs=(settled.network.vpc.id,)))
    return joined(world, seen, standing_of_plan(plan, NAME))
