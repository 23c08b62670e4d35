"""Every wrong spec of `tests/cases/wrong_specs`, and its healthy twin."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
import yaml

from sealane.errors import InputError, Place, Problem
from sealane.spec import checks
from sealane.spec.finding import Rule
from sealane.spec.load import load
from sealane.spec.schema import schema

CASES = Path(__file__).parents[2] / "cases"
WRONG = sorted((CASES / "wrong_specs").iterdir())
DOUBTFUL = sorted((CASES / "doubtful_specs").iterdir())


SCHEMA = jsonschema.Draft202012Validator(schema())


def named(folder: Path) -> str:
    """Name a case after its folder."""
    return folder.name


def text(folder: Path, file: str) -> str:
    """Read one file of a case."""
    return (folder / file).read_text(encoding="utf-8")


def expected(folder: Path) -> dict[str, Any]:
    """Read what a case expects."""
    found: dict[str, Any] = json.loads(text(folder, "expected.json"))
    return found


def assert_is(problem: Problem, folder: Path) -> None:
    """Assert that a problem is the one that a case expects."""
    wanted = expected(folder)
    assert problem.code == wanted["code"]
    assert problem.place == Place(file="sealane.yaml", line=wanted["line"], column=wanted["column"])
    assert wanted["what"] in problem.what
    assert wanted["hint"] in problem.hint


@pytest.mark.parametrize("folder", WRONG, ids=named)
def test_a_wrong_spec_is_refused_with_exactly_its_problem(folder: Path) -> None:
    """One wound gives one problem: its code, its place, the fact, and what to do."""
    with pytest.raises(InputError) as caught:
        load(text(folder, "spec.yaml"), "sealane.yaml")
    assert [problem.code for problem in caught.value.problems] == [expected(folder)["code"]]
    assert_is(caught.value.problems[0], folder)
    assert not problem_ends_in_a_full_stop(caught.value.problems[0])


@pytest.mark.parametrize("folder", WRONG, ids=named)
def test_the_healthy_twin_of_a_wrong_spec_loads(folder: Path) -> None:
    """The same spec with the one wound mended is taken, by the loader and by the schema."""
    twin = text(folder, "healthy.yaml")
    assert load(twin, "sealane.yaml").spec.services
    SCHEMA.validate(yaml.safe_load(twin))


@pytest.mark.parametrize("folder", [folder for folder in WRONG if "schema" in expected(folder)], ids=named)
def test_the_schema_refuses_what_is_wrong_in_structure(folder: Path) -> None:
    """An editor that knows the schema marks a structural mistake before sealane runs."""
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(yaml.safe_load(text(folder, "spec.yaml")))


@pytest.mark.parametrize("folder", DOUBTFUL, ids=named)
def test_a_doubtful_spec_loads_with_exactly_its_warning(folder: Path) -> None:
    """What AWS's pages leave open, or what is merely unwise, is said and stops nothing."""
    warnings = load(text(folder, "spec.yaml"), "sealane.yaml").warnings
    assert [warning.code for warning in warnings] == [expected(folder)["code"]]
    assert_is(warnings[0], folder)


@pytest.mark.parametrize("folder", DOUBTFUL, ids=named)
def test_the_twin_of_a_doubtful_spec_loads_in_silence(folder: Path) -> None:
    """With the doubt removed there is nothing to say."""
    assert load(text(folder, "healthy.yaml"), "sealane.yaml").warnings == ()


def test_every_rule_of_every_check_has_a_case() -> None:
    """A rule that no spec breaks in a test could be gone without anyone noticing."""
    modules = [
        importlib.import_module(f"{checks.__name__}.{module.name}") for module in pkgutil.iter_modules(checks.__path__)
    ]
    rules = {
        (rule.code, rule.severity) for module in modules for rule in vars(module).values() if isinstance(rule, Rule)
    }
    shown = {(expected(folder)["code"], "error") for folder in WRONG}
    shown |= {(expected(folder)["code"], "warning") for folder in DOUBTFUL}
    assert len(rules) > 60
    assert rules - shown == set()


def problem_ends_in_a_full_stop(problem: Problem) -> bool:
    """Tell whether the sentence ends as `Problem.what` must not."""
    return problem.what.endswith(".")
