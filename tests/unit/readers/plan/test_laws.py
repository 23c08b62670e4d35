"""What holds for every document: less decided is less known, and nothing makes a reader fail."""

from __future__ import annotations

import contextlib
import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sealane.errors import SealaneError
from sealane.readers.plan.read import world_of_plan
from sealane.readers.state.read import world_of_state
from tests.thoroughness import examples
from tests.unit.readers.plan.mutants import contradictions, mutant

CASES = Path(__file__).parents[3] / "cases" / "plan_reading"
PLANS = {path.parent.name: json.loads(path.read_bytes()) for path in sorted(CASES.glob("*/plan.json"))}
STATES = {path.parent.name: json.loads(path.read_bytes()) for path in sorted(CASES.glob("*/state.json"))}
# What they say is whether a fact is there at all, or what it is called.
_NAMES = frozenset({"launch_type", "requires_compatibilities", "type", "family", "tags", "tags_all"})

# Others name them by a text that would be undecided with them, or tell the Region where nothing else does.
_NAMED_ELSEWHERE = frozenset(
    {
        ("aws_iam_role", "name"),
        ("aws_kms_alias", "name"),
        ("aws_kms_alias", "target_key_id"),
        ("aws_vpc_endpoint", "service_name"),
    }
)


def undecided(document: dict[str, Any], address: str, name: str) -> bytes:
    """Return a plan in which an attribute depends on a local value that only an apply knows."""
    changed = copy.deepcopy(document)
    for change in changed["resource_changes"]:
        if change["address"] == address:
            change["change"]["after"].pop(name, None)
            change["change"]["after_unknown"][name] = True
    local = address.partition("[")[0].rpartition("module.")[2]
    for block in changed["configuration"]["root_module"]["resources"]:
        if block["address"] == local:
            block.setdefault("expressions", {})[name] = {"references": ["local.undecided"]}
    return json.dumps(changed).encode()


def attributes() -> list[tuple[str, str, str]]:
    """Return every attribute of every resource of the root modules, by case and address."""
    found = []
    for case, document in PLANS.items():
        for change in document["resource_changes"]:
            if change.get("module_address") or change["change"]["actions"] != ["create"]:
                continue
            names = {*(change["change"]["after"] or {}), *change["change"]["after_unknown"]} - _NAMES
            found += [
                (case, change["address"], name)
                for name in sorted(names)
                if (change["type"], name) not in _NAMED_ELSEWHERE
            ]
    return found


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(attributes()))
def test_less_decided_is_less_known(attribute: tuple[str, str, str]) -> None:
    """A value that becomes undecided makes facts unknown, or leaves a gap, and never makes another certainty."""
    case, address, name = attribute
    whole = world_of_plan(json.dumps(PLANS[case]).encode(), "plan.json")
    less = world_of_plan(undecided(PLANS[case], address, name), "plan.json")
    assert not list(contradictions(less, whole))


def test_contradictions_are_seen() -> None:
    """The comparison itself sees a certainty that became another one."""
    document = PLANS["minimal"]
    changed = json.loads(json.dumps(document).replace('"enable_dns_hostnames": true', '"enable_dns_hostnames": false'))
    whole, other = (world_of_plan(json.dumps(one).encode(), "plan.json") for one in (document, changed))
    assert not list(contradictions(whole, whole))
    assert list(contradictions(other, whole))


@settings(max_examples=examples(60))
@given(st.sampled_from(sorted(PLANS)), st.integers(min_value=0))
def test_mutated_plans(case: str, seed: int) -> None:
    """A plan with anything wrong in it is a world or a clear error."""
    document = mutant(PLANS[case], random.Random(seed))  # noqa: S311 - no secret
    with contextlib.suppress(SealaneError):
        assert world_of_plan(document, "plan.json").source.name == "plan.json"


@pytest.mark.parametrize("case", sorted(STATES))
@settings(max_examples=examples(25))
@given(seed=st.integers(min_value=0))
def test_mutated_states(case: str, seed: int) -> None:
    """A state with anything wrong in it is a world or a clear error."""
    document = mutant(STATES[case], random.Random(seed))  # noqa: S311 - no secret
    with contextlib.suppress(SealaneError):
        assert world_of_state(document, "state.json").source.name == "state.json"
