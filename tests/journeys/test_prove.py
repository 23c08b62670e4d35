"""`prove`, `trace`, `authorize` and `explain` as scripts and people call them: statuses, streams, forms, mistakes.

The plan is one that Terraform printed; no account and no Terraform is needed here.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.journeys.traveller import SEALANE, Traveller
from tests.journeys.wounded_plan import WOUNDS, undecided

PLANS = Path(__file__).parents[1] / "cases" / "plan_reading"
HOLDS = PLANS / "minimal_state" / "state.json"
PLAN = PLANS / "minimal" / "plan.json"
EXAMPLE = Path(__file__).parents[2] / "examples" / "minimal" / "terraform"
SERVICE = "aws_ecs_service.app"
HOST = "api.ecr.us-east-1.amazonaws.com"


@pytest.fixture
def at_work(nobody: Traveller) -> Traveller:
    """Give a person with three sources: one that holds, one that fails, one that cannot be decided."""
    (nobody.folder / "holds.json").write_bytes(HOLDS.read_bytes())
    (nobody.folder / "undecided.json").write_bytes(undecided(PLAN.read_bytes()))
    (nobody.folder / "fails.json").write_bytes(WOUNDS["an endpoint is dropped"].of(undecided(PLAN.read_bytes())))
    return nobody


@pytest.mark.parametrize(
    ("source", "status", "softly", "word"),
    [("holds.json", 0, 0, "HOLDS"), ("fails.json", 1, 0, "FAILS"), ("undecided.json", 3, 3, "UNKNOWN")],
)
def test_status_is_the_verdict(source: str, status: int, softly: int, word: str, at_work: Traveller) -> None:
    """0 holds, 1 fails, 3 is not decided; `--soft-fail` forgives a failure alone, and the words stay the same."""
    done, soft = at_work.run("prove", source), at_work.run("prove", source, "--soft-fail")
    assert (done.status, soft.status) == (status, softly)
    assert done.out == soft.out
    assert done.out.startswith(f"{word}  {source}: ")
    assert ("reading" in done.err, word in done.err) == (True, False)


def test_document_is_alone_on_stdout_and_keeps_its_schema(at_work: Traveller) -> None:
    """The JSON of every verdict is one document of the published schema, and from a pipe it is the same."""
    schema = at_work.must("schema", "report").json
    document: dict[str, Any] = {}
    for name in ("holds.json", "fails.json", "undecided.json"):
        document = at_work.run("prove", name, "--format", "json").json
        jsonschema.validate(document, schema)
        piped = at_work.run("prove", "-", "--format", "json", typed=(at_work.folder / name).read_bytes()).json
        assert document["source"].pop("name") == name
        assert piped["source"].pop("name") == "standard input"
        assert _without_names(piped) == _without_names(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "verdict": "perhaps"}, schema)


def test_every_form_at_once(at_work: Traveller) -> None:
    """Each form has its file and one goes to stdout; the status is the proof's, and two on stdout are refused."""
    forms = {"json": "p.json", "sarif": "p.sarif", "junit": "p.xml", "markdown": "p.md"}
    named = [part for name, file in forms.items() for part in ("--format", name, "--output", file)]
    done = at_work.run("prove", "fails.json", *named, "--format", "text")
    assert (done.status, done.out.startswith("FAILS")) == (1, True)
    written = {name: (at_work.folder / file).read_text() for name, file in forms.items()}
    assert all("endpoint-missing" in text for text in written.values())
    assert json.loads(written["sarif"])["version"] == "2.1.0"
    by_ending = [part for file in forms.values() for part in ("--output", f"again-{file}")]
    assert at_work.run("prove", "fails.json", *by_ending).out == ""
    assert {name: (at_work.folder / f"again-{file}").read_text() for name, file in forms.items()} == written
    refused = at_work.run("prove", "fails.json", "--format", "json", "--format", "text")
    assert (refused.status, refused.out, "[two-forms-on-stdout]" in refused.err) == (2, "", True)


