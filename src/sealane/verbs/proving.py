"""The gate between plan and apply: the plan is proved, with what the account has where it builds on that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.grammar.managed_policies import managed_policy
from sealane.verbs.called import with_calls
from sealane.verbs.gate import Gate, Judgement
from sealane.world.policies import Policy, Role
from sealane.world.values import Known, Origin, Unread

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
        world = with_calls(world, settled.loaded.spec.endpoints.aws_services)
        found = proved(world, acceptances)
        return Judgement(verdict=str(found.weighed.verdict), proved=found)

    return gate


def _with_account(world: World, plan: bytes, settled: Settled) -> World:
    """Add what the account has: a plan shows of an existing VPC only what it changes, and policies by name alone."""
    policies = tuple(_policies_elsewhere(world))
    vpcs = () if settled.network is None else (settled.network.vpc.id,)
    if not vpcs and not policies:
        return world
    from sealane.readers.live.fetch import world_of_live
    from sealane.readers.live.scope import Scope

    seen, _ = world_of_live(settled.aws.door(), Scope(vpcs=vpcs, policies=policies))
    seen = seen.with_facts(*(_silent(arn) for arn in policies if arn not in seen.table(Policy)))
    if not vpcs:
        return world.with_facts(*seen.table(Policy).values())
    from sealane.readers.plan.standing import standing_of_plan
    from sealane.world.joining import joined

    return joined(world, seen, standing_of_plan(plan, NAME))


def _policies_elsewhere(world: World) -> Iterator[str]:
    """Yield the ARNs of policies that roles of a world have and the world does not."""
    named: dict[str, None] = {}
    for role in world.table(Role).values():
        attached = role.attached.value if isinstance(role.attached, Known) else ()
        boundary = (role.boundary.value,) if isinstance(role.boundary, Known) else ()
        named |= dict.fromkeys((*attached, *boundary))
    for key in named:
        if key.startswith("arn:") and key not in world.table(Policy) and managed_policy(key) is None:
            yield key


def _silent(arn: str) -> Policy:
    """Return a policy of which the account says nothing: there is none, or the caller may not ask."""
    why = Unread("the account does not tell it to iam:GetPolicy and iam:GetPolicyVersion", "iam:GetPolicy")
    return Policy(id=arn, origin=Origin(arn), name=Known(arn), document=why)
