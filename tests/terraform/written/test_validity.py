"""`terraform fmt` leaves written files untouched and `terraform validate` is quiet, whatever the spec uses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.shared import made_once
from tests.terraform.written.conftest import Written
from tests.terraform.written.root_module import files_of, run
from tests.terraform.written.specs import SPECS

# A backend belongs to a root module.
ALONE = ("state in s3", "everything")
TOGETHER = tuple(name for name in SPECS if name not in ALONE)
VALUES = "terraform.tfvars"

Told = Mapping[str, tuple[str, ...]]


@pytest.fixture(scope="session")
def told(attached: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Give what Terraform has to say of each spec: all of them are modules of one directory, so it is asked once."""

    def ask() -> Told:
        folder = tmp_path_factory.mktemp("together")
        calls = [_module(folder / f"m{number}", SPECS[name]) for number, name in enumerate(TOGETHER)]
        return told_of(folder, calls, attached)

    return made_once(tmp_path_factory, "validity of every spec", ask)


def _module(folder: Path, spec: str) -> str:
    """Write the files of a spec and return the call of the module that they are."""
    folder.mkdir()
    written = {file.name: file.text for file in files_of(spec)}
    values = written.pop(VALUES)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return f'module "{folder.name}" {{\n  source = "./{folder.name}"\n{values}}}\n'


def told_of(folder: Path, calls: Iterable[str], environ: Mapping[str, str]) -> Told:
    """Return the summaries of Terraform's diagnostics by the module's folder; there may be no error among them."""
    (folder / "main.tf").write_text("\n".join(calls), encoding="utf-8")
    run(folder, environ, "get")
    said: dict[str, tuple[str, ...]] = {}
    for one in json.loads(run(folder, environ, "validate", "-json"))["diagnostics"]:
        module, _, _ = one.get("range", {}).get("filename", "").rpartition("/")
        said[module] = (*said.get(module, ()), one["summary"])
    return said


@pytest.mark.parametrize("name", SPECS)
def test_formatted(name: str, written: Written) -> None:
    """Every feature yields files that Terraform finds well laid out."""
    assert written(SPECS[name]).terraform("fmt", "-check", "-diff") == ""


@pytest.mark.parametrize("name", ALONE)
def test_valid_alone(name: str, written: Written) -> None:
    """A root module with a backend is valid, without a warning."""
    said = json.loads(written(SPECS[name]).terraform("validate", "-json"))
    assert (said["valid"], said["diagnostics"]) == (True, [])


@pytest.mark.parametrize("number", range(len(TOGETHER)), ids=TOGETHER)
def test_valid(number: int, told: Told) -> None:
    """Every feature yields files that Terraform finds valid, without a warning."""
    assert told.get(f"m{number}", ()) == ()


def test_nothing_else_is_said(told: Told) -> None:
    """No warning is about none of the specs."""
    assert set(told) <= {f"m{number}" for number in range(len(TOGETHER))}


def test_a_warning_is_told_of_its_module(attached: dict[str, str], tmp_path: Path) -> None:
    """Of two modules one uses what is deprecated, and it alone is told of."""
    well, ill = (_module(tmp_path / name, SPECS["nothing but an image"]) for name in ("well", "ill"))
    old = 'resource "aws_eip" "old" {\n  vpc = true\n}\n'
    (tmp_path / "ill" / "old.tf").write_text(old, encoding="utf-8")
    assert told_of(tmp_path, (well, ill), attached) == {"ill": ("Argument is deprecated",)}


def test_a_fault_would_be_found(written: Written) -> None:
    """The check above can fail: an argument that the provider does not know is an error, a space too many a change."""
    module = written(SPECS["nothing but an image"])
    network = module.folder / "network.tf"
    network.write_text(network.read_text(encoding="utf-8").replace("enable_dns_support  ", "enable_dns_sport  "))
    assert "enable_dns_sport" in module.terraform("validate", status=1)
    network.write_text(network.read_text(encoding="utf-8").replace(" = true", "  = true"))
    assert "network.tf" in module.terraform("fmt", "-check", status=3)
