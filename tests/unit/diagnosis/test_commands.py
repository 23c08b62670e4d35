"""The commands that would decide can be run as they are shown: every one exists, and so does every option of it."""

from __future__ import annotations

import importlib
import json
import shlex
from pathlib import Path

import botocore.session
import click
import pytest
from botocore import xform_name
from botocore.model import StructureShape

from sealane.diagnosis.commands import Command, commands_for
from sealane.diagnosis.symptoms.read import read
from sealane.report.diagnosis.shows import line, shown

CASES = Path(__file__).parents[2] / "cases" / "symptoms"
MESSAGES = [
    entry["message"]
    for file in (*sorted((CASES / "families").glob("*.json")), CASES / "reports.json")
    for entry in json.loads(file.read_text(encoding="utf-8"))
]
MOST = 3
SESSION = botocore.session.get_session()
GLOBAL = {"--region", "--query"}
READING = ("describe-", "get-", "list-")


def _every() -> dict[str, Command]:
    return {line(one): one for message in MESSAGES for one in commands_for(read(message))}


EVERY = _every()


def test_there_are_at_most_three_and_they_are_told() -> None:
    """No message asks for more than three commands, each says what it shows, and its line reads back as it was."""
    for message in MESSAGES:
        found = commands_for(read(message))
        assert len(found) <= MOST
        assert all(shown(one) for one in found)
        assert all(tuple(shlex.split(line(one))) == one.words for one in found)


def test_every_failed_step_has_a_command() -> None:
    """Whatever step a message is about, something is offered that would decide."""
    assert all(commands_for(read(message)) for message in MESSAGES if read(message).steps)


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_command_exists(number: int) -> None:
    """The AWS CLI or sealane knows the command with every option, and it only reads."""
    program, *words = list(EVERY.values())[number].words
    if program == "aws":
        service, operation, *rest = words
        assert operation.startswith(READING)
        model = SESSION.get_service_model(service)
        (name,) = (one for one in model.operation_names if xform_name(one, "-") == operation)
        shape = model.operation_model(name).input_shape
        assert isinstance(shape, StructureShape)
        known = {f"--{xform_name(member, '-')}" for member in shape.members} | GLOBAL
        assert {word for word in rest if word.startswith("--")} <= known
        required = {f"--{xform_name(member, '-')}" for member in shape.required_members}
        assert required <= set(rest)
    else:
        verb: click.Command = importlib.import_module(f"sealane.cli.{words[0]}").command
        assert verb.make_context(words[0], list(words[1:])).params["live"] is True
