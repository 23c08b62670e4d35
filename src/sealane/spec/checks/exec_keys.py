"""ECS Exec: its key is a setting of the cluster, which all services share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sealane.spec.finding import Finding, Rule

if TYPE_CHECKING:
    from sealane.spec.document import Spec

_KEYS = Rule(
    code="exec-keys-differ",
    link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html",
)


def exec_keys_of_the_services(spec: Spec) -> Iterator[Finding]:
    """Refuse a second key: the services run in one cluster, and a cluster has one."""
    keys = {name: service.exec.kms_key for name, service in spec.services.items() if service.exec is not None}
    first = next(((name, key) for name, key in keys.items() if key), None)
    for name, key in keys.items():
        if first is not None and key and key != first[1]:
            what = f"the service `{first[0]}` names another key, and a cluster has one for all its ECS Exec sessions"
            also = (("services", first[0], "exec"),)
            yield _KEYS.broken(("services", name, "exec", "kms_key"), what, f"write `kms_key: {first[1]}`", also=also)
