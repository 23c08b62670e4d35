"""The GitLab template from end to end: its inputs, its job's lines, and notes on a host of this machine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.pipelines.code_host import CodeHost
from tests.journeys.pipelines.conftest import ROOT
from tests.journeys.pipelines.github_runner import clean_environ
from tests.journeys.pipelines.gitlab_runner import InputRefused, job

TEMPLATE = ROOT / "ci" / "gitlab" / "sealane.yml"
COMMIT = "0" * 40
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(repository: Path, installed: Path, host: CodeHost) -> Run:
    """Give what runs the template's job for a merge request, with the sealane of this checkout."""

    def ran(source: str, **inputs: str) -> tuple[int, str]:
        environ = clean_environ(**host.gitlab(), SEALANE_HOME=str(installed / "sealane"))
        return job(TEMPLATE, source=source, checkout=str(ROOT), **inputs).run(repository, environ)

    return ran


def test_a_merge_request_is_proved_and_noted(run: Run, host: CodeHost, repository: Path) -> None:
    """The job ends as the proof does, its reports are where GitLab takes them, and one note follows."""
    reports = job(TEMPLATE).made["artifacts"]["reports"]
    seen = []
    for source in ("fails.json", "other.json", "undecided.json", "holds.json"):
        status, _ = run(source)
        (note,) = host.comments
        there = [name for name, file in reports.items() if (repository / file).is_file()]
        seen.append((status, note["body"].splitlines()[1], there))
    assert seen == [
        (1, "### ❌ sealane: fails", ["junit", "codequality"]),
        (2, "### ❓ sealane: no answer", []),
        (3, "### ❓ sealane: unknown", ["junit", "codequality"]),
        (0, "### ✅ sealane: holds", ["junit", "codequality"]),
    ]
    assert json.loads((repository / reports["codequality"]).read_bytes()) == []


def test_inputs_reach_no_shell_and_no_yaml(run: Run, repository: Path) -> None:
    """Quotes, colons and shell syntax in an input are its text: the job is the same, and nothing else is run."""
    status, log = run("fails.json", options="""--accept endpoint-missing --because 'a: "b" $(touch pwned) #c'""")
    assert status == 3
    assert 'because a: "b" $(touch pwned) #c' in " ".join(log.split())
    assert run("$(touch pwned)'; touch pwned", comment="false")[0] == 2
    assert not (repository / "pwned").exists()


def test_soft_failing_without_a_note(run: Run, host: CodeHost) -> None:
    """A failure passes softly, nobody is asked where no note is wanted, and a host that fails changes no status."""
    assert run("fails.json", soft_fail="true", comment="false")[0] == 0
    assert host.asked == []
    host.status = 500
    status, log = run("fails.json")
    assert (status, "The note could not be written." in log) == (1, True)


@pytest.mark.parametrize("wrong", [{"sauce": "x"}, {"ref": "main"}, {"soft_fail": "yes"}])
def test_wrong_inputs_are_refused(wrong: dict[str, str]) -> None:
    """An input that is unknown, a branch instead of a commit, and a word that is no boolean make no job."""
    assert job(TEMPLATE, ref=COMMIT, job_name="network").name == "network"
    with pytest.raises(InputRefused):
        job(TEMPLATE, **wrong)


def test_sealane_is_fetched_at_the_commit_that_is_named(tmp_path: Path) -> None:
    """The repository's commit is checked out; one that it does not have ends the job before anything is run."""
    source = tmp_path / "source"
    source.mkdir()
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    for words in (("init", "-q"), ("commit", "-q", "--allow-empty", "-m", "one")):
        subprocess.run(["git", *who, *words], cwd=source, check=True)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, check=True, capture_output=True).stdout.decode()
    environ = clean_environ(TMPDIR=str(tmp_path))
    address = source.as_uri()
    fetched, log = job(TEMPLATE, repository=address, ref=commit.strip()).run(tmp_path, environ, 1)
    assert (fetched, log) == (0, "")
    assert job(TEMPLATE, repository=address, ref=COMMIT).run(tmp_path, environ, 1)[0] != 0
    assert job(TEMPLATE, repository=f"--upload-pack={address}", ref=COMMIT).run(tmp_path, environ, 1)[0] != 0
