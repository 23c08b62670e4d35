"""A directory that cannot be linked is one clear error with the place in the user's own file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from sealane.errors import InputError, Problem
from sealane.terraform.linking.link import link
from sealane.terraform.linking.variables import Variables
from tests.shared import made_once

PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n'
VPC = 'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\n'
VARIABLES = 'variable "a" {}\nvariable "b" {\n  type = list(string)\n}\nvariable "c" {\n  default = 1\n}\n'


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a directory."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def problems(folder: Path, files: Mapping[str, str], *assigned: str) -> tuple[Problem, ...]:
    """Return what is wrong with a directory of these files; nothing when it can be linked."""
    write(folder, files)
    try:
        link(folder, os.environ, variables=Variables(assigned=assigned))
    except InputError as error:
        return error.problems
    return ()


def healed(factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the Regions of what is linked of a directory in which what the tests below do wrong is right.

    It is linked once for all of them: every variable has a value by a file, a local module is where its call says, and
    the Region that no provider names is given.
    """

    def make() -> Mapping[str, str]:
        folder = factory.mktemp("healed")
        call = 'module "m" {\n  source = "./there"\n}\n'
        files = {"main.tf": VPC + call, "there/main.tf": VPC, "variables.tf": VARIABLES}
        values = {"x.auto.tfvars": 'a = "1"\n', "terraform.tfvars.json": '{"b": []}'}
        write(folder, files | values)
        return dict(link(folder, os.environ, region="eu-north-1").regions)

    return made_once(factory, "healed directory", make)


def test_a_directory_without_files_is_refused(tmp_path: Path) -> None:
    """An empty directory is no root module, and the error says which files are missing."""
    (problem,) = problems(tmp_path, {"readme.md": "nothing"})
    assert problem.code == "directory-without-terraform"


def test_every_variable_without_a_value_is_named_with_the_argument_to_add(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two of three variables have no value: both are named, each at its line; with values the directory is linked."""
    first, second = problems(tmp_path, {"variables.tf": VARIABLES})
    assert (first.code, str(first.place)) == ("variable-missing", "variables.tf:1:1")
    assert "-var a=VALUE" in first.hint
    assert "-var b='[]'" in second.hint
    assert healed(tmp_path_factory)


def test_a_module_that_is_not_there_is_not_fetched(tmp_path: Path) -> None:
    """A registry module without its files is an error with the command that gets it."""
    text = PROVIDER + 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n'
    (problem,) = problems(tmp_path, {"main.tf": text})
    assert (problem.code, str(problem.place)) == ("module-not-installed", "main.tf:4:1")
    assert "init" in problem.hint


def test_a_local_module_that_is_not_there_is_told_at_its_call(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A mistyped path is an error with the line of the call; another one is found."""
    call = PROVIDER + 'module "m" {\n  source = "./nope"\n}\n'
    (problem,) = problems(tmp_path, {"main.tf": call, "there/main.tf": VPC})
    assert (problem.code, str(problem.place)) == ("module-missing", "main.tf:4:1")
    assert "module.m.aws_vpc.main" in healed(tmp_path_factory)


def test_terraforms_own_error_is_told_at_the_users_line(tmp_path: Path) -> None:
    """Below data sources, into which lines were put, the place is still that of the user's file."""
    data = 'data "aws_vpc" "one" { id = "vpc-1" }\ndata "aws_vpc" "two" {\n  id = "vpc-2"\n}\n'
    text = PROVIDER + data + 'resource "aws_vpc" "main" {\n  cidr_block = nobody.knows.this\n}\n'
    (problem,) = problems(tmp_path, {"net/main.tf": text, "main.tf": 'module "net" {\n  source = "./net"\n}\n'})
    assert (problem.code, str(problem.place)) == ("terraform-rejects", "net/main.tf:9:16")


def test_a_number_that_aws_decides_needs_a_plan(tmp_path: Path) -> None:
    """As many resources as a lookup finds are no number, and the error says how to have Terraform ask."""
    text = (
        PROVIDER
        + 'data "aws_subnets" "all" {}\n'
        + VPC.replace("{\n", "{\n  count = length(data.aws_subnets.all.ids)\n")
    )
    (problem,) = problems(tmp_path, {"main.tf": text})
    assert (problem.code, str(problem.place)) == ("number-not-decided", "main.tf:6:11")
    assert "--config" in problem.hint


def test_a_directory_without_a_region_asks_for_one(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither the provider nor the environment names a Region, and none is made up; one that is given is taken."""
    assert not {"AWS_REGION", "AWS_DEFAULT_REGION"} & os.environ.keys()
    (problem,) = problems(tmp_path, {"main.tf": VPC})
    assert problem.code == "region-missing"
    assert set(healed(tmp_path_factory).values()) == {"eu-north-1"}


def test_a_module_that_configures_a_foreign_provider_is_refused(tmp_path: Path) -> None:
    """What nothing can stand in for is not run."""
    inner = 'provider "docker" {\n  host = "unix:///var/run/docker.sock"\n}\n'
    files = {"main.tf": PROVIDER + 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": inner}
    (problem,) = problems(tmp_path, files)
    assert problem.code == "module-configures-provider"


def test_a_region_that_there_is_not_is_no_missing_one(tmp_path: Path) -> None:
    """A mistyped Region is told as the provider tells it."""
    (problem,) = problems(tmp_path, {"main.tf": PROVIDER.replace("us-east-1", "us-esat-1") + VPC})
    assert problem.code == "terraform-rejects"
    assert "us-esat-1" in f"{problem.what} {problem.facts}"
