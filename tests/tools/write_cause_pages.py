"""Write `docs/causes/` from the identity cards of the causes.

Run it after a change of a card: `.venv/bin/python tests/tools/write_cause_pages.py`.
"""

from __future__ import annotations

from pathlib import Path

from sealane.report.causes import cards
from sealane.report.explain import as_contents, as_page

FOLDER = Path(__file__).parents[2] / "docs" / "causes"


def pages() -> dict[str, str]:
    """Return the text of every file of the folder by its name."""
    every = {f"{card.cause}.md": as_page(card) for card in cards()}
    return {**every, "README.md": as_contents(cards())}


def main() -> None:
    """Write the folder, and remove pages of causes that are gone."""
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
