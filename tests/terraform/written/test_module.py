"""The reusable module: in the standard structure, well laid out, and with tests of its own that can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sealane.startup.intent import steps_of
from sealane.terraform.files import File, write
from sealane.terraform.files.module import write_module
from tests.terraform.written.root_module import Provider, RootModule, setting_of, spec_of
from tests.terraform.written.specs import SPECS

MINIMAL = SPECS["nothing but an image"]
STRUCTURE = {"main.tf", "variables.tf", "outputs.tf", "README.md", "examples/basic/main.tf", "tests/sealed.tftest.hcl"}

Module = Callable[..., RootModule]


def module_of(text: str) -> dict[str, str]:
    """Return the text of each file of the module of a spec."""
    spec = spec_of(text)
    setting = setting_of(spec)
    return {file.name: file.text for file in write_module(spec, steps_of(spec, setting), setting, None)}


@pytest.fixture
def module(aws_provider: Provider, attached: dict[str, str], tmp_path: Path) -> Module:
    """Give a function that writes the module of a spec into a folder, with one text of it replaced by another."""

    def make(spec: str, old: str = "", new: str = "") -> RootModule:
        files = module_of(spec)
        assert not old or any(old in text for text in files.values())
        written = [File(name=name, text=text.replace(old, new) if old else text) for name, text in files.items()]
        return RootModule.of(tmp_path / "module", written, aws_provider, attached)

    return make


@pytest.mark.parametrize("name", SPECS)
def test_structure(name: str) -> None:
    """Whatever the spec uses, the module has the files of Terraform's standard structure and no settings of a root."""
    files = module_of(SPECS[name])
    assert files.keys() >= STRUCTURE
    own = "\n".join(text for path, text in files.items() if path.endswith(".tf") and "/" not in path)
    assert 'provider "aws"' not in own
    assert "backend" not in own.partition("locals")[0]
    assert "terraform.tfvars" not in files


@pytest.mark.parametrize("name", SPECS)
def test_same_resources(name: str) -> None:
    """The module makes what the root module makes: only the Region's condition and names of files differ."""
    spec = spec_of(SPECS[name])
    setting = setting_of(spec)
    root = {file.name: file.text for file in write(spec, steps_of(spec, setting), setting, None)}
    files = module_of(SPECS[name])
    for path in root.keys() - {"data.tf", "versions.tf", "terraform.tfvars"}:
        assert files[{"service.tf": "main.tf"}.get(path, path)] == root[path]


def test_readme_lists_every_variable_and_output() -> None:
    """The README has a row for each variable and each output that the module declares."""
    files = module_of(SPECS["everything"])
    for path, word in (("variables.tf", "variable"), ("outputs.tf", "output")):
        declared = [line.split('"')[1] for line in files[path].splitlines() if line.startswith(f"{word} ")]
        assert declared
        assert [name for name in declared if f"| `{name}` |" not in files["README.md"]] == []


def test_formatted(module: Module) -> None:
    """`terraform fmt` leaves the largest module, its example and its tests untouched."""
    assert module(SPECS["everything"]).terraform("fmt", "-check", "-diff", "-recursive") == ""


def test_its_tests_pass(module: Module) -> None:
    """`terraform test` passes on what was written, without an account."""
    assert "4 passed, 0 failed" in module(MINIMAL).terraform("test")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("enable_dns_hostnames = true", "enable_dns_hostnames = false", "private names of the endpoints do not"),
        (
            'description       = "HTTPS to the interface endpoints"\n  cidr_ipv4         = aws_vpc.main.cidr_block',
            'description       = "HTTPS to the interface endpoints"\n  cidr_ipv4         = "0.0.0.0/0"',
            "may send packets to anywhere",
        ),
    ],
    ids=["names off", "a rule to anywhere"],
)
def test_its_tests_fail(old: str, new: str, said: str, module: Module) -> None:
    """A module that somebody opened later fails its own tests, which say what is open."""
    told = module(MINIMAL, old, new).terraform("test", "-filter=tests/sealed.tftest.hcl", status=1)
    assert said in " ".join(told.replace("│", " ").split())


def test_other_region(module: Module) -> None:
    """Called with the provider of another Region, the module says which Region it is written for."""
    told = module(MINIMAL, 'defaults = {\n      name = "us-east-1"', 'defaults = {\n      name = "eu-west-1"')
    said = told.terraform("test", "-filter=tests/sealed.tftest.hcl", status=1)
    assert "This module is written for us-east-1" in " ".join(said.replace("│", " ").split())
