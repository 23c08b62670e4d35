"""Write `tests/cases/proof_forms/`: what each form says of each proof that is made by hand.

Run it after a change of words, and read the difference: `.venv/bin/python tests/tools/write_proof_cases.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.unit.report.proof.stories import FILES, STORIES, rendered

FOLDER = Path(__file__).parents[1] / "cases" / "proof_forms"


def main() -> None:
    """Write every file of every story."""
    for story in STORIES:
        (FOLDER / story).mkdir(parents=True, exist_ok=True)
        for file in FILES:
            (FOLDER / story / file).write_text(rendered(story, file), encoding="utf-8")


if __name__ == "__main__":
    main()
