"""The page on captures names exactly the IAM actions that reading an account and its stopped tasks uses."""

from __future__ import annotations

import re

from sealane.verbs.watch import ACTIONS as WATCHING
from sealane.verbs.watch import ACTIONS_OF_QUEUE
from tests.architecture.checkout import ROOT

PAGE = (ROOT / "docs" / "captures.md").read_text(encoding="utf-8")
ACTIONS = {*WATCHING, *ACTIONS_OF_QUEUE}
_ACTION = re.compile(r"`([a-z0-9-]+:[A-Z][A-Za-z0-9]+)`")


def actions_in(text: str) -> set[str]:
    """Return the IAM actions that the tables of a text name."""
    return {action for line in text.splitlines() if line.startswith("|") for action in _ACTION.findall(line)}


def test_actions_of_the_page_are_those_of_the_code() -> None:
    """None is missing, and none is asked for in vain."""
    assert actions_in(PAGE) == ACTIONS


def test_action_that_is_missing_is_noticed() -> None:
    """Without a line of the table the two differ."""
    wounded = "\n".join(line for line in PAGE.splitlines() if not line.startswith("| ec2 |"))
    assert actions_in(wounded) < ACTIONS
