"""A linked directory to a world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sealane.grammar.partitions import partition_of
from sealane.readers.linked.agreement import Both
from sealane.readers.linked.document import LinkedPlan, ResourceChange, changes_of
from sealane.readers.linked.links import LinkedLinks
from sealane.readers.linked.merging import NOTHING_SET, Leaf, Merged, Merger
from sealane.readers.linked.placing import placed, unindexed
from sealane.readers.linked.vocabulary import Vocabulary
from sealane.readers.plan.assemble import ASSUMED, world_of_resources
from sealane.readers.plan.collector import collector_off
from sealane.readers.plan.document import Plan
from sealane.readers.plan.estate import Estate
from sealane.readers.plan.read import estate_of_plan
from sealane.readers.plan.resource import Home, NoLinks, Resource
from sealane.readers.plan.sensitive import hidden_of
from sealane.readers.plan.types_read import TYPES
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unknown, Value
from sealane.world.world import Source, World

DIRECTORY: Final = "terraform-directory"
SPEC: Final = "spec"
PLAN: Final = "terraform-plan"
_GONE: Final = ["delete"]


def world_of_linked(linked: LinkedPlan, name: str) -> World:
    """Return the world that a linked directory would make; `name` is the directory as the user gave it."""
    with collector_off():
        estate = estate_of_linked(linked, name)
        world = world_of_resources(estate, Source(kind=DIRECTORY, name=name, assumed=ASSUMED, masked=estate.hidden))
        return placed(world, linked.places)


def world_of_spec(linked: LinkedPlan, name: str) -> World:
    """Return the world that the linked Terraform of a spec would make; no file of it is the user's."""
    with collector_off():
        estate = estate_of_linked(linked, name)
        return world_of_resources(estate, Source(kind=SPEC, name=name, assumed=ASSUMED, masked=estate.hidden))


def world_of_plan_and_linked(plan: Plan, linked: LinkedPlan, name: str) -> World:
    """Return the world that a plan would make, with what its own directory tells of what the plan leaves open."""
    with collector_off():
        estate = filled_up(estate_of_plan(plan, name), linked)
        world = world_of_resources(estate, Source(kind=PLAN, name=name, assumed=ASSUMED, masked=estate.hidden))
        return placed(world, linked.places)


def estate_of_linked(linked: LinkedPlan, name: str) -> Estate:
    """Return the resources of a linked directory, with what each of their attributes is made of."""
    wanted = [one for one in changes_of(linked.changes) if one.type in TYPES and one.change.actions != _GONE]
    bare = tuple(
        Resource(change.address, _home(change, linked), change.change.after or {}, change.change.after_unknown)
        for change in wanted
    )
    hidden = hidden_of((one.change.after, one.change.after_sensitive) for one in wanted)
    return filled_up(Estate(name, bare, NoLinks(), hidden=hidden), linked)


def filled_up(estate: Estate, linked: LinkedPlan) -> Estate:
    """Return the resources with what a linking of their directory tells of what is not known of them."""
    plain = Vocabulary(linked.nonce, "", ())
    both, ones, others = _invented(linked)
    leaves: dict[str, dict[str, Leaf]] = {}
    links = LinkedLinks(both.first if both else plain, leaves, otherwise=estate.links)
    why = f"could not be linked: {linked.refused}" if linked.refused else ""
    unread = {change.address: change.change.after_unknown for change in changes_of(linked.unread or b"{}")}
    data = frozenset(bare.address for bare in estate.resources if bare.home.data)
    for bare in estate.resources:
        there = both if bare.address in ones else None
        place = linked.places.get(unindexed(bare.address))
        arguments = place.arguments if place else None
        merger = Merger(bare.address, plain, there, why, data, arguments, unread.get(bare.address))
        merged = merger.merge(bare.values, bare.unknown, ones.get(bare.address), others.get(bare.address))
        leaves[bare.address] = merged.leaves
        expressions = {**bare.expressions, **_told(merged, bare.expressions)} or NOTHING_SET
        links.resources[bare.address] = Resource(bare.address, bare.home, merged.values, merged.unknown, expressions)
    return Estate(estate.name, tuple(links.resources.values()), links, estate.before, hidden=estate.hidden)


def _told(merged: Merged, own: Mapping[str, object]) -> dict[str, object]:
    """Return the expressions that linking tells; the plan's own ones stay where it tells nothing."""
    return {
        name: expression
        for name, expression in merged.expressions.items()
        if name not in own or name not in merged.leaves or merged.leaves[name].texts is not None
    }


def _invented(linked: LinkedPlan) -> tuple[Both | None, Mapping[str, object], Mapping[str, object]]:
    """Return the two vocabularies, and the values of every resource in either plan."""
    if linked.invented is None:
        return None, {}, {}
    first, second = (
        # An account that is known is a text like any other.
        Vocabulary(linked.nonce, "" if linked.account else one.account, one.tokens)
        for one in linked.invented
    )
    ones, others = (
        {change.address: change.change.after for change in changes_of(one.changes)} for one in linked.invented
    )
    return Both(first, second), ones, others


def _home(change: ResourceChange, linked: LinkedPlan) -> Home:
    block = f"{change.type}.{change.name}"
    return Home(
        module=change.module_address,
        type=change.type,
        block=f"data.{block}" if change.mode == "data" else block,
        index=change.index,
        setting=_setting(change, linked),
        data=change.mode == "data",
    )


def _setting(change: ResourceChange, linked: LinkedPlan) -> Setting:
    region = linked.regions.get(unindexed(change.address), "")
    account: Value[str] = Known(linked.account) if linked.account else Unknown("the account is not known before apply")
    return Setting(partition=partition_of(region).name, region=region, account=account)
