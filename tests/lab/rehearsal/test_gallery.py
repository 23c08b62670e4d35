"""Every estate of the gallery is proved, priced and rehearsed, and its page says what came of it."""

from __future__ import annotations

import pytest

from sealane.proof.prove import prove
from sealane.verbs.rehearsing import Theatre
from sealane.verdicts.rehearsal import Agreement
from sealane.verdicts.verdict import Verdict
from tests.gallery.estates import EXAMPLES, Estate, estates, row

PAGE = (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
# The kernel finds the way out of this one, as the proof does.
LEAKS = {"moving-from-nat/before"}


@pytest.mark.parametrize("estate", list(estates()), ids=lambda estate: estate.name)
def test_estate(estate: Estate, theatre: Theatre) -> None:
    """The page has this estate's own row; in the kernel every step does what the proof says, and nothing else leaks."""
    world = estate.world()
    proof = prove(world)
    assert row(estate, world, proof) in PAGE
    rehearsal = theatre.rehearse(world, ())
    assert len(rehearsal.services) == len(proof.services)
    for service in rehearsal.services:
        answers = {step.agreement for step in service.steps}
        assert Agreement.DIFFERS not in answers
        assert Agreement.AGREES in answers
        assert bool(service.leaks) is (estate.name in LEAKS)
        assert service.first_failure is None
    fails = any(Verdict.FAILS in (service.starts, service.sealed) for service in proof.services)
    assert fails is (estate.name in LEAKS)


def test_page_has_no_other_rows() -> None:
    """The page's table has a row for each estate and none beside."""
    rows = [line for line in PAGE if line.startswith("| [")]
    assert len(rows) == len(list(estates()))
