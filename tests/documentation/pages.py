"""Which pages there are, what each finds in its folder, and which commands are run elsewhere or by nobody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tests.architecture.checkout import ROOT, shown, tracked_files
from tests.journeys.wounded_plan import WOUNDS

PLAN: Final = ROOT / "tests" / "cases" / "plan_reading" / "minimal" / "plan.json"
SLOW: Final = "docs/tutorial.md"
"""The page whose commands build something and take a while."""

ELSEWHERE: Final = (
    (r"^git clone ", "where the repository is, is each reader's own"),
    (r"^make (demo|test)$", "`make test` runs this, and the tutorial has the commands of the demo"),
    (r"--live|--cluster", "asks a real account; tests/journeys/test_live_world.py does so of the sandbox"),
    (r"(prove|cost|rehearse|trace) examples/", "tests/gallery proves, prices and rehearses every example"),
)
"""Commands that are shown and not run here, by what they look like, each with the reason."""

PARSED: Final = {
    "README.md": "the tutorial runs these in the sandbox",
    "docs/acceptances.md": "applies to a real account",
    "docs/adopt.md": "asks a real account",
    "docs/captures.md": "asks a real account",
    "docs/ci.md": "settings of pipelines, which tests/journeys/pipelines runs",
    "docs/cost.md": "tests/journeys/test_cost.py runs each of them",
    "docs/diagnosis.md": "forms of a call, with names of places in them",
    "docs/how-to/existing-vpc.md": "asks a real account; tests/journeys/test_existing_vpc.py does so in the sandbox",
    "docs/rehearsal.md": "tests/lab and tests/journeys/test_rehearse.py rehearse",
    "docs/report.md": "stands between calls of Terraform and git",
    "docs/tutorial.md": "ends the sandbox that the demo has left",
}
"""Pages with calls of sealane in blocks that are no session of a shell: those are parsed, not run, for this reason."""


def pages() -> dict[str, str]:
    """Return the text of README, of every page of the documentation, and of the gallery."""
    wanted = [
        path
        for path in tracked_files()
        if path.suffix == ".md" and (path.is_relative_to(ROOT / "docs") or path.parent in {ROOT, ROOT / "examples"})
    ]
    return {shown(path): path.read_text(encoding="utf-8") for path in wanted if path.name != "CHANGELOG.md"}


def reason_not_to_run(line: str) -> str:
    """Return why a command is not run here, nothing if it is."""
    return next((reason for pattern, reason in ELSEWHERE if re.search(pattern, line)), "")


def furnish(folder: Path) -> Path:
    """Put into a folder what pages name: plans that hold and fail, the examples, a task definition."""
    work = folder / "work"
    work.mkdir()
    (work / "plan.json").write_bytes(PLAN.read_bytes())
    (work / "broken.json").write_bytes(WOUNDS["an endpoint is dropped"].of(PLAN.read_bytes()))
    (work / "examples").symlink_to(ROOT / "examples")
    return work
