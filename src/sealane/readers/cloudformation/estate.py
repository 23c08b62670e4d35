"""Every resource of a template and of the stacks in it, with what they say of each other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from sealane.errors import InputError
from sealane.readers.cloudformation.node import Node
from sealane.readers.cloudformation.values import Evaluated
from sealane.world.text import Hole
from sealane.world.values import Origin

MAX_STEPS = 1_000_000
"""Values worked out for one template: far beyond any real one, and some seconds of work."""

MAX_NESTING = 130
"""How deep values may call for each other, through resources and conditions too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A resource as it will be deployed.

    `maybe` says why it may not be there at all; `opaque` why properties may be there that are not listed.
    """

    key: str
    kind: str
    origin: Origin
    properties: dict[str, Evaluated]
    metadata: Node | None = None
    maybe: Hole | None = None
    opaque: Hole | None = None


@dataclass(slots=True)
class Edges:
    """Who names whom, and where, to find those who name each other in a ring."""

    found: dict[str, dict[str, Node]] = field(default_factory=dict)

    def add(self, source: str, target: str, node: Node) -> None:
        """Note that one resource names another."""
        self.found.setdefault(source, {}).setdefault(target, node)

    def ring(self) -> list[tuple[str, Node]]:
        """Return a ring of resources, each with the place where it names the next one; nothing when there is none."""
        done: set[str] = set()
        for start in self.found:
            if start in done:
                continue
            path: dict[str, int] = {start: 0}
            waiting = [iter(self.found[start])]
            while waiting:
                target = next(waiting[-1], None)
                if target is None:
                    waiting.pop()
                    done.add(path.popitem()[0])
                elif target in path:
                    ring = [*list(path)[path[target] :], target]
                    return [(name, self.found[name][after]) for name, after in itertools.pairwise(ring)]
                elif target not in done and target in self.found:
                    path[target] = len(path)
                    waiting.append(iter(self.found[target]))
        return []


@dataclass(slots=True)
class Effort:
    """What reading has cost so far, counted so that a hostile template ends in a problem and not in hours."""

    steps: int = 0
    depth: int = 0

    def enter(self, node: Node, depth: int = 1) -> None:
        """Count one value, which may lie deeper than one step.

        Raises:
            InputError: when there are too many, or they call for each other too deeply.

        """
        self.spend(node, 1)
        self.depth += depth
        if self.depth > MAX_NESTING:
            raise _too(node, "template-too-deep", f"values call for each other more than {MAX_NESTING} levels deep")

    def spend(self, node: Node, values: int) -> None:
        """Count values.

        Raises:
            InputError: when there are too many.

        """
        self.steps += values
        if self.steps > MAX_STEPS:
            raise _too(node, "template-too-large", f"the template takes more than {MAX_STEPS:,} values to work out")

    def leave(self, depth: int = 1) -> None:
        """End one value."""
        self.depth -= depth


def _too(node: Node, code: str, what: str) -> InputError:
    return node.problem(code=code, what=what)
