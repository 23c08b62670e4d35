"""A change is written as the rest of the file is, and nothing else of the file is touched."""

from __future__ import annotations

import pytest

from sealane.terraform.editing.diff import unified
from sealane.verbs.mending.unsure import Unsure
from tests.unit.verbs.mending.styles import drafted
from tests.unit.verbs.mending.table import CASES

_WRITTEN = {name: case for name, case in CASES.items() if case.lines}
_UNSURE = {name: case for name, case in CASES.items() if case.reason}


@pytest.mark.parametrize("name", _WRITTEN)
def test_exactly_these_lines_change(name: str) -> None:
    """The changed lines are those that a person would change, and every other one stays byte for byte."""
    case = _WRITTEN[name]
    after = drafted(case.made(case.text))
    changed = [line for line in unified(case.text, after, "main.tf").splitlines()[2:] if line[:1] in {"-", "+"}]
    assert "\n".join(changed) == case.lines


@pytest.mark.parametrize("name", _UNSURE)
def test_what_has_no_sure_place_is_said(name: str) -> None:
    """Where the value comes from elsewhere nothing is written, and the reason names the place."""
    case = _UNSURE[name]
    with pytest.raises(Unsure) as told:
        drafted(case.made(case.text))
    assert case.reason in told.value.reason
