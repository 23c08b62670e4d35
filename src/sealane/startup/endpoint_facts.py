"""What the facts about an existing endpoint mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sealane.world.network import Endpoint, ExistingNetwork

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
_GOING_OR_COMING = frozenset({"pending", "pendingacceptance", "deleting"})


def available(endpoint: Endpoint) -> bool:
    """Tell whether the endpoint carries packets."""
    return endpoint.state.lower() == "available"


def going_or_coming(endpoint: Endpoint) -> bool:
    """Tell whether the endpoint is being created or deleted, and so still holds its private names."""
    return endpoint.state.lower() in _GOING_OR_COMING


def allows_everything(policy: str) -> bool:
    """Tell whether a policy is the default one: nothing written, or one statement that allows everybody everything."""
    if not policy:
        return True
    try:
        document = json.loads(policy)
    except ValueError:
        return False
    statements = _listed(document.get("Statement")) if isinstance(document, dict) else []
    return len(statements) == 1 and isinstance(statements[0], dict) and _open(statements[0])


def _open(statement: dict[str, Any]) -> bool:
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
            zones.setdefault(subnets[subnet_id].zone_id or subnets[subnet_id].zone_name, subnet_id)
    return tuple(zones.values())
