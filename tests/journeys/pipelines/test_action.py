"""The GitHub Action from end to end: a repository with plans, a runner, and a code host of this machine."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.journeys.pipelines.code_host import CodeHost
from tests.journeys.pipelines.conftest import ROOT
from tests.journeys.pipelines.github_runner import KNOWN_ACTIONS, Ran, Runner, UnknownToRunner, clean_environ

PULL_REQUEST = {"pull_request": {"number": 12}}
MARK = "<!-- sealane comment: prove -->\n"
Run = Callable[..., Ran]


@pytest.fixture
def run(repository: Path, installed: Path, host: CodeHost, tmp_path: Path) -> Run:
    """Give what runs the action of this checkout for a pull request."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    told = host.github(GITHUB_TOKEN="")
    runner = Runner(workspace=repository, temporary=installed, scratch=scratch, environ=clean_environ(**told))

    def ran(source: str, *, event: object = PULL_REQUEST, **inputs: str) -> Ran:
        return runner.run(ROOT, event=event, source=source, folder=str(tmp_path / "report"), **inputs)

    return ran


def test_a_plan_that_holds(run: Run, host: CodeHost) -> None:
    """The job passes, the outputs name every form, and the summary and one comment say so."""
    done = run("holds.json")
    assert (done.failed, done.outputs["verdict"], done.outputs["status"]) == (False, "holds", "0"), done.log
    assert json.loads(Path(done.outputs["sarif"]).read_bytes())["runs"][0]["results"] == []
    assert json.loads(Path(done.outputs["json"]).read_bytes())["verdict"] == "holds"
    assert Path(done.outputs["junit"]).read_text().startswith("<?xml")
    (comment,) = host.comments
    told = Path(done.outputs["markdown"]).read_text()
    assert comment["body"] == MARK + told
    assert (done.summary.strip(), done.used) == (told.strip(), [])
    assert told.startswith("### ✅ sealane: holds")
    assert host.tokens == {"Bearer t0ken"}


def test_a_plan_that_fails_and_is_repaired(run: Run, host: CodeHost) -> None:
    """The job fails with 1, and the one comment follows: fails, no answer, undecided with 3, holds."""
    seen = []
    for source in ("fails.json", "other.json", "undecided.json", "holds.json"):
        done = run(source)
        (comment,) = host.comments
        seen.append((done.status, done.outputs["verdict"], comment["body"].splitlines()[1]))
    assert seen == [
        (1, "fails", "### ❌ sealane: fails"),
        (2, "none", "### ❓ sealane: no answer"),
        (3, "unknown", "### ❓ sealane: unknown"),
        (0, "holds", "### ✅ sealane: holds"),
    ]


def test_bad_input_is_told_where_people_look(run: Run, host: CodeHost) -> None:
    """What cannot be read fails the job with 2, names no file that is not there, and is told with its way on."""
    done = run("other.json")
    assert (done.failed, done.outputs["status"], done.outputs["sarif"]) == (True, "2", "")
    for told in (done.log, done.summary, host.comments[0]["body"]):
        assert "[source-unrecognised]" in told
    assert run("-x").outputs["status"] == run("holds.json", soft_fail="yes").outputs["status"] == "2"
    assert "No closing quotation" in run("holds.json", options="--because 'x").log


def test_soft_fail_and_options_are_those_of_prove(run: Run) -> None:
    """A failure passes softly and stays in the outputs; options are parted as a shell would, and by no shell."""
    soft = run("fails.json", soft_fail="true", sarif="false")
    assert (soft.failed, soft.outputs["verdict"], soft.outputs["status"]) == (False, "fails", "0")
    assert (soft.outputs["sarif"], Path(soft.outputs["json"]).is_file()) == ("", True)
    accepted = run("fails.json", options='--accept endpoint-missing --because "logs go $(touch elsewhere)"')
    assert (accepted.status, "because logs go $(touch elsewhere)" in " ".join(accepted.log.split())) == (3, True)


@pytest.mark.parametrize(("status", "said"), [(403, "usual for a fork"), (500, "::warning title=sealane::")])
def test_a_comment_that_cannot_be_written_changes_no_verdict(run: Run, host: CodeHost, status: int, said: str) -> None:
    """A fork's token and a host that fails leave the job as the proof has it, and are told."""
    host.status = status
    good, bad = run("holds.json"), run("fails.json")
    assert (good.failed, bad.status) == (False, 1)
    assert (said in good.log, host.comments) == (True, [])


