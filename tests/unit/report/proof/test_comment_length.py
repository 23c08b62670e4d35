"""A comment fits the room that GitHub gives it, and says what it has no room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sealane.report.proof.markdown import LIMIT, as_markdown
from sealane.verdicts.acceptance import Weighed, weigh
from sealane.world.values import Origin, Unread
from sealane.world.world import Source
from tests.unit.report.proof import proofs
from tests.unit.report.proof.stories import STORIES, TODAY

LEFT_OUT = "<sub>Left out, for a comment has room for no more"


def wordy(length: int) -> Weighed:
    """Return a proof in which every name and reason is as long as this."""
    long = "n" * length
    groups = [Origin(f"aws_security_group.{at}_{long}", f"{long}.tf", 3) for at in range(60)]
    closed = [proofs.closed(f"aws_ecs_service.{at}_{long}", group) for at, group in enumerate(groups)]
    unclear = [
        replace(proofs.unclear(f"u{at}_{long}"), open=(Unread(f"{at} {long}", f"ec2:{long}"),)) for at in range(60)
    ]
    return weigh(proofs.proof(*closed, proofs.leaking(f"l{long}"), *unclear, proofs.healthy(f"h{long}")), (), TODAY)


@pytest.mark.parametrize("length", [10, 300, 3_000, 30_000, 70_000])
def test_a_comment_is_never_too_long(length: int) -> None:
    """However long the names are, the verdict comes first, every fold is closed, and the whole has room."""
    told = as_markdown(wordy(length))
    assert told.startswith("### ❌ sealane: fails\n")
    assert len(told) <= LIMIT
    assert told.count("<details") == told.count("</details>")
    assert (told.count("```") % 2, "more are in the other forms" in told) == (0, True)


def test_what_has_no_room_is_said() -> None:
    """A comment that leaves a part out says so at its end; one that has room for all says nothing."""
    assert as_markdown(wordy(30_000)).rpartition("\n\n")[2].startswith(LEFT_OUT)
    assert LEFT_OUT not in as_markdown(wordy(10))
    assert all(LEFT_OUT not in as_markdown(make()) for make in STORIES.values())


def test_a_mask_that_is_longer_than_its_secret_has_room_too() -> None:
    """What is hidden is hidden before the length is looked at."""
    weighed = wordy(300)
    source = Source(kind="terraform-plan", name="plan.json", masked=("n" * 300,))
    told = as_markdown(replace(weighed, proof=replace(weighed.proof, source=source)))
    assert ("n" * 300 in told, "(sensitive)" in told) == (False, True)
    assert len(told) <= LIMIT
