"""The spec of an adopted service: a document for `sealane.yaml`, as far as a spec can say it."""

from __future__ import annotations

import re
from typing import Any

from sealane.adoption.container import container_says
from sealane.adoption.found import Found
from sealane.adoption.load_balancers import Front, front_says
from sealane.adoption.logs import logs_say
from sealane.adoption.network import network_says
from sealane.adoption.roles import roles_say
from sealane.adoption.security_groups import names_of
from sealane.adoption.services import service_says
from sealane.adoption.task import task_says
from sealane.adoption.volumes import volumes_say
from sealane.grammar import names
from sealane.readers.capture.translate.shelf import last_part
from sealane.spec import derived

_UNFIT = re.compile(r"[^A-Za-z0-9]+")
_FALLBACK = "app"
# What sealane's own groups end in beside the service's name.
_GROUPS = ("endpoints", "service-connect")
_OF_SERVICE = ("tasks", "file-systems", "load-balancer")


def document_of(found: Found, front: Front | None) -> dict[str, Any]:
    """Return the spec as the document that a `sealane.yaml` holds."""
    service = service_name(found)
    of_role, of_spec = roles_say(found)
    said = {
        **container_says(found),
        **task_says(found),
        **service_says(found),
        **logs_say(found),
        **front_says(front),
        **volumes_say(found),
        **of_role,
    }
    return {
        "version": 1,
        "name": spec_name(found, front),
        "region": found.region,
        **of_spec,
        "network": network_says(found),
        "services": {service: said},
    }


def service_name(found: Found) -> str:
    """Return the service's name, or the nearest that every resource can have."""
    return _sound(found.name)


def spec_name(found: Found, front: Front | None) -> str:
    """Return the cluster's name, or the nearest under which nothing that is made new has a name that is taken."""
    service = service_name(found)
    room = names.ROLE.longest - len(derived.execution_role("", service))
    if front is not None:
        room = min(room, names.LOAD_BALANCER.longest - len(derived.load_balancer("", service)))
    base = _sound(cluster_name(found))
    taken = names_of(found)
    number = 1
    while True:
        end = "" if number == 1 else f"-{number}"
        name = base[: max(room - len(end), 1)].rstrip("-") + end
        new = {f"{name}-{one}" for one in _GROUPS} | {f"{name}-{service}-{one}" for one in _OF_SERVICE}
        if taken.isdisjoint(new):
            return name
        number += 1


def cluster_name(found: Found) -> str:
    """Return the cluster's name."""
    return found.cluster.text("clusterName") or last_part(found.cluster.text("clusterArn"))


def _sound(name: str) -> str:
    if names.OURS.fullmatch(name):
        return name
    better = _UNFIT.sub("-", name).strip("-")
    return better if names.OURS.fullmatch(better) else f"{_FALLBACK}-{better}".strip("-")
