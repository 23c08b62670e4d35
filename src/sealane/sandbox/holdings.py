"""Reading moto's memory: every container of every backend, two levels deep; runs inside the server.

Left out, because AWS keeps describing them after a delete too:
- ECS services and clusters that are INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html and API_DeleteCluster.html);
- task definition revisions that are INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html);
- ECS tasks that have stopped, for an hour
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html);
- KMS keys waiting for their deletion (https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html);
- secrets in their recovery window
  (https://docs.aws.amazon.com/secretsmanager/latest/APIReference/API_DeleteSecret.html).

Left out, because AWS lists them nowhere and they end by themselves: sessions of roles with their keys
(https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).

Left out, because nobody made it: what a Region holds before its first call (the default VPC, the managed policies and
prefix lists), which moto makes at that moment; and what is no resource: filter tables, idempotency tokens and Cloud
Map's record of past operations (https://docs.aws.amazon.com/cloud-map/latest/api/API_ListOperations.html).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sealane.sandbox.seam import Original, around

_CONTAINERS = (dict, list, set, tuple)
_NAMES = ("arn", "id", "name", "key")
_NO_RESOURCE = frozenset({"filters", "_idempotency_tokens", "operations"})


class Holdings:
    """The inventory of this interpreter's moto."""

    def __init__(self, before: Mapping[str, Callable[[Any], None]]) -> None:
        """Know of nothing that was there from the start; `before` is called with a service's backend before reading."""
        self._before = before
        self._given: dict[str, frozenset[str]] = {}
        self._noting = threading.RLock()

    def watch(self) -> None:
        """Note what each backend holds when it comes into being; call before moto's first request."""
        from moto.core.base_backend import AccountSpecificBackend

        @around(AccountSpecificBackend, "__getitem__")
        def first(original: Original, backends: Any, region: str) -> Any:  # noqa: ANN401
            backend = original(backends, region)
            prefix = f"{backends.service_name}/{backend.region_name}"
            if prefix not in self._given:
                # Of calls that come at once, none may make anything before it is noted what was there without them.
                with self._noting:
                    if prefix not in self._given:
                        self._given[prefix] = frozenset(held_by(prefix, backend))
            return backend

    def lines(self) -> list[str]:
        """Return the sorted lines; what was there from the start and is no more is a line under `gone/`."""
        from moto.core.base_backend import BackendDict

        found: set[str] = set()
        in_use: list[Any] = list(vars(BackendDict)["_instances"])  # moto has no other list of its backends
        for backends in in_use:
            for _, region, backend in list(backends.iter_backends()):
                prefix = f"{backends.service_name}/{region}"
                if before := self._before.get(backends.service_name):
                    before(backend)
                given = self._given.get(prefix, frozenset())
                now = set(held_by(prefix, backend))
                found |= now - given
                found |= {f"gone/{line}" for line in given - now}
        return sorted(found)


def held_by(prefix: str, backend: Any) -> Iterator[str]:  # noqa: ANN401
    """Give a line for every thing in a backend's containers, and for every thing in that one's containers."""
    for path, item in _held(prefix, backend):
        if not _kept_by_aws(item):
            yield path
            # The rules of a group, the routes of a table, the listeners of a balancer.
            yield from (inner for inner, _ in _held(path, item))


def _held(prefix: str, holder: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Give every thing in the containers that are attributes of `holder`, with its path."""
    for name, value in list(getattr(holder, "__dict__", {}).items()):
        if isinstance(value, _CONTAINERS) and name not in _NO_RESOURCE:
            yield from _leaves(f"{prefix}/{name}", value)


def _leaves(prefix: str, container: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    pairs: Iterable[tuple[object, Any]] = (
        list(container.items()) if isinstance(container, Mapping) else [(_name(item), item) for item in container]
    )
    for key, value in pairs:
        path = f"{prefix}/{key}"
        if isinstance(container, Mapping) and isinstance(value, _CONTAINERS):
            yield from _leaves(path, value)
        else:
            yield path, value


def _name(item: object) -> str:
    for attribute in _NAMES:
        value = getattr(item, attribute, None)
        if isinstance(value, str):
            return value
    if isinstance(item, (str, int, float, *_CONTAINERS)):
        return json.dumps(item, sort_keys=True, default=str)
    scalars = {k: v for k, v in getattr(item, "__dict__", {}).items() if isinstance(v, (str, int))}
    return f"{type(item).__name__} {json.dumps(scalars, sort_keys=True)}"


def _kept_by_aws(item: object) -> bool:
    kind = type(item).__module__
    if kind == "moto.ecs.models":
        return getattr(item, "status", None) == ("STOPPED" if type(item).__name__ == "Task" else "INACTIVE")
    if kind == "moto.kms.models":
        return getattr(item, "key_state", None) == "PendingDeletion"
    if kind == "moto.iam.models":
        # Keys of a session begin so: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
        return str(getattr(item, "access_key_id", "")).startswith("ASIA")
    if kind == "moto.sts.models":
        return type(item).__name__ == "AssumedRole"
    if kind == "moto.secretsmanager.models":
        return getattr(item, "deleted_date", None) is not None
    return False
