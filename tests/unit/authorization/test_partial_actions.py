"""Actions of which a part is not known yet: what is known of them has wildcards and no case, as in any action."""

from __future__ import annotations

import pytest

from sealane.authorization.elements.action import read_actions
from sealane.verdicts.condition import Negation, TextMatch
from sealane.world.text import Hole, Partial, Text

PART = Hole("a part that an apply decides")
ASKED = "ecr:batchgetimage"


@pytest.mark.parametrize(
    "text",
    [
        Partial((PART,)),
        Partial((PART, ":*")),
        Partial((PART, ":BatchGetImage")),
        Partial(("ecr:", PART)),
        Partial(("ECR:Batch", PART, "Image")),
        Partial(("e?r:", PART, "*")),
    ],
    ids=str,
)
def test_action_that_may_be_meant_is_not_decided(text: Text) -> None:
    """Whatever the part may be, nobody can say that the action is meant, nor that it is not."""
    assert isinstance(read_actions((text,), inverted=False).matches(ASKED), TextMatch)
    assert isinstance(read_actions((text,), inverted=True).matches(ASKED), Negation)


@pytest.mark.parametrize(
    "text",
    [Partial(("s3:", PART)), Partial((PART, ":Put*")), Partial(("ecr:Get", PART)), Partial(("ecr:", PART, "Layer"))],
    ids=str,
)
def test_action_that_cannot_be_meant_is_not(text: Text) -> None:
    """Where what is known of it says another action, the part does not matter."""
    assert read_actions((text,), inverted=False).matches(ASKED) is False
    assert read_actions((text,), inverted=True).matches(ASKED) is True


def test_action_that_is_meant_anyway_is() -> None:
    """An action that is known decides, whatever stands beside it."""
    both = ("ecr:*", Partial((PART, ":*")))
    assert read_actions(both, inverted=False).matches(ASKED) is True
    assert read_actions(both, inverted=True).matches(ASKED) is False
