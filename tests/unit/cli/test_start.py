"""The command as a process: the fast answers, usage, and the boundary that no traceback passes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sealane import __version__

SEALANE = (sys.executable, "-c", "import sys; from sealane.cli.start import main; sys.exit(main())")


def run(*arguments: str, folder: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a controlled environment and no terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SEALANE_", "NO_COLOR"))}
    return subprocess.run(
        [*SEALANE, *arguments], capture_output=True, text=True, env=kept | environ, cwd=folder, check=False
    )


def test_the_version_goes_to_stdout() -> None:
    """`--version` prints name and version and nothing else."""
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"sealane {__version__}\n", "")


def test_help_lists_every_verb() -> None:
    """`--help` succeeds and names each verb with a line; no arguments at all is an error that says where to begin."""
    done, bare = run("--help"), run()
    assert done.returncode == 0
    assert bare.returncode == 2
    assert "Where to begin" in bare.stdout
    assert "sealane --help" in bare.stdout
    assert max(map(len, bare.stdout.splitlines())) <= 80
    for verb in ("init", "plan", "apply", "destroy", "status", "logs", "export", "endpoints", "policies", "sandbox"):
        assert f"\n  {verb} " in done.stdout


@pytest.mark.parametrize("before", ["", "import atexit; atexit.register(lambda: print('called at the end'));"])
def test_the_command_ends_the_process_with_everything_said(before: str, tmp_path: Path) -> None:
    """What was written arrives and the status is right, and whoever wants to be called at the end is."""
    code = (
        f"{before}import sys; sys.argv = ['sealane', *sys.argv[1:]]; from sealane.cli.start import command; command()"
    )
    for arguments, status in ((("--version",), 0), (("export", "infra"), 2)):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert done.returncode == status
        assert ("called at the end" in done.stdout) is bool(before)
        assert (done.stdout if status == 0 else done.stderr).startswith("sealane" if status == 0 else "error")


def test_light_answers_import_nothing_heavy() -> None:
    """Version and help import neither click, Pydantic, Rich, YAML nor boto3: start-up time is a budget."""
    code = (
        "import sys; sys.argv = ['sealane', '--help']; from sealane.cli.start import main; main();"
        "heavy = {'click', 'pydantic', 'rich', 'yaml', 'boto3', 'moto'} & set(sys.modules);"
        "sys.exit(3 if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        (("aply",), "did you mean `apply`?"),
        (("xyzzy",), "No verb is called `xyzzy`"),
        (("plan", "--no-such-option"), "No such option"),
        (("export",), "Missing argument"),
        (("schema", "world"), "is not"),
        (("sandbox", "push", "no-tag"), "has no tag"),
    ],
)
def test_wrong_usage_is_one_clear_error(arguments: tuple[str, ...], fragment: str, tmp_path: Path) -> None:
    """A usage error exits 2, says what is wrong on stderr, names the help, and prints nothing on stdout."""
    done = run(*arguments, folder=tmp_path, XDG_STATE_HOME=str(tmp_path), SEALANE_SANDBOX_DIR=str(tmp_path / "s"))
    assert (done.returncode, done.stdout) == (2, "")
    assert fragment in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bug_is_owned_and_not_a_traceback(tmp_path: Path) -> None:
    """An unexpected exception becomes `internal-error` with exit status 3; `SEALANE_DEBUG` shows where it came from."""
    code = (
        "import sys, sealane.cli.schema as schema\n"
        "def broken(**_): raise RuntimeError('boom')\n"
        "schema.command.callback = broken\n"
        "sys.argv = ['sealane', 'schema']\n"
        "from sealane.cli.start import main\n"
        "sys.exit(main())"
    )
    quiet = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert quiet.returncode == 3
    assert "[internal-error]" in quiet.stderr
    assert "boom" in quiet.stderr
    assert "Traceback" not in quiet.stderr
    loud = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=dict(os.environ) | {"SEALANE_DEBUG": "1"},
        check=False,
    )
    assert "Traceback" in loud.stderr


def test_colour_is_asked_for_and_refused_by_variable(tmp_path: Path) -> None:
    """`FORCE_COLOR` colours a pipe, `NO_COLOR` wins over it, and a pipe alone is plain."""
    assert "\x1b[" in run("aply", folder=tmp_path, FORCE_COLOR="1").stderr
    assert "\x1b[" not in run("aply", folder=tmp_path, FORCE_COLOR="1", NO_COLOR="1").stderr
    assert "\x1b[" not in run("aply", folder=tmp_path).stderr
