"""Completion as a shell gives it: bash asks the script, and what it answers is right."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sealane.cli.outline import outline
from sealane.cli.program import NAMES
from sealane.report.command_line import bash, fish, zsh
from sealane.verdicts.cause import Cause

OUTLINE = outline()
_ASK = """
eval "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_sealane; printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(*words: str, folder: Path) -> list[str]:
    """Return what bash offers for the last of the words."""
    done = subprocess.run(
        ["bash", "--norc", "-c", _ASK, "bash", bash.script(OUTLINE), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("sealane", ""), list(NAMES)),
        (("sealane", "pro"), ["prove"]),
        (("sealane", "--v"), ["--version"]),
        (("sealane", "prove", "--soft"), ["--soft-fail"]),
        (("sealane", "prove", "--format", "s"), ["sarif"]),
        (("sealane", "prove", "--format", "=", "s"), ["sarif"]),
        (
            ("sealane", "prove", "plan.json", "--accept", "internet-by-nat"),
            ["internet-by-nat", "internet-by-nat-instance"],
        ),
        (("sealane", "prove", "pl"), ["plan.json"]),
        (("sealane", "prove", "--config", "in"), ["infra"]),
        (("sealane", "export", ""), ["infra"]),
        (("sealane", "prove", "--region", ""), []),
        (("sealane", "sandbox", "st"), ["start", "stop", "status"]),
        (("sealane", "sandbox", "start", "--cap"), ["--capture"]),
        (("sealane", "explain", "efs-p"), ["efs-policy-denies"]),
        (("sealane", "policies", "--for", ""), ["diagnose", "prove", "watch"]),
        (("sealane", "nothing", "--"), ["--version", "--help"]),
    ],
)
def test_bash_offers_what_fits(words: tuple[str, ...], offered: list[str], tmp_path: Path) -> None:
    """Verbs, options, choices, causes, files and folders are offered where they fit, and nothing else."""
    (tmp_path / "plan.json").touch()
    (tmp_path / "infra").mkdir()
    assert completed(*words, folder=tmp_path) == offered


def test_every_shell_knows_every_option() -> None:
    """The script of each shell names every verb, every option and every cause."""
    longest = [option.names[-1] for verb in OUTLINE.verbs for option in verb.options]
    for script in (bash.script(OUTLINE), zsh.script(OUTLINE), fish.script(OUTLINE)):
        assert [verb.name for verb in OUTLINE.verbs if verb.name.split()[-1] not in script] == []
        assert [name for name in longest if name.lstrip("-") not in script] == []
        assert [cause for cause in Cause if cause not in script] == []
