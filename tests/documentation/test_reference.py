"""The generated pages are what the code says, and nothing in the code is without its place in them."""

from __future__ import annotations

from sealane.cli.outline import outline
from sealane.records import replace
from sealane.report.command_line.page import pages as pages_of_verbs
from tests.tools.reference.steps import missing
from tests.tools.write_pictures import PICTURE, picture
from tests.tools.write_reference_pages import FOLDER, pages


def test_pages_are_what_the_code_says() -> None:
    """`docs/reference/` holds exactly what `tests/tools/write_reference_pages.py` writes."""
    held = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")}
    wanted = pages()
    assert sorted(held) == sorted(wanted)
    assert [name for name, text in wanted.items() if held[name] != text] == []


def test_every_step_has_an_example() -> None:
    """No step of the closed list is told without a host, a carrier and its permissions."""
    assert missing() == set()


def test_change_of_an_option_changes_its_page() -> None:
    """A verb whose option says something else has another page; the others stay."""
    whole = outline()
    first, *rest = whole.verbs
    option = replace(first.options[0], help="Something else.")
    changed = replace(whole, verbs=(replace(first, options=(option, *first.options[1:])), *rest))
    before, after = pages_of_verbs(whole), pages_of_verbs(changed)
    assert [name for name in before if before[name] != after[name]] == [f"{first.name}.md"]


def test_first_page_has_the_drawing_that_is_drawn() -> None:
    """The picture on the first page is what `sealane graph` draws of the smallest spec's plan."""
    assert PICTURE.read_text(encoding="utf-8") == picture()
