"""Reading moto's memory: every container of every backend, two levels deep; runs inside the server.

Left out, because AWS keeps describing them after a delete too:
- ECS services and clusters that are INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html, …/API_DeleteCluster.html);
- task definition revisions that are INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html);
- KMS keys waiting for their deletion (https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html);
- secrets in their recovery window
  (https://docs.aws.amazon.com/secretsmanager/latest/APIReference/API_DeleteSecret.html).
Left out also: IAM's AWS-managed policies, which are always there, and containers that index what others hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_CONTAINERS = (dict, list, set, tuple)
_NAMES = ("arn", "id", "name", "key")
_SKIPPED = frozenset({("iam", "aws_managed_policies"), ("iam", "managed_policies")})


def holdings() -> list[str]:
    """Return the sorted lines of the inventory."""
    from moto.core.base_backend import BackendDict

    found: set[str] = set()
    in_use: list[Any] = list(vars(BackendDict)["_instances"])  # moto has no other list of its backends
    for backends in in_use:
        for _, region, backend in list(backends.iter_backends()):
            found.update(_of_backend(f"{backends.service_name}/{region}", backends.service_name, backend))
    return sorted(found)


def _of_backend(prefix: str, service: str, backend: Any) -> Iterator[str]:  # noqa: ANN401
    for name, value in list(vars(backend).items()):
        if not isinstance(value, _CONTAINERS) or (service, name) in _SKIPPED:
            continue
        for path, item in _leaves(f"{prefix}/{name}", value):
            if not _kept_by_aws(item):
                yield path
                yield from _inside(path, item)


def _leaves(prefix: str, container: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give every thing in a container and in the containers within it, with its path."""
    pairs: Iterable[tuple[object, Any]] = (
        list(container.items()) if isinstance(container, Mapping) else [(_name(item), item) for item in container]
    )
    for key, value in pairs:
        path = f"{prefix}/{key}"
        if isinstance(value, _CONTAINERS):
            yield from _leaves(path, value)
        else:
            yield path, value


def _inside(prefix: str, item: Any) -> Iterator[str]:  # noqa: ANN401
    """Give what a thing holds: the rules of a group, the routes of a table, the listeners of a balancer."""
    for name, value in list(getattr(item, "__dict__", {}).items()):
        if isinstance(value, _CONTAINERS):
            yield from (path for path, _ in _leaves(f"{prefix}/{name}", value))


def _name(item: object) -> str:
    for attribute in _NAMES:
        value = getattr(item, attribute, None)
        if isinstance(value, str):
            return value
    return str(item) if isinstance(item, (str, int, float)) else type(item).__name__


def _kept_by_aws(item: object) -> bool:
    kind = type(item).__module__
    if kind == "moto.ecs.models":
        return getattr(item, "status", None) == "INACTIVE"
    if kind == "moto.kms.models":
        return getattr(item, "key_state", None) == "PendingDeletion"
    if kind == "moto.secretsmanager.models":
        return getattr(item, "deleted_date", None) is not None
    return False
