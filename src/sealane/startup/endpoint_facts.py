"""What the facts about an existing endpoint mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sealane.startup.needs import EndpointNeed
from sealane.world.endpoints import Endpoint
from sealane.world.existing_network import ExistingNetwork
from sealane.world.policies import Document
from sealane.world.values import Known, Value

T = TypeVar("T")

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
_GOING_OR_COMING = frozenset({"pending", "pendingacceptance", "deleting"})


def available(endpoint: Endpoint) -> bool:
    """Tell whether the endpoint carries packets."""
    return _state(endpoint) == "available"


def going_or_coming(endpoint: Endpoint) -> bool:
    """Tell whether the endpoint is being created or deleted, and so still holds its private names."""
    return _state(endpoint) in _GOING_OR_COMING


def offers(endpoint: Endpoint, need: EndpointNeed) -> bool:
    """Tell whether the endpoint is of the service and the type that are needed."""
    return endpoint.service_name == Known(need.service_name) and endpoint.kind == need.kind


def has_private_names(endpoint: Endpoint) -> bool:
    """Tell whether private DNS is known to be on."""
    return endpoint.private_dns == Known(value=True)


def known(value: Value[Iterable[T]]) -> tuple[T, ...]:
    """Return the members of a list, none while it is not known."""
    return tuple(value.value) if isinstance(value, Known) else ()


def _state(endpoint: Endpoint) -> str:
    return endpoint.state.value.lower() if isinstance(endpoint.state, Known) else ""


def allows_everything(policy: Value[Document]) -> bool:
    """Tell whether a policy is the default one: nothing written, or one statement that allows everybody everything."""
    if not isinstance(policy, Known):
        return False
    document: object = policy.value
    if isinstance(document, str):
        if not document:
            return True
        try:
            document = json.loads(document)
        except ValueError:
            return False
    statements = _listed(document.get("Statement")) if isinstance(document, Mapping) else []
    return len(statements) == 1 and isinstance(statements[0], Mapping) and _open(statements[0])


def _open(statement: Mapping[str, Any]) -> bool:
    everybody = statement.get("Principal") in ("*", {"AWS": "*"})
    anything = all(_listed(statement.get(key)) == ["*"] for key in ("Action", "Resource"))
    return statement.get("Effect") == "Allow" and everybody and anything and not statement.get("Condition")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def subnets_per_zone(network: ExistingNetwork, subnet_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the first chosen subnet of each zone; an endpoint takes one subnet per zone.

    https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
    """
    subnets = {subnet.id: subnet for subnet in network.subnets}
    zones: dict[str, str] = {}
    for subnet_id in subnet_ids:
        if subnet_id in subnets:
            subnet = subnets[subnet_id]
            told = (value.value for value in (subnet.zone_id, subnet.zone_name) if isinstance(value, Known))
            zones.setdefault(next(filter(None, told), subnet_id), subnet_id)
    return tuple(zones.values())
