"""`cost` and `schema` as scripts and people call them; no account and no Terraform is needed here."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.journeys.traveller import Traveller

PLANS = Path(__file__).parents[1] / "cases" / "plan_reading"
SPEC = "version: 1\nregion: us-east-1\nimage: demo/app:1.0\n"
SUM = "53.350025"
PAGE = (Path(__file__).parents[2] / "docs" / "cost.md").read_text(encoding="utf-8")


@pytest.fixture
def at_work(nobody: Traveller) -> Traveller:
    """Give a person with the same estate as a spec, a plan and a state."""
    (nobody.folder / "sealane.yaml").write_text(SPEC, encoding="utf-8")
    (nobody.folder / "plan.json").write_bytes((PLANS / "minimal" / "plan.json").read_bytes())
    (nobody.folder / "state.json").write_bytes((PLANS / "minimal_state" / "state.json").read_bytes())
    return nobody


def test_every_source_costs_the_same(at_work: Traveller) -> None:
    """The spec that is here, the plan that comes of it and the state of its apply have one sum, of one schema."""
    schema = at_work.must("schema", "cost").json
    for words in ((), ("plan.json",), ("state.json",)):
        document = at_work.must("cost", *words, "--format", "json").json
        jsonschema.validate(document, schema)
        assert document["total"]["amount"] == SUM
    piped = at_work.must(
        "cost", "-", "--format", "json", typed=(at_work.folder / "plan.json").read_text(encoding="utf-8")
    ).json
    assert piped["total"]["amount"] == SUM


def test_forms_and_files(at_work: Traveller) -> None:
    """Text and Markdown tell the same sum, and each form may go to a file of its own."""
    done = at_work.must("cost", "--format", "markdown", "--output", "bill.md", "--format", "text")
    assert "Sum: $53.35 a month" in done.out
    assert (at_work.folder / "bill.md").read_text(encoding="utf-8").startswith(r"**\$53.35 a month**")


def test_usage_and_prices_are_said(at_work: Traveller) -> None:
    """A file of usage, an option over it, and a price file change exactly what they are about."""
    (at_work.folder / "usage.yaml").write_text("log-gb: 10\nlog-months: 2\n", encoding="utf-8")
    own = {"charge": "endpoint-hour", "region": "us-east-1", "price": "0.02", "date": "2026-01-01", "link": "mine"}
    document = {"schema": "sealane/prices/1", "prices": [own]}
    (at_work.folder / "prices.json").write_text(json.dumps(document), encoding="utf-8")
    jsonschema.validate(document, at_work.must("schema", "prices").json)
    said = at_work.must("cost", "--usage-file", "usage.yaml", "--usage", "log-months=1", "--format", "json").json
    # Nine GB more are written for 0.50, kept for 0.03, and go through the endpoint for 0.01.
    assert said["total"]["rounded"] == "58.21"
    assert said["usage"]["log-gb"] == {"number": "10", "said": True}
    dearer = at_work.must("cost", "--prices", "prices.json", "--format", "json").json
    assert dearer["total"]["rounded"] == "97.15"


def test_endpoints_say_what_they_cost(at_work: Traveller) -> None:
    """Each has its price a month, and all of them a sum; in a Region without a price none is made up."""
    text = at_work.must("endpoints").out
    assert "ecr.api   Interface  $14.60   com.amazonaws.us-east-1.ecr.api" in text
    assert "Cost in 2 zones: $43.80 a month." in text
    three = at_work.must("endpoints", "--zones", "3", "--format", "json").json
    assert three["cost"]["total"]["rounded"] == "65.70"
    (at_work.folder / "sealane.yaml").write_text(SPEC.replace("us-east-1", "eu-north-1"), encoding="utf-8")
    unknown = at_work.must("endpoints", "--format", "json").json
    assert unknown["cost"]["total"]["amount"] is None
    schema = at_work.must("schema", "endpoints").json
    jsonschema.validate(three, schema)
    jsonschema.validate(unknown, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(unknown | {"cost": {}}, schema)
    assert "Cost in 2 zones: not known" in at_work.must("endpoints").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--usage", "log-gbs=1"), "usage-invalid"),
        (("--usage-file", "nowhere.yaml"), "usage-file-invalid"),
        (("--usage-file", "plan.json"), "usage-file-invalid"),
        (("--prices", "nowhere.json"), "prices-not-readable"),
        (("--prices", "plan.json"), "prices-invalid"),
        (("nowhere.json",), "source-missing"),
    ],
)
def test_bad_input_is_one_clear_error(words: tuple[str, ...], code: str, at_work: Traveller) -> None:
    """Exit status 2, the code on stderr, nothing on stdout, no traceback."""
    done = at_work.run("cost", *words)
    assert (done.status, done.out) == (2, "")
    assert f"[{code}]" in done.err
    assert "Traceback" not in done.err


def test_commands_of_the_page_run(at_work: Traveller) -> None:
    """Every command that the page about costs shows works as it is written there."""
    (at_work.folder / "usage.yaml").write_text("log-gb: 10\n", encoding="utf-8")
    own = re.search(r'```json\n(\{"schema": "sealane/prices/1".*?)```', PAGE, flags=re.DOTALL)
    assert own is not None
    (at_work.folder / "prices.json").write_text(own[1], encoding="utf-8")
    commands = re.findall(r"^sealane (.*)$", PAGE, flags=re.MULTILINE)
    assert len(commands) == 6
    for command in commands:
        at_work.must(*shlex.split(command, comments=True))