def test_acceptance_is_shown_and_counts(at_work: Traveller) -> None:
    """An accepted failure no longer fails, and what the failure hid is asked again; the reason is in every answer."""
    because = ("--accept", "endpoint-missing", "--because", "logs go elsewhere")
    accepted = at_work.run("prove", "fails.json", *because)
    assert (accepted.status, "because logs go elsewhere" in " ".join(accepted.out.split())) == (3, True)
    (at_work.folder / ".sealane-accept.yaml").write_text("accept:\n  - cause: endpoint-missing\n    because: by file\n")
    by_file = at_work.run("prove", "fails.json", "--format", "json")
    (finding,) = by_file.json["services"][0]["findings"]
    assert (by_file.status, finding["accepted"]["because"]) == (3, "by file")
    unknown = at_work.run("prove", "fails.json", "--accept", "endpoint-mising", "--because", "a slip")
    assert (unknown.status, unknown.out) == (2, "")
    assert "endpoint-missing" in unknown.err


def test_narrow_and_colourless(at_work: Traveller) -> None:
    """Sixty columns are kept to but for what must stay whole; colour is for whoever asks, and says nothing."""
    narrow = at_work.run("prove", "fails.json", COLUMNS="60", NO_COLOR="1").out
    wide = at_work.run("prove", "fails.json", COLUMNS="120", FORCE_COLOR="1").out
    # Commands, code and pages are copied as they are.
    whole = re.compile(r"^    |https://|arn:")
    assert [line for line in narrow.splitlines() if len(line) > 60 and not whole.search(line)] == []
    assert ("\x1b" in narrow, "\x1b[" in wide) == (False, True)


