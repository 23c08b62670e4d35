"""Write the table of `examples/README.md` from what sealane says of each estate.

Run it after a change of an example, of the proof or of the prices: `.venv/bin/python tests/tools/write_gallery.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.gallery.estates import EXAMPLES, table

PAGE = EXAMPLES / "README.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


def main() -> None:
    """Put the table between its marks."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(before + BEGIN + table() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
