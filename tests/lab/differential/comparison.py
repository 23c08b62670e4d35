"""Lab and proof of one world, held against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sealane.lab.blueprint.blueprint import Blueprint
from sealane.lab.survey.survey import survey
from sealane.verdicts.verdict import Verdict
from sealane.world.world import World
from tests.lab.differential.questions import Probe, questions
from tests.lab.on_paper import Crossing, PaperKernel

# Sends probes into what a blueprint describes.
Sender = Callable[[Blueprint, Sequence[Probe]], dict[Probe, Crossing]]


@dataclass(frozen=True)
class Comparison:
    """What came out: how many questions had which verdict, how many packets were sent, and what does not agree."""

    verdicts: Counter[Verdict]
    packets: int
    disagreements: tuple[str, ...]


def on_paper(blueprint: Blueprint, probes: Sequence[Probe]) -> dict[Probe, Crossing]:
    """Work out what becomes of probes, each in a network without memory of the others."""
    kernel = PaperKernel(blueprint)
    found = {}
    for probe in probes:
        kernel.memory.clear()
        there = kernel.send(probe.space, probe.letter)
        if there is None:
            found[probe] = Crossing()
            continue
        answer = kernel.send(there.space, there.letter.answer)
        back = answer is not None and answer.space == probe.space and answer.letter == probe.letter.answer
        found[probe] = Crossing(there.space, back)
    return found


def compare(world: World, sender: Sender = on_paper) -> Comparison:
    """Ask lab and proof of a world."""
    blueprint = survey(world)
    asked = list(questions(world, blueprint))
    probes = list(dict.fromkeys(probe for question in asked for probe in question.probes))
    found = sender(blueprint, probes)
    said = tuple(text for question in asked if (text := question.disagrees(found)))
    return Comparison(Counter(question.verdict for question in asked), len(probes), said)