def test_a_push_has_no_comment(run: Run, host: CodeHost) -> None:
    """Without a pull request, and where it is not wanted, nothing is written and nothing asked."""
    assert not run("holds.json", event={"ref": "refs/heads/main"}).failed
    assert not run("holds.json", comment="false").failed
    assert host.asked == []


def test_names_of_others_reach_no_shell(run: Run, repository: Path, host: CodeHost) -> None:
    """Inputs with shell syntax and a plan with a runner's commands in its names are text and nothing else."""
    before = sorted(path.name for path in repository.iterdir())
    evil = 'a"; touch pwned; $(touch pwned) `touch pwned` #'
    assert run(evil, comment_key="a$(touch pwned)").status == 2
    assert run("holds.json", options="; touch pwned").status == 2
    assert sorted(path.name for path in repository.iterdir()) == before
    plan = (repository / "fails.json").read_text().replace("aws_ecs_service.app", "aws_ecs_service.app\\n::error::x")
    (repository / "evil.json").write_text(plan)
    done = run("evil.json")
    stop = re.search(r"^::stop-commands::(sealane-[0-9a-f]{32})$", done.log, re.MULTILINE)
    assert stop is not None
    before_stop, _, rest = done.log.partition(stop[0])
    after = rest.partition(f"\n::{stop[1]}::\n")[2]
    assert [line for line in (before_stop + after).splitlines() if line.startswith("::")] == []
    assert len(host.comments) == 1


def test_another_python_is_set_up_by_a_pinned_action(run: Run) -> None:
    """A version that is asked for is handed to the action that sets it up, which is pinned to a commit."""
    ((action, given),) = run("holds.json", python_version="3.13").used
    assert given == {"python-version": "3.13"}
    assert KNOWN_ACTIONS.fullmatch(action)


def test_no_script_holds_an_expression() -> None:
    """No step writes a context's value into its script, every other action is pinned, and every input is used."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    made = yaml.safe_load(text)
    steps = made["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == []
    assert [step["uses"] for step in steps if "uses" in step and not KNOWN_ACTIONS.fullmatch(step["uses"])] == []
    assert [name for name in made["inputs"] if f"inputs.{name}" not in text] == []


def test_what_a_pipeline_installs_has_no_extras(installed: Path) -> None:
    """A verb whose packages are not installed ends with 3, a sentence and the command that helps."""
    sealane = installed / "sealane" / "bin" / "sealane"
    done = subprocess.run([sealane, "mcp"], capture_output=True, text=True, check=False, input="")
    assert (done.returncode, done.stdout) == (3, "")
    assert "[extra-missing]" in done.stderr
    assert "-m pip install 'sealane[mcp]'`" in done.stderr


@pytest.mark.parametrize(
    "step",
    [
        {"uses": "someone/else@v1", "with": {}},
        {"run": "true", "shell": "python"},
        {"run": "true", "shell": "bash", "if": "always()"},
        {"run": "echo ${{ github.event.pull_request.title }}", "shell": "bash"},
        {"run": "true", "shell": "bash", "timeout-minutes": 3},
    ],
)
def test_the_runner_refuses_what_it_does_not_know(step: dict[str, object], run: Run, tmp_path: Path) -> None:
    """An action that wants more than the runner does fails here instead of passing untried."""
    action = tmp_path / "action"
    action.mkdir()
    made = {"name": "x", "inputs": {}, "outputs": {}, "runs": {"using": "composite", "steps": [step]}}
    (action / "action.yml").write_text(yaml.safe_dump(made))
    del run
    runner = Runner(workspace=tmp_path, temporary=tmp_path, scratch=tmp_path, environ=clean_environ())
    with pytest.raises(UnknownToRunner):
        runner.run(action)


def test_the_runner_stops_where_a_step_fails(tmp_path: Path) -> None:
    """A step that fails fails the job with its status, and no later step runs."""
    steps = [{"run": f"echo {at}; exit {at}", "shell": "bash"} for at in (0, 4, 0)]
    made = {"name": "x", "inputs": {}, "outputs": {}, "runs": {"using": "composite", "steps": steps}}
    (tmp_path / "action.yml").write_text(yaml.safe_dump(made))
    runner = Runner(workspace=tmp_path, temporary=tmp_path, scratch=tmp_path, environ=clean_environ())
    done = runner.run(tmp_path)
    assert (done.failed, done.status, done.log) == (True, 4, "0\n4\n")
