"""Lab and proof agree on every flow of random worlds; a large run is `python -m tests.tools.differ`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.kernel import enclosure
from sealane.lab.survey.labels import OUTSIDE
from sealane.lab.survey.survey import survey
from sealane.verdicts.verdict import Verdict
from tests.lab.differential.comparison import compare, on_paper
from tests.lab.differential.questions import Probe, questions
from tests.lab.differential.running import in_kernel
from tests.lab.differential.sending import KernelSender
from tests.lab.differential.worlds import world_from
from tests.lab.on_paper import Crossing

WORLDS = 300


def test_lab_and_proof_agree() -> None:
    """What the proof says of the flows of many worlds is what becomes of their packets in the kernel."""
    found = in_kernel(range(WORLDS))
    assert found.disagreements == {}
    assert found.worlds == WORLDS
    # Each answer is given often enough for the agreement to mean something.
    assert all(found.verdicts[verdict] > WORLDS for verdict in Verdict)


def nowhere(_: Blueprint, probes: Sequence[Probe]) -> dict[Probe, Crossing]:
    """Lose every packet."""
    return dict.fromkeys(probes, Crossing())


def everywhere(_: Blueprint, probes: Sequence[Probe]) -> dict[Probe, Crossing]:
    """Let every packet out and its answer back."""
    return dict.fromkeys(probes, Crossing(OUTSIDE, back=True))


@pytest.mark.parametrize("liar", [nowhere, everywhere])
def test_a_lab_that_lies_disagrees(liar: object) -> None:
    """A lab that lets nothing through is contradicted, and so is one that lets everything out."""
    assert [compare(world_from(seed)).disagreements for seed in range(8)] == [()] * 8
    assert any(compare(world_from(seed), liar).disagreements for seed in range(8))  # type: ignore[arg-type]


def differences(seeds: tuple[int, ...]) -> list[tuple[int, Probe]]:
    """Name the packets of which kernel and paper do not say the same."""
    found = []
    with KernelSender() as sender:
        for seed in seeds:
            world = world_from(seed)
            blueprint = survey(world)
            probes = [probe for question in questions(world, blueprint) for probe in question.probes]
            sent, thought = sender(blueprint, probes), on_paper(blueprint, probes)
            found += [(seed, probe) for probe in probes if sent[probe] != thought[probe]]
    return found


def test_paper_is_as_good_as_the_kernel() -> None:
    """What is worked out for a blueprint is what the kernel does with it, so that tests on paper mean something."""
    assert enclosure.run(differences, tuple(range(0, WORLDS, 20))) == []
