"""Texts that Terraform marks as sensitive are known as such, whatever they are a part of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.worlds.healthy import healthy
from tests.worlds.mutants.river import answers, world_in
from tests.worlds.sources import SOURCES
from tests.worlds.wounds.everything import WOUNDS

WOUND = "the role may not pull"


def document(source: str, folder: Path) -> dict[str, Any]:
    """Return a plan or state of a world in which something is found of a repository."""
    found: dict[str, Any] = json.loads(SOURCES[source].render(WOUNDS[WOUND].broken, folder).document)
    return found


def resource(found: dict[str, Any], kind: str) -> tuple[dict[str, Any], str]:
    """Return what holds the marks of the first resource of a type, and under which key."""
    if "resource_changes" in found:
        return next(one for one in found["resource_changes"] if one["type"] == kind)["change"], "after_sensitive"
    return next(one for one in found["values"]["root_module"]["resources"] if one["type"] == kind), "sensitive_values"


def told(found: dict[str, Any]) -> str:
    """Return all that is said of it."""
    return "\n".join(answers(lambda: world_in(json.dumps(found).encode())).values())


@pytest.mark.parametrize("source", ["plan", "state"])
@pytest.mark.parametrize("mark", [{"name": True, "image_scanning_configuration": [{}]}, True])
def test_marked_name_is_not_told(source: str, mark: object, tmp_path: Path) -> None:
    """The name of a repository is told of a role that may not pull, unless it is marked itself or all around it is."""
    found = document(source, tmp_path)
    assert "demo/app" in told(found)
    holder, key = resource(found, "aws_ecr_repository")
    holder[key] = mark
    hidden = told(found)
    assert "demo/app" not in hidden
    assert "(sensitive)" in hidden
    assert "aws_ecs_service" in hidden


def test_sensitive_variable_is_not_told(tmp_path: Path) -> None:
    """The value of a sensitive variable is not told as a part of any text; another variable's is."""
    found = document("plan", tmp_path)
    found["variables"] = {"repository": {"value": "demo/app"}}
    blocks = found["configuration"]["root_module"]
    blocks["variables"] = {"repository": {"description": "what runs"}}
    assert "demo/app" in told(found)
    blocks["variables"]["repository"]["sensitive"] = True
    assert "demo/app" not in told(found)


def test_marks_of_another_shape_than_the_values_hide_what_they_can(tmp_path: Path) -> None:
    """Marks that do not fit the values are no error, and nothing is hidden where there are none."""
    found = document("plan", tmp_path)
    holder, key = resource(found, "aws_ecr_repository")
    for mark in ([True], {"name": [True]}, {"gone": True}, "true", None):
        holder[key] = mark
        assert "demo/app" in told(found)
    plain = world_in(SOURCES["plan"].render(healthy(), tmp_path).document)
    assert plain.source.masked == ()
