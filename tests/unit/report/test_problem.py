"""How a problem is drawn."""

from __future__ import annotations

from sealane.errors import Place, Problem
from sealane.report.problem import as_json, draw, draw_all
from sealane.report.style import PLAIN, Style

FULL = Problem(
    code="spec-unknown-key",
    what="unknown key `memroy`; did you mean `memory`?",
    facts=(("found", "memroy"), ("allowed", "cpu, memory")),
    hint="`sealane schema spec`",
    link="https://example.test/page",
    place=Place(file="sealane.yaml", line=7, column=5),
)


def test_everything_known_is_drawn_in_reading_order() -> None:
    """A problem shows severity, sentence, code, place, facts, help and link, each on its own line."""
    assert draw(FULL, PLAIN).splitlines() == [
        "error: Unknown key `memroy`; did you mean `memory`? [spec-unknown-key]",
        "  --> sealane.yaml:7:5",
        "  found    memroy",
        "  allowed  cpu, memory",
        "  help     `sealane schema spec`",
        "  see      https://example.test/page",
    ]


def test_parts_that_are_missing_leave_no_trace() -> None:
    """A problem that is a sentence alone is drawn as one line."""
    assert draw(Problem(code="a-code", what="it failed"), PLAIN) == "error: It failed [a-code]"


def test_colour_adds_codes_and_changes_no_word() -> None:
    """The coloured drawing without its codes is the plain one."""
    coloured = draw(FULL, Style(colour=True, unicode=True, width=80))
    assert "\x1b[" in coloured
    plain = coloured
    for code in ("1", "2", "0", "1;31", "36", "32"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == draw(FULL, PLAIN)


def test_long_facts_wrap_and_commands_do_not() -> None:
    """Prose keeps to the width; a command stays in one piece, so that it can be copied."""
    prose = "word " * 40
    command = "`sealane " + "--option value " * 20 + "`"
    problem = Problem(code="a-code", what="it failed", facts=(("why", prose),), hint=command)
    lines = draw(problem, Style(width=60)).splitlines()
    assert command in lines[-1]
    assert all(len(line) <= 60 for line in lines[1:-1])
    assert len(lines) > 3


def test_a_place_without_a_line_names_the_file_alone() -> None:
    """A problem of a whole file shows no line zero."""
    assert "--> sealane.yaml\n" in draw(
        Problem(code="a-code", what="it failed", hint="mend it", place=Place(file="sealane.yaml")), PLAIN
    )


def test_several_problems_are_counted() -> None:
    """More than one problem ends in their count; one alone does not."""
    assert draw_all([FULL, FULL], PLAIN).endswith("\n\n2 errors")
    assert "1 error" not in draw_all([FULL], PLAIN)


def test_machines_get_every_part() -> None:
    """The JSON form has the same parts, with the place as file, line and column."""
    form = as_json(FULL)
    assert (form["file"], form["line"], form["column"]) == ("sealane.yaml", 7, 5)
    assert form["facts"] == {"found": "memroy", "allowed": "cpu, memory"}
    assert form["severity"] == "error"


def test_a_sentence_begins_with_a_capital_and_a_name_is_kept() -> None:
    """An ordinary first word gets its capital; an identifier in its place is left as AWS writes it."""

    def head(what: str) -> str:
        return draw(Problem(code="a-code", what=what), PLAIN)

    assert head("there is no file") == "error: There is no file [a-code]"
    assert head("vpce-0a1b does not serve") == "error: vpce-0a1b does not serve [a-code]"
    assert head("enableDnsSupport is off") == "error: enableDnsSupport is off [a-code]"
