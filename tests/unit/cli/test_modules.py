"""Sealane's modules are found as Python itself would find them."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

import pytest

import sealane
from sealane.cli.modules import Finder

_ROOT = Path(sealane.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a module and a package, both compiled."""
    (tmp_path / "package").mkdir()
    for source in (tmp_path / "module.py", tmp_path / "package" / "__init__.py"):
        source.write_text("SAID = 'compiled'\n", encoding="utf-8")
        py_compile.compile(str(source), doraise=True)
    return tmp_path


def _found(name: str, folder: Path) -> ModuleSpec | None:
    return Finder.find_spec(f"sealane.{name}", [str(folder)])


@pytest.mark.parametrize("name", ["module", "package"])
def test_a_module_is_found_where_python_finds_it(name: str, folder: Path) -> None:
    """It has the same file, the same compiled file and the same folder of its own."""
    found = [one.find_spec(f"sealane.{name}", [str(folder)]) for one in (Finder, PathFinder)]
    ours, theirs = [
        (one.name, one.origin, one.cached, one.has_location, one.parent, one.submodule_search_locations)
        for one in found
        if one is not None
    ]
    assert ours == theirs


def test_no_module_has_the_name_of_a_package_beside_it() -> None:
    """Of two such Python takes the package, and here the module would be found first."""
    assert not [one for one in _ROOT.rglob("*.py") if one.with_suffix("").is_dir()]


@pytest.mark.parametrize("name", ["module", "package"])
def test_a_module_runs_its_compiled_code(name: str, folder: Path) -> None:
    """What is run is what was compiled, and a second run reads it again."""
    found = _found(name, folder)
    assert found is not None
    assert found.loader is not None
    for _ in range(2):
        module = ModuleType(found.name)
        module.__spec__ = found
        found.loader.exec_module(module)
        assert module.SAID == "compiled"


@pytest.mark.parametrize("name", ["module", "package"])
def test_a_changed_source_is_left_to_python(name: str, folder: Path) -> None:
    """Code that was compiled of another text, or at another time, is not run."""
    source = folder / f"{name}.py" if name == "module" else folder / name / "__init__.py"
    stated = source.stat()
    source.write_text("SAID = 'changed by a word'\n", encoding="utf-8")
    os.utime(source, (stated.st_atime, stated.st_mtime))
    assert _found(name, folder) is None
    source.write_text("SAID = 'compiled'\n", encoding="utf-8")
    os.utime(source, (stated.st_atime, stated.st_mtime + 10))
    assert _found(name, folder) is None


@pytest.mark.parametrize("content", [b"", b"\0" * 40, None, "short"], ids=["empty", "other", "absent", "cut"])
def test_a_broken_file_is_left_to_python(content: bytes | str | None, folder: Path) -> None:
    """A compiled file that is missing, of another Python or cut short is not run."""
    compiled = next((folder / "__pycache__").glob("module.*"))
    whole = compiled.read_bytes()
    if content is None:
        compiled.unlink()
    else:
        compiled.write_bytes(whole[:-10] if isinstance(content, str) else content)
    assert _found("module", folder) is None


def test_modules_of_others_are_left_to_python(folder: Path) -> None:
    """Only modules below `sealane` are found, and only where the package has one folder."""
    assert Finder.find_spec("module", [str(folder)]) is None
    assert Finder.find_spec("sealane.module") is None
    assert Finder.find_spec("sealane.module", [str(folder), str(folder)]) is None
    assert _found("missing", folder) is None


@pytest.mark.parametrize(("flags", "quick"), [((), True), (("-O",), False), (("-B", "-X", "pycache_prefix=x"), False)])
def test_only_what_is_compiled_in_the_common_way_is_found_quickly(flags: tuple[str, ...], quick: bool) -> None:  # noqa: FBT001 - a parameter
    """With files that are compiled otherwise, or elsewhere, Python goes its own way."""
    code = "import sys; from sealane.cli.modules import Finder, find_quickly as f; f(); f(); "
    code += "print(sys.meta_path.count(Finder))"
    done = subprocess.run([sys.executable, *flags, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(int(quick))
