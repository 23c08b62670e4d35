"""Every case file is decided as the AWS page it links to describes."""

from __future__ import annotations

import pytest

from sealane.verdicts.decision import Outcome
from tests.cases.authorization.case_file import Case, all_cases

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case_is_decided_as_documented(case: Case) -> None:
    """Decision, explicitness, the layers in the way, the conditions and the number of problems are those expected."""
    decision = case.decided()
    found = {
        "decision": decision.outcome.value,
        "explicit": decision.explicit,
        "blocked_by": [layer.value for layer in decision.blocked_by],
        "if": [str(condition) for condition in decision.conditions],
        "problems": len(case.problems),
    }
    assert {key: found[key] for key in case.expect} == case.expect


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_decision_is_consistent(case: Case) -> None:
    """Only a denial is explicit or blocked, only an unknown has conditions, and each case names its source."""
    decision = case.decided()
    assert bool(decision.conditions) == (decision.outcome is Outcome.UNKNOWN)
    assert bool(decision.blocked_by) == (decision.outcome is Outcome.DENIED)
    assert not decision.explicit or decision.outcome is Outcome.DENIED
    assert case.link.startswith("https://docs.aws.amazon.com/")


def test_there_are_cases_of_every_outcome() -> None:
    """The folder holds a good number of cases, and each outcome many times."""
    outcomes = [case.expect["decision"] for case in CASES]
    assert len(outcomes) >= 120
    assert all(outcomes.count(outcome.value) >= 40 for outcome in Outcome)