MISTAKES = {
    "no source": (("prove",), "source-unclear"),
    "both": (("prove", "holds.json", "--live"), "source-unclear"),
    "not there": (("prove", "nowhere.json"), "source-missing"),
    "something else": (("prove", "other.json"), "source-unrecognised"),
    "cut off": (("prove", "cut.json"), ""),
    "nothing on stdin": (("prove", "-"), ""),
    "an option of the account": (("prove", "holds.json", "--cluster", "app"), "option-needs-live"),
    "a capture of no account": (("prove", "holds.json", "--save", "saved"), "option-needs-live"),
    "an option of a source": (("prove", "--live", "--config", "infra"), "option-needs-source"),
    "groups without subnets": (("prove", "holds.json", "--security-group", "sg-1"), "security-group-without-subnet"),
    "a directory of no plan": (("prove", "holds.json", "--config", "infra"), "config-without-plan"),
    "nobody to start from": (
        ("trace", "holds.json", "--from", "aws_ecs_service.other", "--to", "internet"),
        "from-not-found",
    ),
    "nowhere to go": (("trace", "holds.json", "--from", SERVICE, "--to", "aws_vpc_endpoint.other"), "to-not-found"),
    "nobody to ask": (
        ("authorize", "holds.json", "--principal", "aws_iam_role.other", "--action", "s3:GetObject"),
        "principal-invalid",
    ),
    "no action": (
        ("authorize", "holds.json", "--principal", "aws_iam_role.app_execution", "--action", "read"),
        "action-invalid",
    ),
    "no value": (
        ("authorize", "holds.json", "--principal", "x", "--action", "s3:GetObject", "--context", "a"),
        "context-invalid",
    ),
    "no such cause": (("explain", "endpoint-mising"), "unknown-cause"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_with_a_way_on(name: str, at_work: Traveller) -> None:
    """A mistake exits 2 with its code and what would help, and leaves stdout to nobody."""
    (at_work.folder / "other.json").write_text('{"some": "document"}')
    (at_work.folder / "cut.json").write_bytes(PLAN.read_bytes()[:5000])
    arguments, code = MISTAKES[name]
    done = at_work.run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert f"[{code}" in done.err
    # Where no command helps, what can be read is listed.
    assert re.search(r"^  (help|read) ", done.err, re.MULTILINE)


def test_trace_answers_with_its_status(at_work: Traveller) -> None:
    """A way that is open is 0, a closed one is 1; both documents keep the published schema."""
    schema = at_work.must("schema", "trace").json
    way = at_work.must("trace", "holds.json", "--from", SERVICE, "--to", HOST, "--format", "json").json
    closed = at_work.run("trace", "holds.json", "--from", SERVICE, "--to", "internet", "--format", "json")
    for document in (way, closed.json):
        jsonschema.validate(document, schema)
    assert (way["verdict"], way["packet"]["port"]) == ("holds", 443)
    assert (closed.status, closed.json["verdict"]) == (1, "fails")
    assert "aws_vpc_endpoint.ecr_api" in at_work.must("trace", "holds.json", "--from", SERVICE, "--to", HOST).out


def test_authorize_answers_with_its_status(at_work: Traveller) -> None:
    """Allowed is 0, denied is 1, undecided is 3; the documents keep the published schema."""
    schema = at_work.must("schema", "decision").json
    role = ("--principal", "aws_iam_role.app_execution")
    asked = ("authorize", "holds.json", *role, "--format", "json", "--action")
    allowed = at_work.must(*asked, "ecr:GetAuthorizationToken")
    denied = at_work.run(*asked, "s3:PutObject", "--resource", "arn:aws:s3:::elsewhere/x")
    for done, decision in ((allowed, "allowed"), (denied, "denied")):
        jsonschema.validate(done.json, schema)
        assert done.json["decision"] == decision
    assert denied.status == 1
    through = ("--through", "aws_vpc_endpoint.ecr_api")
    assert at_work.must(*asked, "ecr:GetAuthorizationToken", *through).json["decision"] == "allowed"


def test_every_cause_is_explained(nobody: Traveller) -> None:
    """Without a cause each is listed; each code that is listed has its page."""
    listed = nobody.must("explain", "--format", "json").json
    assert len(listed["causes"]) > 50
    told = nobody.must("explain", "ENDPOINT-missing").out
    assert "endpoint-missing" in told


def test_interrupted_linking_leaves_nothing(nobody: Traveller) -> None:
    """Ctrl-C while Terraform links a directory ends soon with status 3, leaves no process, no file, and says so."""
    folder = nobody.folder / "infra"
    folder.mkdir()
    for path in EXAMPLE.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    scratch = nobody.folder / "scratch"
    scratch.mkdir()
    before = sorted(folder.rglob("*"))
    process = subprocess.Popen(
        [SEALANE, "prove", "infra"],
        cwd=nobody.folder,
        env={**nobody.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    _wait_until_working(scratch)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, "")
    assert "[interrupted]" in err
    assert "Traceback" not in err
    assert list(scratch.iterdir()) == []
    assert sorted(folder.rglob("*")) == before
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def _wait_until_working(scratch: Path) -> None:
    until = time.monotonic() + 60
    while not any(scratch.rglob("*.tf*")) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)


def _without_names(document: dict[str, Any]) -> str:
    """Return a document without the name of its source, which also stands in reasons."""
    text = json.dumps(document, sort_keys=True)
    for name in ("holds.json", "fails.json", "undecided.json", "standard input"):
        text = text.replace(name, "")
    return text


def test_spec_is_a_source(nobody: Traveller) -> None:
    """What a spec would make is proved before anything is written, and nothing but the answer is left behind."""
    (nobody.folder / "sealane.yaml").write_text(
        "version: 1\nregion: us-east-1\nimage: demo/app:1.0\n", encoding="utf-8"
    )
    done = nobody.run("prove", "sealane.yaml")
    assert done.status == 0
    assert done.out.startswith(f"HOLDS  sealane.yaml: {SERVICE} starts and is sealed")
    assert [path.name for path in nobody.folder.iterdir() if not path.name.startswith(".")] == ["sealane.yaml"]


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("network: {vpc_id: vpc-0123456789abcdef0, subnet_ids: [subnet-0123456789abcdef0]}", "sealane plan --file"),
        ("memory: 1", "memory"),
    ],
    ids=["existing network", "a mistake"],
)
def test_spec_that_cannot_be_proved(rest: str, said: str, nobody: Traveller) -> None:
    """A spec that only the account could complete, or that is wrong, is one problem with its place."""
    text = f"version: 1\nregion: us-east-1\nimage: demo/app:1.0\n{rest}\n"
    (nobody.folder / "sealane.yaml").write_text(text, encoding="utf-8")
    done = nobody.run("prove", "sealane.yaml")
    assert done.status == 2
    assert said in done.err
    assert "--> sealane.yaml" in done.err
