"""The workspace on disk, with a small program standing where Terraform would."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure
from sealane.terraform.binary import Binary
from sealane.terraform.folder import Folder
from sealane.terraform.provider import ProviderSource
from sealane.terraform.workspace import Workspace

# Notes its arguments, and does as much as a Terraform has to be believed.
TERRAFORM = f"""#!{sys.executable}
import json, os, sys
from pathlib import Path
arguments = sys.argv[1:]
with open("calls", "a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
stage = arguments[0]
if stage == "init":
    if not os.environ.get("TF_REATTACH_PROVIDERS"):
        Path(".terraform/providers/h/hashicorp/aws/1/linux").mkdir(parents=True, exist_ok=True)
        Path(".terraform.lock.hcl").write_text('provider "h/hashicorp/aws" {{}}')
if stage == "plan":
    out = next(a for a in arguments if a.startswith("-out="))
    Path(out[5:]).write_text("plan")
    raise SystemExit(int(os.environ.get("PLAN_STATUS", "2")))
if stage == "show":
    print('{{"format_version": "1.2"}}')
if stage == "output":
    print('{{"url": {{"value": "http://x"}}, "key": {{"value": "k", "sensitive": true}}}}')
if stage == "state":
    print('{{"resources": [{{"mode": "managed"}}]}}')
"""
FILES = {"versions.tf": "terraform {\n}\n", "network.tf": 'resource "aws_vpc" "main" {}\n'}


@pytest.fixture
def binary(tmp_path: Path) -> Binary:
    """Give a Terraform that is none."""
    path = tmp_path / "bin/terraform"
    path.parent.mkdir()
    path.write_text(TERRAFORM)
    path.chmod(0o755)
    return Binary(command=(str(path),), product="terraform", version=(1, 11, 4), where=str(path))


def workspace(tmp_path: Path, binary: Binary, **environ: str) -> Workspace:
    """Return the test's workspace."""
    source = ProviderSource(kind="registry", where="registry.terraform.io")
    return Workspace(tmp_path / "ws", binary, source, dict(os.environ) | environ, resume="sealane apply -f x")


def calls(tmp_path: Path) -> list[list[str]]:
    """Return the arguments of every run so far."""
    path = tmp_path / "ws/calls"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_the_folder_is_closed_to_others_and_to_version_control(tmp_path: Path) -> None:
    """Folder and files are the user's alone, and Git ignores everything in them."""
    folder = Folder(tmp_path / "ws")
    folder.write(FILES)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.path / "network.tf").stat().st_mode) == 0o600
    assert (folder.path / ".gitignore").read_text() == "*\n"


def test_only_what_differs_is_written_and_only_our_own_is_removed(tmp_path: Path) -> None:
    """A second write touches changed files, removes ours that are gone, and leaves the user's and the state."""
    folder = Folder(tmp_path / "ws")
    assert set(folder.write(FILES)) == set(FILES)
    for name in ("override.tf", "terraform.tfstate"):
        (folder.path / name).write_text("mine")
    before = (folder.path / "versions.tf").stat()
    assert folder.write({"versions.tf": FILES["versions.tf"], "roles.tf": "x"}) == ("roles.tf", "network.tf")
    after = (folder.path / "versions.tf").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert {path.name for path in folder.path.glob("*.tf*")} == {
        "versions.tf",
        "roles.tf",
        "override.tf",
        "terraform.tfstate",
    }


@pytest.mark.parametrize("name", ["../x.tf", "/x.tf", "terraform.tfstate", ".terraform/x", ".work/lock", ""])
def test_no_name_leads_to_the_state_or_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """Such a name is refused before anything is written, and a plain one is taken."""
    folder = Folder(tmp_path / "ws")
    with pytest.raises(ValueError, match="not a name"):
        folder.write({"a.tf": "", name: ""})
    assert not (tmp_path / "ws/a.tf").exists()
    assert folder.write({"a.tf": ""}) == ("a.tf",)


def test_init_runs_when_something_relevant_changed(tmp_path: Path, binary: Binary) -> None:
    """A resource's change needs no `init`; another requirement, a lost provider or a lost lock file does."""
    work = workspace(tmp_path, binary)
    work.write(FILES)
    assert work.init()
    assert not work.init()
    work.write(FILES | {"network.tf": 'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }\n'})
    assert not work.init()
    work.write(FILES | {"versions.tf": 'terraform {\n  required_version = ">= 1.11"\n}\n'})
    assert work.init()
    (tmp_path / "ws/.terraform.lock.hcl").unlink()
    assert work.init()
    (tmp_path / "ws/.terraform/providers/h/hashicorp/aws/1/linux").rmdir()
    assert work.init()


