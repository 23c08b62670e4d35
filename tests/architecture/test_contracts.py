"""The import contracts hold, and each kind of contract notices a planted violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import PACKAGE, ROOT

_RUN = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the package and its contracts to a place where a violation can be planted; returns the package's folder."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "src" / "sealane", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "src" / "sealane"


def lint(package: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a package in the place of the installed one."""
    environment = os.environ | {"PYTHONPATH": str(package.parent), "COLUMNS": "200"}
    folder = package.parent.parent
    return subprocess.run(
        [sys.executable, "-c", _RUN],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_contracts_hold(copy: Path) -> None:
    """Nothing in the package breaks a contract."""
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("path", "source", "contract"),
    [
        ("leftovers/__init__.py", "", "The river flows one way"),
        ("errors_planted.py", "", "The river flows one way"),
        ("grammar/planted.py", "import sealane.startup", "The river flows one way"),
        ("world/planted.py", "import sealane.spec", "The river flows one way"),
        ("terraform/planted.py", "import sealane.readers", "The river flows one way"),
        ("verbs/planted.py", "import sealane.cli", "The river flows one way"),
        ("startup/planted.py", "def late():\n    import boto3", "Reasoning does no input or output"),
        ("startup/planted.py", "import sealane.terraform", "The river flows one way"),
        ("sandbox/planted.py", "import sealane.report", "The river flows one way"),
        ("report/planted.py", "import subprocess", "Reports use no library"),
        ("spec/planted.py", "import subprocess", "Reasoning does no input or output"),
        ("terraform/files/planted.py", "import socket", "The thinking half of every edge package"),
        ("readers/live/translate/planted.py", "import sealane.readers.live.session", "The thinking half of every edge"),
        ("verbs/planted.py", "import rich", "Verbs answer with values"),
    ],
)
def test_planted_import_is_reported(copy: Path, path: str, source: str, contract: str) -> None:
    """An undeclared package, an import against the river and an outside library each break their own contract."""
    planted = copy / path
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(source, encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [line for line in done.stdout.splitlines() if " BROKEN" in line]
    assert any(line.startswith(contract) for line in broken), done.stdout + done.stderr


def test_ring_of_siblings_is_reported(copy: Path) -> None:
    """Two modules of one package that import each other break the contract against rings."""
    (copy / "grammar" / "planted_a.py").write_text("import sealane.grammar.planted_b", encoding="utf-8")
    (copy / "grammar" / "planted_b.py").write_text("import sealane.grammar.planted_a", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "No two siblings import each other in a ring BROKEN" in done.stdout
