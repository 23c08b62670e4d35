"""Which tests a worker is given together, and in what order: what waits longest first, so that nothing waits for it.

A file is a unit of work, because its tests have a fixture in common that takes a while, as a sandbox. The files named
in `SPLIT` have long tests that have little in common: there each test is a unit.
"""

from __future__ import annotations

from typing import Final

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it ships no types

FIRST: Final = (
    "tests/journeys/test_main_job.py",
    "tests/documentation/test_commands.py",
    "tests/terraform/written/test_life.py",
    "tests/journeys/test_killing.py",
    "tests/journeys/test_stopped.py",
    "tests/journeys/test_live_world.py",
    "tests/journeys/test_proved_everywhere.py",
    "tests/sandbox/test_terraform.py",
    "tests/journeys/",
    "tests/terraform/",
    "tests/lab/",
    "tests/browser/",
    "tests/worlds/test_sources.py",
    "tests/sandbox",
    "tests/worlds/",
    "tests/architecture/",
)
"""The first units: files and folders, longest first; what is named in none of them comes last."""

SPLIT: Final = (
    "tests/documentation/test_commands.py",
    "tests/journeys/test_existing_vpc.py",
    "tests/journeys/test_export.py",
    "tests/journeys/test_killing.py",
    "tests/journeys/test_streams.py",
    "tests/terraform/linking/test_examples.py",
    "tests/terraform/linking/test_forms.py",
    "tests/terraform/linking/test_refusals.py",
    "tests/terraform/linking/test_relations.py",
    "tests/terraform/linking/test_surroundings.py",
    "tests/terraform/linking/test_texts.py",
    "tests/terraform/workspace/test_commands.py",
    "tests/terraform/workspace/test_killing.py",
    "tests/terraform/workspace/test_refusals.py",
    "tests/terraform/written/test_life.py",
)
"""Files whose tests go to whichever worker is free."""


def unit(test: str) -> str:
    """Return the name of the unit that a test belongs to."""
    file = test.partition("::")[0]
    return test if file in SPLIT else file


def rank(test: str) -> int:
    """Return the place of a test in the order; smaller is earlier."""
    return next((place for place, start in enumerate(FIRST) if test.startswith(start)), len(FIRST))


class UnitScheduling(LoadScopeScheduling):  # type: ignore[misc]  # as above
    """Gives a free worker the next unit, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)

    def schedule(self) -> None:
        """Keep the order of the collection, which is longest first and not by the number of tests."""
        self.config.option.loadscopereorder = False
        super().schedule()
