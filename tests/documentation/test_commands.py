"""Every command that README and the documentation show is run, or is one of a short list that says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealane.sandbox import daemon
from tests.documentation.calls import calls_in, unknown_in_call, wrong_in_call
from tests.documentation.console import Command, Ran, blocks, commands, differs, environment, session
from tests.documentation.pages import ELSEWHERE, PARSED, SLOW, furnish, pages, reason_not_to_run

PAGES = pages()
RUN = {
    name: [one for one in commands(text) if not reason_not_to_run(one.line)]
    for name, text in PAGES.items()
    if commands(text)
}
_NO_SHELL = {"json", "hcl", "python", "html", "xml", "text"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Give a folder for a page; the sandbox that it starts ends with it."""
    yield tmp_path
    daemon.stop(environment(tmp_path))


def check(name: str, place: Path) -> None:
    """Run the commands of a page in one shell, and hold each against what stands below it."""
    found = RUN[name]
    ran = session([one.line for one in found], furnish(place), environment(place))
    assert [wrong for one, did in zip(found, ran, strict=True) if (wrong := differs(one, did))] == []


@pytest.mark.parametrize("name", [name for name, found in RUN.items() if found and name != SLOW])
def test_commands_of_a_page_do_what_it_shows(name: str, place: Path) -> None:
    """The commands of a page end as it says, and print what stands below them."""
    check(name, place)


def test_tutorial_goes_from_nothing_to_a_container_and_back(place: Path) -> None:
    """The tutorial does what it shows, from the first command to the last."""
    check(SLOW, place)


def test_list_of_what_is_not_run_is_short_and_needed() -> None:
    """Each reason not to run a command is that of some command that is shown."""
    lines = [one.line for text in PAGES.values() for one in commands(text)]
    assert len(ELSEWHERE) <= 4
    assert [pattern for pattern, _ in ELSEWHERE if not any(re.search(pattern, line) for line in lines)] == []
    assert sum(bool(reason_not_to_run(line)) for line in lines) < len(lines) / 2


def called(text: str) -> list[tuple[str, list[str]]]:
    """Return each call of sealane in a block of a page, with the block's language."""
    return [
        (language, call)
        for language, content in blocks(text)
        if language not in _NO_SHELL
        for line in content.replace("\\\n", " ").splitlines()
        if "sealane " in line and (language != "console" or line.startswith("$ "))
        for call in calls_in(line)
    ]


def test_calls_that_are_only_parsed_are_listed() -> None:
    """Each page with a call outside of a session of a shell has a reason for it; generated pages have none to run."""
    found = {name for name, text in PAGES.items() if any(language != "console" for language, _ in called(text))}
    assert {name for name in found if not name.startswith(("docs/reference/", "docs/causes/"))} == set(PARSED)


@pytest.mark.parametrize("name", PAGES)
def test_calls_on_a_page_are_understood(name: str) -> None:
    """Each call of sealane in a block is one that click understands, and each in a sentence has a verb and options."""
    calls = [call for _, call in called(PAGES[name])]
    assert [f"{call}: {wrong}" for call in calls if (wrong := wrong_in_call(call))] == []
    spans = re.findall(r"`(sealane [a-z][^`\n]*)`", PAGES[name])
    told = [call for span in spans for call in calls_in(span)]
    assert [f"{call}: {wrong}" for call in told if (wrong := unknown_in_call(call))] == []


def test_page_that_shows_something_else_is_noticed() -> None:
    """Lines that differ, are too many or are missing are noticed, and so is another status; an ellipsis is any."""
    shown = Command(line="x", shown="a …\n…\nz\n")
    assert differs(shown, Ran(out="a b\nc\nd\nz\n", status=0)) == ""
    assert all(differs(shown, Ran(out=out, status=0)) for out in ("a b\n", "b\nz\n", "a b\nz\ny\n"))
    assert differs(shown, Ran(out="a b\nz\n", status=1))
    assert Command(line="x # exit status 3", shown="").status == 3
    assert Command(line="x", shown="FAILS  it\n").status == 1


def test_call_that_is_wrong_is_noticed() -> None:
    """A verb and an option that do not exist, and an argument too many, are noticed wherever the call stands."""
    assert calls_in('$ eval "$(sealane sandbox env)" && x/sealane aply <a # sealane b') == [
        ["aply"],
        ["sandbox", "env"],
    ]
    assert wrong_in_call(["prove", "plan.json", "--soft-fail"]) == ""
    for call in (["aply"], ["prove", "--no-such"], ["man", "x"], ["sandbox", "dance"]):
        assert wrong_in_call(call)
    assert unknown_in_call(["export"]) == ""
    assert unknown_in_call(["prove", "--no-such"])
    assert unknown_in_call(["aply"])


def test_session_keeps_its_state(tmp_path: Path) -> None:
    """A variable, a folder and the last status are there for the next command."""
    ran = session(["x=1; cd /", "false", 'echo "$? $x $PWD"'], tmp_path, environment(tmp_path))
    assert [(one.out, one.status) for one in ran] == [("", 0), ("", 1), ("1 1 /\n", 0)]
