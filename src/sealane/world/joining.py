"""A planned world that stands in an account: what a plan builds on, seen from the account, and what it adds to that."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from sealane.records import dataclass, field, replace
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Gap, Noun
from sealane.world.security_groups import GroupRule, SecurityGroup
from sealane.world.values import Known, Origin
from sealane.world.vpcs import Vpc
from sealane.world.world import Fact, World, world_of

# What a reading of VPCs alone says nothing about.
_OF_TASKS = frozenset({Noun.SERVICES, Noun.TASK_DEFINITIONS, Noun.CLUSTERS, Noun.CACHE_RULES, Noun.ORGANISATIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a plan stands in an account.

    Attributes:
        names: the plan's keys by AWS's ids, of what the plan looks up and of what it keeps.
        read: the keys of what the plan only looks up.
        gone: AWS's ids of what the plan removes.
        routed: pairs of an endpoint and a route table that the plan associates, neither of them its own.
        unrouted: pairs that it no longer associates.
        ruled: security groups that are not the plan's, each with a rule that the plan adds.
        withdrawn: those with a rule that it takes away.

    """

    names: Mapping[str, str] = field(default_factory=dict)
    read: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    routed: frozenset[tuple[str, str]] = frozenset()
    unrouted: frozenset[tuple[str, str]] = frozenset()
    ruled: tuple[tuple[str, GroupRule], ...] = ()
    withdrawn: tuple[tuple[str, GroupRule], ...] = ()


def joined(planned: World, seen: World, standing: Standing) -> World:
    """Return the world that there is once the plan is carried out.

    What both have is the plan's, unless the plan only looks it up: then the account tells more.
    """
    facts: dict[tuple[type, str], Fact] = {}
    for kind, table in seen.tables.items():
        for key, fact in table.items():
            if key not in standing.gone:
                named = _changed(_renamed(fact, standing.names), standing)
                facts[kind, named.id] = named
    for kind, table in planned.tables.items():
        for key, fact in table.items():
            if key not in standing.read or (kind, key) not in facts:
                facts[kind, key] = fact
    return world_of(planned.source, facts.values(), tuple(_gaps(planned, seen, standing)))


def _gaps(planned: World, seen: World, standing: Standing) -> Iterator[Gap]:
    vpcs = {standing.names.get(key, key) for key in seen.table(Vpc)}
    yield from (gap for gap in planned.gaps if gap.scope not in vpcs)
    for gap in seen.gaps:
        if gap.noun not in _OF_TASKS:
            yield replace(gap, scope=standing.names.get(gap.scope, gap.scope))


def _renamed(fact: Fact, names: Mapping[str, str]) -> Fact:
    """Return a fact in the plan's keys; a VPC or an endpoint whose key is no longer AWS's id keeps that id."""
    renamed: Fact = _with_names(fact, names)  # type: ignore[assignment]  # a fact stays what it is
    if isinstance(renamed, (Vpc, Endpoint)) and renamed.id != fact.id:
        return replace(renamed, aws_id=Known(fact.id))
    return renamed


def _with_names(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_with_names(one, names) for one in value)
    if isinstance(value, Origin) or not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for one in dataclasses.fields(value):
        before = getattr(value, one.name)
        after = _with_names(before, names)
        if after is not before and after != before:
            changed[one.name] = after
    return replace(value, **changed) if changed else value


def _changed(fact: Fact, standing: Standing) -> Fact:
    """Return a fact of the account with what the plan adds to it and takes from it."""
    if isinstance(fact, Endpoint) and isinstance(fact.route_tables, Known):
        tables = [one for one in fact.route_tables.value if (fact.id, one) not in standing.unrouted]
        tables += sorted(table for endpoint, table in standing.routed if endpoint == fact.id and table not in tables)
        return replace(fact, route_tables=Known(tuple(tables)))
    if isinstance(fact, SecurityGroup):
        withdrawn = [_what(rule) for group, rule in standing.withdrawn if group == fact.id]
        rules = [rule for rule in fact.rules if _what(rule) not in withdrawn]
        there = [_what(rule) for rule in rules]
        rules += [rule for group, rule in standing.ruled if group == fact.id and _what(rule) not in there]
        return replace(fact, rules=tuple(rules))
    return fact


def _what(rule: GroupRule) -> object:
    return (rule.direction, rule.protocol, rule.from_port, rule.to_port, rule.kind, rule.peer)
