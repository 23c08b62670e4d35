"""The JSON Schema of a spec file."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
import yaml

from sealane.spec.document import Spec
from sealane.spec.load import load
from sealane.spec.schema import DIALECT, NAME, docstrings, schema
from sealane.spec.starter import starter
from sealane.spec.traffic import Autoscaling

SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def accepts(text: str) -> bool:
    """Tell whether the schema takes a text."""
    return bool(VALIDATOR.is_valid(yaml.safe_load(text)))


def fields(part: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the properties of a part."""
    found: dict[str, dict[str, Any]] = part["properties"]
    return found


def test_it_is_a_schema_of_its_dialect_with_a_stable_name() -> None:
    """The meta-schema takes it, and the name is ours without a domain."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert (SCHEMA["$schema"], SCHEMA["$id"]) == (DIALECT, NAME)
    assert NAME.startswith("urn:sealane:")


def test_every_key_is_described() -> None:
    """An editor has something to show for each key, of every part."""
    parts = {"Spec": SCHEMA, **SCHEMA["$defs"]}
    for part in parts.values():
        assert all(field.get("description") for field in fields(part).values())
    assert docstrings(Autoscaling)["maximum"] == "Most tasks."


def test_every_field_of_the_models_is_a_key_and_so_is_the_shorthand() -> None:
    """The schema offers what the models read, no more and no less."""
    assert set(fields(SCHEMA)) == {*Spec.model_fields, "image"}


def test_the_starter_fits() -> None:
    """What `init` writes is what its first line's schema takes."""
    assert accepts(starter("demo/app:1.0", "app", "us-east-1"))


@pytest.mark.parametrize(
    "text",
    [
        "image: demo/app:1.0",
        "services: {web: demo/web:1.0}",
        "services: {web: {image: demo/web:1.0, exec: true, service_connect: false}}",
        "services: {web: {image: demo/web:1.0, environment: {PORT: 8080, ON: true}}}",
        "services: {web: {image: demo/web:1.0, secrets: {A: /a, B: {parameter: b}}}}",
        "services: {web: {image: demo/web:1.0, health_check: {command: exit 0}, command: [sleep, 10]}}",
        "{image: demo/app:1.0, network: {zones: [us-east-1a, us-east-1b], flow_logs: true}}",
    ],
)
def test_shorthands_fit(text: str) -> None:
    """What the loader reads as a shorthand is no mistake to an editor."""
    assert load(text, "f").spec.services
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "name: app",
        "{image: demo/app:1.0, services: {web: demo/web:1.0}}",
        "services: {}",
        "{image: demo/app:1.0, regoin: us-east-1}",
        "services: {web: {image: demo/web:1.0, cpu: 300}}",
        "services: {web: {image: demo/web:1.0, logs: {retention_days: 45}}}",
        "services: {web: {image: demo/web:1.0, load_balancer: null}}",
        "services: {web: {image: demo/web:1.0, secrets: {A: plain}}}",
        "services: {web: {image: demo/web:1.0, health_check: {command: exit 0, interval: 1}}}",
    ],
)
def test_mistakes_do_not_fit(text: str) -> None:
    """What an editor can see without AWS, it marks."""
    assert not accepts(text)
