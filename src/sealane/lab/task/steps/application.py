"""The connection of the containers' own calls; the task starts without it, so ECS reports nothing when it fails."""

from __future__ import annotations

from sealane.lab.task.scene import Made, Scene
from sealane.lab.task.steps.connecting import connected
from sealane.startup.step import Step


def make(step: Step, scene: Scene) -> Made:
    """Connect."""
    return connected(step, scene)
