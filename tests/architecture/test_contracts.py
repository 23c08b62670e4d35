"""The import contracts hold, and each kind of contract notices a planted violation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.architecture.checkout import PACKAGE, ROOT

_RUN = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


RIVER = "The river flows one way"
REASONING = "Reasoning does no input or output"
EDGES = "The thinking half of every edge package does no input or output"
VIOLATIONS = (
    ("leftovers/__init__.py", "", RIVER),
    ("errors_planted.py", "", RIVER),
    ("grammar/planted_1.py", "import sealane.startup", RIVER),
    ("world/planted_2.py", "import sealane.spec", RIVER),
    ("terraform/planted_3.py", "import sealane.readers", RIVER),
    ("verbs/planted_4.py", "import sealane.cli", RIVER),
    ("startup/planted_5.py", "def late():\n    import boto3", REASONING),
    ("startup/planted_6.py", "import sealane.terraform", RIVER),
    ("sandbox/planted_7.py", "import sealane.report", RIVER),
    ("report/planted_8.py", "import subprocess", "Reports use no library that does input or output"),
    ("spec/planted_9.py", "import subprocess", REASONING),
    ("terraform/files/planted_10.py", "import socket", EDGES),
    ("readers/live/translate/planted_11.py", "import sealane.readers.live.session", EDGES),
    ("verbs/planted_12.py", "import rich", "Verbs answer with values and leave the words to the layers above"),
    (
        "lab/planted_13.py",
        "import sealane.reachability",
        "The lab sees the world and the steps, and never asks the engines it is there to check",
    ),
    ("grammar/planted_a.py", "import sealane.grammar.planted_b", "No two siblings import each other in a ring"),
    ("grammar/planted_b.py", "import sealane.grammar.planted_a", "No two siblings import each other in a ring"),
)


def lint(folder: Path, *planted: tuple[str, str]) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a copy of the package, in which files are planted, in the place of the installed one."""
    shutil.copy(ROOT / ".importlinter", folder)
    package = folder / "src" / "sealane"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for path, source in planted:
        (package / path).parent.mkdir(exist_ok=True)
        (package / path).write_text(source, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(package.parent), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", _RUN],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Give what is told of each broken contract when every violation is planted, one beside the other."""
    planted = [(path, source) for path, source, _ in VIOLATIONS]
    done = lint(tmp_path_factory.mktemp("planted"), *planted)
    assert done.returncode == 1, done.stdout + done.stderr
    _, _, broken = done.stdout.partition("Broken contracts")
    # A title is underlined.
    parts = re.split(r"^(\S.*)\n-{3,}\n", broken, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_contracts_hold(tmp_path: Path) -> None:
    """Nothing in the package breaks a contract."""
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("path", "contract"), [(path, contract) for path, _, contract in VIOLATIONS])
def test_planted_import_is_reported(told: Mapping[str, str], path: str, contract: str) -> None:
    """An undeclared package, an import against the river, an outside library and a ring each break their contract."""
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert re.search(rf"\b{module.rpartition('.')[2]}\b", told[contract]), told[contract]
