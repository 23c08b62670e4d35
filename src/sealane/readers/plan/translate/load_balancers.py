"""Load balancers with their listeners, as ways in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import BALANCER, GROUP, LISTENER, SUBNET, TARGETS
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.world.gaps import Gap, Noun
from sealane.world.load_balancers import Listener, LoadBalancer
from sealane.world.values import Known, Unknown, Value

_LISTENERS: Final = ("aws_lb_listener", "aws_alb_listener")
_RULES: Final = ("aws_lb_listener_rule", "aws_alb_listener_rule")


def translate(estate: Estate) -> Iterator[LoadBalancer | Gap]:
    """Yield the load balancers."""
    listeners = children(estate, _LISTENERS, "load_balancer_arn", BALANCER)
    rules = children(estate, _RULES, "listener_arn", LISTENER)
    for why in (*listeners.strays, *rules.strays):
        yield Gap(noun=Noun.LOAD_BALANCERS, why=why)
    for resource in estate.of("aws_lb", "aws_alb"):
        if estate.key_of(resource) != resource.address:
            continue
        kind = resource.text("load_balancer_type", "application")
        yield LoadBalancer(
            id=resource.address,
            origin=estate.origin(resource),
            kind=kind,
            internal=resource.flag("internal"),
            subnets=_subnets(estate, resource),
            security_groups=estate.keys(resource, "security_groups", GROUP),
            listeners=tuple(_listener(estate, one, rules) for one in listeners.of(resource.address)),
        )


def _subnets(estate: Estate, resource: Resource) -> Value[tuple[str, ...]]:
    own = estate.keys(resource, "subnets", SUBNET)
    parts = resource.blocks("subnet_mapping")
    if not isinstance(own, Known):
        return own
    if isinstance(parts, Unknown):
        return parts if resource.configured("subnet_mapping") else own
    found = dict.fromkeys(own.value)
    for part in parts:
        subnet = estate.key(part, "subnet_id", SUBNET)
        if not isinstance(subnet, Known):
            return subnet
        found[subnet.value] = None
    return Known(tuple(found))


def _listener(estate: Estate, resource: Resource, rules: Children) -> Listener:
    found: dict[str, None] = {}
    unknown: Unknown | None = None
    actions = [(resource, "default_action"), *((rule, "action") for rule in rules.of(resource.address))]
    for part, name in actions:
        targets = _of_actions(estate, part, name)
        if isinstance(targets, Unknown):
            unknown = targets
        else:
            found.update(dict.fromkeys(targets))
    return Listener(
        origin=estate.origin(resource), port=resource.number("port"), targets=unknown or Known(tuple(found))
    )


def _of_actions(estate: Estate, part: Part, name: str) -> tuple[str, ...] | Unknown:
    actions = part.blocks(name)
    if isinstance(actions, Unknown):
        return actions
    found: list[str] = []
    for action in actions:
        blocks: list[tuple[Part, str]] = [(action, "target_group_arn")]
        forward = action.block("forward")
        if isinstance(forward, Unknown):
            forward = None if action.left_out("forward") else forward
        groups = forward.blocks("target_group") if isinstance(forward, Part) else forward or ()
        if isinstance(groups, Unknown):
            return groups
        blocks += [(group, "arn") for group in groups]
        for block, attribute in blocks:
            key = estate.key(block, attribute, TARGETS)
            if not isinstance(key, Known):
                return key if isinstance(key, Unknown) else Unknown(key.reason)
            found += [key.value] if key.value else []
    return tuple(found)
