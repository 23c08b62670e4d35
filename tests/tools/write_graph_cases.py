"""Write `tests/cases/graph_forms/`: what Mermaid and DOT draw of each story.

Run it after a change of words, and read the difference: `.venv/bin/python tests/tools/write_graph_cases.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.unit.report.graph.stories import FORMS, STORIES, rendered

FOLDER = Path(__file__).parents[1] / "cases" / "graph_forms"


def main() -> None:
    """Write every file of every story."""
    for story in STORIES:
        (FOLDER / story).mkdir(parents=True, exist_ok=True)
        for file in FORMS:
            (FOLDER / story / file).write_text(rendered(story, file), encoding="utf-8")


if __name__ == "__main__":
    main()
