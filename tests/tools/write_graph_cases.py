"""Write `tests/cases/graph_forms/`, what Mermaid and DOT draw of each story, and the drawing of `docs/graph.md`.

Run it after a change of words or of the layout, and read the difference:
`.venv/bin/python tests/tools/write_graph_cases.py`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.journeys.wounded_plan import WOUNDS
from tests.unit.report.graph.stories import FORMS, STORIES, rendered

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "cases" / "graph_forms"
PLAN = ROOT / "tests" / "cases" / "plan_reading" / "minimal" / "plan.json"


def main() -> None:
    """Write every file of every story, and the drawing as the command line makes it."""
    for story in STORIES:
        (FOLDER / story).mkdir(parents=True, exist_ok=True)
        for file in FORMS:
            (FOLDER / story / file).write_text(rendered(story, file), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder) / "broken.json"
        broken.write_bytes(WOUNDS["an endpoint is dropped"].of(PLAN.read_bytes()))
        sealane = Path(sys.executable).with_name("sealane")
        drawing = str(ROOT / "docs" / "graph.svg")
        subprocess.run([sealane, "graph", broken.name, "--soft-fail", "-o", drawing], cwd=folder, check=True)


if __name__ == "__main__":
    main()
