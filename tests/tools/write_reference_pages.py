"""Write `docs/reference/` from the code: verbs, steps of a start, the spec, the schemas.

Run it after a change of one of these: `.venv/bin/python tests/tools/write_reference_pages.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sealane.cli.outline import outline
from sealane.report.command_line.page import pages as pages_of_verbs
from tests.tools.reference.schemas import schemas_page
from tests.tools.reference.spec import spec_page
from tests.tools.reference.steps import steps_page

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


def pages() -> dict[str, str]:
    """Return the text of every file of the folder by its path."""
    return {
        **{f"verbs/{name}": text for name, text in pages_of_verbs(outline()).items()},
        "steps.md": steps_page(),
        "spec.md": spec_page(),
        "schemas.md": schemas_page(),
    }


def main() -> None:
    """Write the folder, and remove pages of what is gone."""
    wanted = pages()
    (FOLDER / "verbs").mkdir(parents=True, exist_ok=True)
    for path in FOLDER.rglob("*.md"):
        if path.relative_to(FOLDER).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