def test_init_for_a_running_provider_does_not_serve_without_it(tmp_path: Path, binary: Binary) -> None:
    """With a provider kept running nothing is installed, so a run without it needs `init`, and then both are served."""
    reattached = workspace(tmp_path, binary, TF_REATTACH_PROVIDERS="{}")
    alone = workspace(tmp_path, binary)
    alone.write(FILES)
    assert (reattached.init(), reattached.init()) == (True, False)
    assert (alone.init(), alone.init()) == (True, False)
    assert not reattached.init()


def test_init_gets_the_mirror_folder(tmp_path: Path, binary: Binary) -> None:
    """Without one `init` is left to itself."""
    work = workspace(tmp_path, binary)
    work.write(FILES)
    work.init()
    assert not any(argument.startswith("-plugin-dir") for argument in calls(tmp_path)[0])


def test_plan_show_apply_output(tmp_path: Path, binary: Binary) -> None:
    """A plan is saved, shown, applied by its file and then removed; variables go by a private file."""
    work = workspace(tmp_path, binary)
    work.write(FILES)
    plan = work.plan(variables={"app_image": "${x}"})
    assert (plan.changes, plan.destroy) == (True, False)
    assert json.loads(work.folder.variables.read_text()) == {"app_image": "${x}"}
    assert stat.S_IMODE(work.folder.variables.stat().st_mode) == 0o600
    assert stat.S_IMODE(plan.path.stat().st_mode) == 0o600
    assert json.loads(work.show(plan)) == {"format_version": "1.2"}
    work.apply(plan)
    assert not plan.path.exists()
    assert work.output() == {"url": "http://x", "key": "k"}
    assert [call[0] for call in calls(tmp_path)] == ["init", "plan", "show", "apply", "output"]
    assert calls(tmp_path)[3][-1] == str(plan.path)


def test_a_plan_without_changes_says_so(tmp_path: Path, binary: Binary) -> None:
    """Status 0 of a detailed plan means that nothing changes."""
    work = workspace(tmp_path, binary, PLAN_STATUS="0")
    work.write(FILES)
    assert not work.plan().changes


def test_destroy_is_a_plan_and_its_apply(tmp_path: Path, binary: Binary) -> None:
    """Removing goes the same way as everything else."""
    work = workspace(tmp_path, binary)
    work.write(FILES)
    work.destroy()
    assert [call[0] for call in calls(tmp_path)] == ["init", "plan", "apply"]
    assert "-destroy" in calls(tmp_path)[1]
    assert work.plan().destroy is False


def test_a_terraform_that_dies_is_a_problem(tmp_path: Path, binary: Binary) -> None:
    """A status without a reason is told as such, with the folder and the command that goes on."""
    work = workspace(tmp_path, binary, PLAN_STATUS="11")
    work.write(FILES)
    with pytest.raises(EnvironmentFailure) as caught:
        work.plan()
    problem = caught.value.problems[0]
    assert (problem.code, dict(problem.facts)["end"]) == ("terraform-failed", "exit status 11")
    assert "`sealane apply -f x`" in problem.hint


def test_state_in_the_folder_or_in_a_bucket(tmp_path: Path, binary: Binary) -> None:
    """A local state counts when it manages something; with a backend Terraform is asked, after an `init`."""
    work = workspace(tmp_path, binary)
    work.write(FILES)
    assert not work.has_state()
    (tmp_path / "ws/terraform.tfstate").write_text('{"resources": [{"mode": "data"}]}')
    assert not work.has_state()
    (tmp_path / "ws/terraform.tfstate").write_text('{"resources": [{"mode": "managed"}]}')
    assert work.has_state()
    assert calls(tmp_path) == []
    (tmp_path / "ws/terraform.tfstate").unlink()
    work.write(FILES | {"versions.tf": 'terraform {\n  backend "s3" {\n  }\n}\n'})
    assert work.has_state()
    assert [call[0] for call in calls(tmp_path)] == ["init", "state"]


def test_one_hold_serves_several_commands(tmp_path: Path, binary: Binary) -> None:
    """Within a hold the commands run under one lock, which names its verb, and afterwards it is free."""
    work = workspace(tmp_path, binary)
    with work.hold("apply"):
        work.write(FILES)
        plan = work.plan()
        assert json.loads(work.folder.lock.read_text())["verb"] == "apply"
        with pytest.raises(EnvironmentFailure) as caught:
            workspace(tmp_path, binary).plan()
        assert caught.value.problems[0].code == "workspace-locked"
        work.apply(plan)
    assert workspace(tmp_path, binary).plan().changes


def test_a_command_for_the_hand(tmp_path: Path, binary: Binary) -> None:
    """A hint's command names the folder."""
    assert workspace(tmp_path, binary).by_hand("state list") == f"terraform -chdir={tmp_path}/ws state list"
