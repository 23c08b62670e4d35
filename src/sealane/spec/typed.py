"""Values that AWS takes as text, kept as they were typed even where YAML reads a number or a boolean.

`PORT: 8080` in `environment` means the text `8080`, and `VERSION: 1.10` the text `1.10`, not `1.1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_IN_A_SERVICE = ("environment", "command")


def as_typed(root: Any, sources: Mapping[tuple[int, str | int], str]) -> Any:  # noqa: ANN401 - a document holds anything
    """Return the document with the texts of `tags`, `environment` and the commands put back as they were typed."""
    if not isinstance(root, dict) or not sources:
        return root
    found = dict(root)
    if "tags" in found:
        found["tags"] = _texts(found["tags"], sources)
    services = found.get("services")
    if isinstance(services, dict):
        found["services"] = {name: _service(service, sources) for name, service in services.items()}
    return found


def _service(service: Any, sources: Mapping[tuple[int, str | int], str]) -> Any:  # noqa: ANN401 - as above
    if not isinstance(service, dict):
        return service
    found = dict(service)
    for key in _IN_A_SERVICE:
        if key in found:
            found[key] = _texts(found[key], sources)
    check = found.get("health_check")
    if isinstance(check, dict) and "command" in check:
        found["health_check"] = {**check, "command": _texts(check["command"], sources)}
    return found


def _texts(container: Any, sources: Mapping[tuple[int, str | int], str]) -> Any:  # noqa: ANN401 - as above
    if isinstance(container, dict):
        return {key: sources.get((id(container), key), value) for key, value in container.items()}
    if isinstance(container, list):
        return [sources.get((id(container), position), value) for position, value in enumerate(container)]
    return container
