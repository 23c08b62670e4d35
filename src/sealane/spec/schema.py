"""The JSON Schema of a spec file, for editors: keys, their meaning, their defaults, and the shorthands."""

from __future__ import annotations

import ast
import inspect
from typing import Any

from pydantic import BaseModel

from sealane.grammar import limits, names, retention, sizes
from sealane.spec.container import Exec, HealthCheck, Logs, Secret
from sealane.spec.document import Spec, State
from sealane.spec.endpoints import Endpoints
from sealane.spec.network import FlowLogs, Network
from sealane.spec.storage import Volume
from sealane.spec.traffic import Autoscaling, Deployment, LoadBalancer, ServiceConnect
from sealane.spec.workload import Workload

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = "urn:sealane:schema:spec:1"

_PARTS: tuple[type[BaseModel], ...] = (
    *(Spec, State, Network, FlowLogs, Endpoints, Workload, Secret, HealthCheck, Logs, Exec, LoadBalancer),
    *(Autoscaling, ServiceConnect, Deployment, Volume),
)
# What YAML reads as a number or a boolean is taken as it was typed where AWS wants text.
_TYPED = {"type": ["string", "number", "boolean"]}
_SWITCHES: dict[str, tuple[str, ...]] = {"Workload": ("exec", "service_connect"), "Network": ("flow_logs",)}
_TYPED_MAPS: dict[str, tuple[str, ...]] = {"Spec": ("tags",), "Workload": ("environment",)}


def schema() -> dict[str, Any]:
    """Return the schema, in the dialect of draft 2020-12."""
    found = Spec.model_json_schema(mode="validation")
    parts: dict[str, Any] = found.pop("$defs")
    _describe(found, parts)
    _shorthands(found, parts)
    _ranges(parts)
    for part in (found, *parts.values()):
        _without_nulls(part)
    head = {"$schema": DIALECT, "$id": NAME, "title": "sealane.yaml"}
    return {**head, **{key: value for key, value in found.items() if key not in head}, "$defs": parts}


def _describe(root: dict[str, Any], parts: dict[str, Any]) -> None:
    """Put each field's docstring beside it; the models leave this out of their own start-up."""
    for model in _PARTS:
        part = root if model is Spec else parts[model.__name__]
        for key, text in docstrings(model).items():
            part["properties"][key]["description"] = text
        for field in part["properties"].values():
            field.pop("title", None)


def docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return the text under each field of a model, by the field's name."""
    body = ast.parse(inspect.getsource(model)).body[0]
    found: dict[str, str] = {}
    if not isinstance(body, ast.ClassDef):
        return found
    for field, below in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            found[field.target.id] = inspect.cleandoc(below.value.value)
    return found


def _shorthands(root: dict[str, Any], parts: dict[str, Any]) -> None:
    image = {"description": "A single image, short for `services: {app: {image: …}}`.", "type": "string"}
    root["properties"]["image"] = image
    root.pop("required")
    root["oneOf"] = [{"required": ["services"]}, {"required": ["image"]}]
    services = root["properties"]["services"]
    services["additionalProperties"] = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Workload"}]}
    services["minProperties"] = 1
    workload = parts["Workload"]["properties"]
    secrets = workload["secrets"]
    text = {"type": "string", "pattern": r"^(/|arn:[^:]*:(secretsmanager|ssm):)"}
    secrets["additionalProperties"] = {"anyOf": [text, {"$ref": "#/$defs/Secret"}]}
    workload["command"]["items"] = _TYPED
    command = parts["HealthCheck"]["properties"]["command"]
    items = {"type": "array", "items": _TYPED, "minItems": 2}
    parts["HealthCheck"]["properties"]["command"] = {
        "description": command["description"],
        "anyOf": [{"type": "string"}, items],
    }
    for name, keys in _TYPED_MAPS.items():
        part = root if name == "Spec" else parts[name]
        for key in keys:
            part["properties"][key]["additionalProperties"] = _TYPED
    for name, keys in _SWITCHES.items():
        for key in keys:
            parts[name]["properties"][key]["anyOf"].insert(0, {"type": "boolean"})


def _ranges(parts: dict[str, Any]) -> None:
    """Add the limits that do not hang on another value, so that an editor can offer and check them."""
    workload, check = parts["Workload"]["properties"], parts["HealthCheck"]["properties"]
    workload["cpu"]["enum"] = [size.cpu for size in sizes.SIZES]
    workload["port"].update(minimum=0, maximum=limits.PORT.most)
    workload["desired_count"]["minimum"] = 0
    workload["environment_files"]["maxItems"] = limits.ENVIRONMENT_FILES
    storage = workload["ephemeral_storage_gib"]
    storage.update(minimum=limits.INCLUDED_STORAGE, maximum=limits.EPHEMERAL_STORAGE.most)
    for key, allowed in limits.HEALTH_CHECK.items():
        check[key].update(minimum=allowed.least, maximum=allowed.most)
    for name in ("Logs", "FlowLogs"):
        parts[name]["properties"]["retention_days"]["enum"] = [retention.FOR_EVER, *retention.DAYS]
    parts["Network"]["properties"]["subnet_ids"]["maxItems"] = limits.SUBNETS_PER_SERVICE
    parts["State"]["properties"]["bucket"].update(minLength=3, maxLength=names.BUCKET.longest)


def _without_nulls(part: dict[str, Any]) -> None:
    """Take `null` out of the choices: in a file a key is written with a value or not at all."""
    for field in part["properties"].values():
        if field.get("default", ...) is None:
            field.pop("default")
        choices = [choice for choice in field.get("anyOf", ()) if choice != {"type": "null"}]
        if len(choices) == 1:
            field.pop("anyOf")
            field.update(choices[0])
        elif choices:
            field["anyOf"] = choices
