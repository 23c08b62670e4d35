"""A plan document to a world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.grammar.patterns import pattern
from sealane.readers.plan.assemble import ASSUMED, OF_NETWORKS, world_of_resources
from sealane.readers.plan.collector import collector_off
from sealane.readers.plan.document import (
    FORMAT,
    Change,
    Plan,
    ResourceChange,
    ValuesResource,
    decode_change,
    decode_plan,
)
from sealane.readers.plan.estate import Estate
from sealane.readers.plan.links import PlanLinks
from sealane.readers.plan.modules import all_of, block_of
from sealane.readers.plan.providers import Lookup, Providers
from sealane.readers.plan.resource import Home, Resource
from sealane.readers.plan.scopes import Scopes
from sealane.readers.plan.sensitive import hidden_of_plan
from sealane.readers.plan.types_read import TYPES
from sealane.records import replace
from sealane.world.gaps import Gap, Noun
from sealane.world.values import Unknown, Unread
from sealane.world.world import Source, World

_CLOUD_CONTROL: Final = ("awscc_ec2_", "awscc_route53resolver_", "awscc_elasticloadbalancingv2_")
KIND: Final = "terraform-plan"
_ZONE: Final = pattern(r"([a-z]{2,4}(?:-[a-z]+)+-[0-9])[a-z]")
_SERVICE: Final = pattern(r"com\.amazonaws\.([a-z0-9-]+)\..+")


def world_of_plan(document: bytes, name: str, account: str = "") -> World:
    """Return the world that a plan would make, in `account` where it does not tell its own.

    Raises:
        InputError: when the document is no plan that can be read, or the plan itself failed.

    """
    with collector_off():
        plan = decode_plan(document, name)
        _check_whole(plan, name)
        estate = estate_of_plan(plan, name, account)
        gaps = tuple(_deferred(plan))
        # Of a large plan this is the most memory that a proof has at once, so what was read already goes first.
        del plan
        world = world_of_resources(estate, Source(kind=KIND, name=name, assumed=ASSUMED), gaps)
        whole = tuple(estate.links.taken_whole) if isinstance(estate.links, PlanLinks) else ()
        if not whole and not estate.hidden:
            return world
        return replace(world, source=replace(world.source, taken_whole=whole, masked=estate.hidden))


def _check_whole(plan: Plan, name: str) -> None:
    if plan.errored:
        raise InputError(
            Problem(
                code="terraform-plan-errored",
                what="this plan stopped with an error, so it does not say what there would be",
                hint="mend what `terraform plan -out=plan` reports, then print the plan again",
                link=FORMAT,
                place=Place(file=name),
            )
        )


def _deferred(plan: Plan) -> Iterator[Gap]:
    """Yield what may be missing: anything from a plan that says it is not whole, and what other providers make."""
    if not plan.complete:
        why = Unknown("the plan is not complete: it was made with -target, or puts off a part of the changes")
        yield from (Gap(noun=noun, why=why) for noun in Noun)
    foreign = next((one.address for one in plan.resource_changes if one.type.startswith(_CLOUD_CONTROL)), "")
    if foreign:
        unread = Unread(f"{foreign} is of the Cloud Control provider, whose resources are not read")
        yield from (Gap(noun=noun, why=unread) for noun in OF_NETWORKS)


def estate_of_plan(plan: Plan, name: str, account: str = "") -> Estate:
    """Return the resources of a plan, linked by its own references."""
    prior = _prior(plan)
    scopes = Scopes(plan.configuration.root_module, plan.variables, name)
    decoded = [(change, decode_change(change, name)) for change in plan.resource_changes if _wanted(change)]
    providers = Providers(
        plan.configuration.provider_config,
        plan.variables,
        tuple(_lookups(scopes, prior)),
        _regions(decoded),
        otherwise=account,
    )
    maker = _Maker(scopes, providers)
    now = [maker.planned(change, decided) for change, decided in decoded]
    resources = [resource for resource in now if resource is not None]
    there = {change.address for change in plan.resource_changes}
    resources += [maker.prior(module, one) for module, one in prior if one.type in TYPES and one.address not in there]
    instances: dict[tuple[str, str], list[Resource]] = {}
    for resource in resources:
        instances.setdefault((resource.home.module, resource.home.block), []).append(resource)
    before = [maker.before(change, decided) for change, decided in decoded if decided.before is not None]
    hidden = hidden_of_plan(plan, (decided for _, decided in decoded), (one for _, one in prior if one.type in TYPES))
    return Estate(name, tuple(resources), PlanLinks(scopes, instances), tuple(before), hidden=hidden)


def _wanted(change: ResourceChange) -> bool:
    return change.type in TYPES and not change.deposed


def _prior(plan: Plan) -> list[tuple[str, ValuesResource]]:
    """Return the resources that the plan found, among them the data sources that it has read."""
    values = plan.prior_state.values if plan.prior_state else None
    return list(all_of(values))


def _lookups(scopes: Scopes, prior: list[tuple[str, ValuesResource]]) -> Iterator[Lookup]:
    """Yield what tells about a provider: data sources about itself, and resources that it has made."""
    for module, resource in prior:
        if resource.mode != "data" or resource.type in {"aws_region", "aws_caller_identity"}:
            scope = scopes.at(module)
            block = scope.blocks.get(block_of(resource.mode, resource.type, resource.name)) if scope else None
            yield Lookup(block.provider_config_key if block else "aws", resource.type, resource.values or {})


def _regions(decoded: list[tuple[ResourceChange, Change]]) -> Iterator[str]:
    """Yield the Regions that the names of endpoint services and of zones tell."""
    for change, decided in decoded:
        values = decided.after or {}
        if change.type == "aws_vpc_endpoint":
            match = _SERVICE.fullmatch(str(values.get("service_name")))
        elif change.type == "aws_subnet":
            match = _ZONE.fullmatch(str(values.get("availability_zone")))
        else:
            continue
        if match:
            yield match[1]


class _Maker:
    """What turns entries of the document into resources."""

    def __init__(self, scopes: Scopes, providers: Providers) -> None:
        self._scopes = scopes
        self._providers = providers

    def planned(self, change: ResourceChange, decided: Change) -> Resource | None:
        """Return what a resource will be; none when it will be gone."""
        values = decided.after
        if "forget" in decided.actions:
            # Terraform lets go of it, and AWS keeps it.
            values = decided.before
        if values is None:
            return None
        home, expressions = self._home(change, change.module_address)
        return Resource(change.address, home, values, decided.after_unknown, expressions)

    def before(self, change: ResourceChange, decided: Change) -> Resource:
        """Return what a resource was."""
        return Resource(change.address, self._home(change, change.module_address)[0], decided.before or {})

    def prior(self, module: str, found: ValuesResource) -> Resource:
        """Return a resource that is there and that the plan does not change, or what a data source has found."""
        home, expressions = self._home(found, module)
        return Resource(found.address, home, found.values or {}, False, expressions)  # noqa: FBT003 - nothing is undecided

    def _home(self, one: ResourceChange | ValuesResource, module: str) -> tuple[Home, Mapping[str, object]]:
        block = block_of(one.mode, one.type, one.name)
        scope = self._scopes.at(module)
        config = scope.blocks.get(block) if scope else None
        home = Home(
            module=module,
            type=one.type,
            block=block,
            index=one.index,
            setting=self._providers.setting(config.provider_config_key if config else "aws"),
            data=one.mode == "data",
            printed=config is not None,
        )
        return home, config.expressions if config else {}
