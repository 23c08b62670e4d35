"""Help teaches: every verb has examples that are right, exit statuses, and options under headings."""

from __future__ import annotations

import re

import click
import pytest

from sealane.cli.examples import EXAMPLES
from sealane.cli.lesson import taught
from sealane.cli.option_groups import GROUP_OF, ORDER
from sealane.cli.outline import outline
from sealane.cli.program import program
from tests.documentation.calls import calls_in, wrong_in_call

OUTLINE = outline()
VERBS = {verb.name: verb for verb in OUTLINE.verbs}


def help_of(name: str, width: int = 80) -> str:
    """Return what `--help` of a verb prints in a terminal of some width."""
    ctx = click.Context(program, info_name="sealane", terminal_width=width, **program.context_settings)
    command: click.Command | None = None
    for word in name.split():
        group = command if isinstance(command, click.Group) else program
        command = group.get_command(ctx, word)
        assert command is not None
        ctx = click.Context(command, info_name=word, parent=ctx, terminal_width=width)
    assert command is not None
    return command.get_help(ctx)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_teaches(name: str) -> None:
    """A verb's help has an example for each one that there is, says its exit statuses, and names every option once."""
    text = help_of(name)
    assert all(f"  {command}\n" in text for command, _ in EXAMPLES[name])
    assert "xit status" in text or name == "sandbox"
    named = [line.split()[0].rstrip(",") for line in text.splitlines() if re.match(r"  -", line)]
    assert sorted(named) == sorted(option.names[0] for option in VERBS[name].options)


@pytest.mark.parametrize("name", ["prove", "sandbox", "policies", "rehearse"])
def test_narrow_terminal_breaks_no_line(name: str) -> None:
    """In fifty columns help fits, but for command lines, which stay whole so that they can be copied."""
    commands = {command for command, _ in EXAMPLES[name]}
    lines = [line for line in help_of(name, 50).splitlines() if line.strip() not in commands]
    assert max(map(len, lines)) <= 50
    assert help_of(name, 50) != help_of(name, 80)


@pytest.mark.parametrize(("name", "command"), [(name, line) for name, two in EXAMPLES.items() for line, _ in two])
def test_example_is_a_call_that_is_understood(name: str, command: str) -> None:
    """The command of an example is of that verb, and click understands it."""
    (words,) = calls_in(command)
    assert wrong_in_call(words) == ""
    assert " ".join(words).startswith(name)


def test_examples_are_of_verbs_that_exist() -> None:
    """There are examples for every verb, and for no other."""
    assert list(EXAMPLES) == [*dict.fromkeys(EXAMPLES)]
    assert set(EXAMPLES) == set(VERBS)


def test_headings_are_of_options_that_exist() -> None:
    """Each option that has a heading is an option of some verb, and the verb's own ones stand first."""
    names = {name for verb in OUTLINE.verbs for option in verb.options for name in option.names}
    assert set(GROUP_OF) - names == set()
    for verb in OUTLINE.verbs:
        assert list(verb.groups) == [title for title in ORDER if title in verb.groups]


def test_command_that_says_no_status_is_given_the_usual_ones() -> None:
    """A help without exit statuses gets them; one with its own keeps them alone."""
    silent = taught(click.Command("x", help="Do it."), "man")
    telling = taught(click.Command("x", help="Do it.\n\nExit status: 0 done."), "man")
    assert "Exit status: 0 done, 2 bad input" in str(silent.help)
    assert str(telling.help).count("Exit status") == 1
